// Foundry accounts: from nothing to a green status with either identity, and the door before it.
import { type Page } from "@playwright/test";
import { beginWith, checks, choose, enter, run, setSpeed, step, verdict } from "./console";
import { expect, test } from "./fixtures";

const AI = "Microsoft.CognitiveServices/accounts";
const KEY = "https://kv-from-nothing.vault.azure.net/keys/foundry-cmk";
const group =
  "/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c/resourceGroups/rg-ai-weu/providers/" + AI;

test("a Foundry account comes out of nothing with a user-assigned identity", async ({ page }) => {
  await fromNothing(page);
  await test.step("an identity", async () => {
    await page.goto("/create/Microsoft.ManagedIdentity/userAssignedIdentities/create");
    await place(page, "id-from-nothing");
    await run(page);
    await proved(page);
  });
  await askForAccount(page);
  await choose(page, "Identity", "id-from-nothing");
  await expect(checks(page)).not.toContainText("Failed");
  await expect(step(page, /Create the account/)).toContainText("PUT");
  await expect(step(page, /Set the key/)).toHaveCount(0);
  await throughTheDoor(page, "ai-from-nothing");
  await isGreen(page);
});

test("a Foundry account comes out of nothing with an identity of its own", async ({ page }) => {
  await fromNothing(page);
  await askForAccount(page);
  await page.getByRole("radio", { name: /^The account.s own identity/ }).check();
  await expect(checks(page)).not.toContainText("Failed");
  const titles = page.getByRole("heading", { level: 3 });
  await expect(titles.filter({ hasText: /\d\. (Create the account|Grant|Set the key)/ })).toHaveText([
    /Create the account/,
    /Grant/,
    /Set the key/,
  ]);
  await throughTheDoor(page, "ai-from-nothing");
  await isGreen(page);
});

test("the one-way door of an account that is there opens only to its name", async ({ page }) => {
  await enter(page, "Mara", `/act/use-my-key${group}/ai-plain-weu`);
  await setSpeed(page, 3600);
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(
    "https://kv-fabrikam-prod.vault.azure.net/keys/foundry-cmk",
  );
  await choose(page, "Identity", "id-ai-cmk");
  await expect(page.getByRole("main")).toContainText("One-way door: Set the key");
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("never returns to a Microsoft-managed one");
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(page).not.toHaveURL(/[?&]run=/);
  await throughTheDoor(page, "ai-plain-weu");
  await isGreen(page);
  await expect(page.getByRole("main")).toContainText("playground (default)");
  const back = page.getByRole("button", { name: "Return to Microsoft-managed keys" });
  await expect(back).toHaveAttribute("aria-disabled", "true");
});

test("a newer version is a plan of one press on the page of an account", async ({ page }) => {
  await enter(page, "Mara", `/resource${group}/ai-hub-weu`);
  await setSpeed(page, 3600);
  const main = page.getByRole("main");
  await expect(main).toContainText("assistants (default), evaluations");
  await expect(main).toContainText("in workspace log-security-weu");
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "warn");
  await main
    .locator(".banner", { hasText: "There is a newer version of its key" })
    .getByRole("link", { name: "Take the newest version" })
    .click();
  await run(page);
  await proved(page);
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
  await expect(main).not.toContainText("There is a newer version of its key");
});

test("what was deleted is listed, and purged only by its name", async ({ page }) => {
  await enter(page);
  await setSpeed(page, 3600);
  await page.getByRole("link", { name: "Deleted AI accounts" }).first().click();
  await page.getByRole("link", { name: "ai-old-weu" }).click();
  await expect(page.getByRole("main")).toContainText("Gone for good");
  await page.getByRole("link", { name: "Purge" }).click();
  await throughTheDoor(page, "ai-old-weu");
});

/** A vault and a key, where nothing was. */
async function fromNothing(page: Page) {
  await enter(page);
  await beginWith(page, "Nothing set up");
  await setSpeed(page, 3600);
  await test.step("a vault", async () => {
    await page.goto("/create/Microsoft.KeyVault/vaults/create");
    await place(page, "kv-from-nothing");
    await throughTheDoor(page, "kv-from-nothing");
    await page.getByRole("link", { name: "Show the resource" }).click();
  });
  await test.step("a key", async () => {
    await page.getByRole("link", { name: "Create a key" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("foundry-cmk");
    await choose(page, "Size", "2048");
    await run(page);
    await proved(page);
  });
}

async function askForAccount(page: Page) {
  await page.goto(`/create/${AI}/create-with-my-key`);
  await place(page, "ai-from-nothing");
  const subDomain = page.getByRole("textbox", { name: "Sub-domain" });
  await test.step("a sub-domain that is missing or odd is refused at its field", async () => {
    await subDomain.fill("ai.from.nothing");
    await subDomain.blur();
    await expect(subDomain).toHaveAttribute("aria-invalid", "true");
    await subDomain.fill("ai-from-nothing");
    await expect(subDomain).not.toHaveAttribute("aria-invalid", "true");
  });
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(KEY);
}

/** Answers where something new goes. */
async function place(page: Page, name: string) {
  await choose(page, "Subscription", "Fabrikam Documents");
  await choose(page, "Resource group", "rg-a");
  await choose(page, "Region", "West Europe");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
}

/** Runs what cannot be taken back, by typing the name of what it is about. */
async function throughTheDoor(page: Page, name: string) {
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  const go = dialog.getByRole("button", { name: /^Run/ });
  await expect(go).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: new RegExp(`^Type ${name}`) }).fill(name);
  await go.click();
  await proved(page);
}

async function proved(page: Page) {
  await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
}

async function isGreen(page: Page) {
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
  await expect(verdict(page, "Health")).toHaveAttribute("data-status", "ok");
}
