// Integration service environments: both identities from nothing set up to a green status, the half hour for the
// grant, the retirement said before, and a request body pasted from the article.
import { checks, choose, enter, setFault, setSpeed, step } from "./console";
import { ask, ENVIRONMENT, ground, isGreen, make, pickKey, place, runThroughTheDoor } from "./environments";
import { expect, test } from "./fixtures";

// Four things are made before the environment.
test.describe.configure({ timeout: 180_000 });

test("with its own identity, the grant in time and the countdown in sight", async ({ page }) => {
  await ground(page);
  await ask(page);
  await page.getByRole("radio", { name: /^The environment's own identity/ }).check();
  await expect(page.getByRole("main")).toContainText("Azure retired this service on 31 August 2024");
  await expect(checks(page)).not.toContainText("Failed");
  await expect(step(page, /Send the request/)).toContainText("One-way door");
  await expect(step(page, /^2. Grant|Grant Fabrikam-ISE/)).toContainText("within 30 min");

  await setSpeed(page, 1);
  await runThroughTheDoor(page);
  await test.step("the time left is told, and that the tab is needed", async () => {
    await expect(page.getByRole("timer")).toHaveAccessibleName(/^Time left: (29|30) minutes/);
    await expect(page.getByRole("main")).toContainText("Keep this tab open");
    await expect(page).toHaveTitle(/^29:\d\d left · /);
  });
  await setSpeed(page, 60);
  await expect(page.getByRole("heading", { name: "In time" })).toBeVisible({ timeout: 30_000 });
  await setSpeed(page, 3600);
  await isGreen(page);
  await expect(page.getByRole("main")).toContainText("subnet-1: everything can be reached");
});

test("with a user-assigned identity, granted before the request", async ({ page }) => {
  await ground(page);
  await make(page, "/create/Microsoft.ManagedIdentity/userAssignedIdentities/create", "id-fabrikam");
  await ask(page);
  await choose(page, "Identity", "id-fabrikam");
  await expect(checks(page)).not.toContainText("Failed");
  await runThroughTheDoor(page);
  await isGreen(page);
});

test("a grant that comes too late, and the screen says why", async ({ page }) => {
  await ground(page);
  await ask(page);
  await page.getByRole("radio", { name: /^The environment's own identity/ }).check();
  await page.getByRole("radio", { name: /^Somebody else does/ }).check();
  await setSpeed(page, 60);
  await runThroughTheDoor(page);
  await test.step("the lines for somebody else, and the time that is left", async () => {
    await expect(page.getByRole("timer")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("az keyvault set-policy --name fabrikamkeyvault");
    await expect(page.getByRole("main")).toContainText("Set-AzKeyVaultAccessPolicy");
    await expect(page.getByRole("main")).toContainText("You may close this tab");
  });
  await setSpeed(page, 3600);
  await expect(page.getByRole("heading", { name: "Too late" })).toBeVisible({ timeout: 30_000 });
  const main = page.getByRole("main");
  await expect(main).toContainText("Its identity had no access policy", { timeout: 30_000 });
  await expect(main).toContainText("had to be done before");
  await expect(main).toContainText("four subnets stay taken for up to an hour");
});

test("what Azure answers today is explained", async ({ page }) => {
  await enter(page, "Mara", ENVIRONMENT);
  await setSpeed(page, 3600);
  await setFault(page, { name: "retired-service" });
  await place(page, "rg-new-weu", "ise-new-wus2");
  await choose(page, "Virtual network", "vnet-spare-wus2");
  await choose(page, "Identity", "id-ise-cmk");
  await pickKey(page, "kv-fabrikam-wus2", "ise-cmk");
  await expect(checks(page)).not.toContainText("Failed");
  await runThroughTheDoor(page, "ise-new-wus2");
  await expect(page.getByRole("main")).toContainText("IntegrationServiceEnvironmentCreationNotAllowed");
  await expect(page.getByRole("main")).toContainText("Use Logic Apps Standard");
});

test("a body pasted from the article fills the form, and every change is told", async ({ page }) => {
  await enter(page, "Mara", ENVIRONMENT);
  await page.getByText("Paste a request body instead of answering").click();
  const body = page.getByRole("textbox", { name: "Request body" });
  await body.fill("nothing of the kind");
  await page.getByRole("button", { name: "Fill it into the form" }).click();
  await expect(page.getByText("There is no request body in this")).toBeVisible();
  await body.fill(ARTICLE);
  await page.getByRole("button", { name: "Fill it into the form" }).click();
  const changes = page.getByRole("list", { name: "Changes to the pasted body" });
  await expect(changes).toContainText("Removed 2 comments");
  await expect(changes).toContainText("Added a slash before the ID of the vault");
  await expect(changes).toContainText("Took UserAssigned out of the choice SystemAssigned or UserAssigned");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Fabrikam-ISE");
  await expect(page.getByRole("textbox", { name: "Key", exact: true })).toHaveValue(/fabrikam-encryption-key$/);
  await expect(page.getByRole("radio", { name: /^External/ })).toBeChecked();
});

const ARTICLE = `{
   "id": "/subscriptions/********************/resourceGroups/Fabrikam-RG/providers/Microsoft.Logic/integrationServiceEnvironments/Fabrikam-ISE",
   "name": "Fabrikam-ISE",
   "location": "WestUS2",
   "identity": {
      "type": <"SystemAssigned" | "UserAssigned">,
      // For the second of them:
      "userAssignedIdentities": { "/subscriptions/***/identities/***": { "principalId": "***" } }
   },
   "properties": {
      "networkConfiguration": { "accessEndpoint": { /* or Internal */ "type": "External" }, "subnets": [] },
      "encryptionConfiguration": { "encryptionKeyReference": {
         "keyVault": { "id": "subscriptions/***/vaults/FabrikamKeyVault", },
         "keyName": "Fabrikam-Encryption-Key",
         "keyVersion": "***"
      } }
   }
}`;
