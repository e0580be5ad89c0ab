// A key across directories: two people with a browser each, signed in to two directories by MSAL, and
// the two links between them.
import { type Page } from "@playwright/test";
import { type Azure } from "./azure";
import { choose, passMinutes, run, signIn, verdict } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure", scenario: "nothing-set-up" });

const PAGE = "https://portal.fabrikam.example/installed";

/** An account and an identity of the provider's, made with another tool. Gives the account's path. */
async function begin(azure: Azure, name = "fabrikamfirst"): Promise<string> {
  const group = `/subscriptions/${azure.subscription("Fabrikam")}/resourceGroups/rg-a/providers`;
  const account = `${group}/Microsoft.Storage/storageAccounts/${name}`;
  const storage = { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } };
  await azure.put(`${account}?api-version=2025-08-01`, storage);
  const identity = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-customers`;
  await azure.put(`${identity}?api-version=2024-11-30`, { location: "westeurope" });
  return account;
}

/** The link that a run has ended with. */
async function letter(page: Page): Promise<string> {
  const panel = page.getByRole("region", { name: /^Now send this link/ });
  await expect(panel).toBeVisible();
  const link = (await panel.locator("pre, code").first().innerText()).trim();
  expect(link).toMatch(/^http:\/\/localhost:\d+\/key-(request|receipt)#v=1&/);
  expect(link).not.toMatch(/eyJ/);
  return link;
}

/** What the provider does once. */
async function offer(page: Page, account: string): Promise<string> {
  await page.goto(`/act/offer-customer-key${account}`);
  await signIn(page, "Mara");
  await page.getByRole("textbox", { name: /^Name of the application/ }).fill("Fabrikam storage keys");
  await page.getByRole("textbox", { name: /^How your customers know you/ }).fill("Fabrikam");
  await page.getByRole("textbox", { name: /^Page people come back to/ }).fill(PAGE);
  await choose(page, "Identity", "id-customers");
  await run(page);
  await passMinutes(page, "Done, proved");
  return letter(page);
}

/** A vault and a key of a customer's, by the console's own actions. */
async function makeKey(page: Page, azure: Azure, of: string, group: string, vault: string) {
  const where = new URLSearchParams({ subscription: azure.subscription(of), group, location: "westeurope", name: vault });
  await page.goto(`/create/Microsoft.KeyVault/vaults/create?${where}`);
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(vault);
  await dialog.getByRole("button", { name: "Run it" }).click();
  await passMinutes(page, "Done, proved");
  const id = `/subscriptions/${azure.subscription(of)}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
  await page.goto(`/act/create-key${id}?name=data-cmk`);
  await run(page);
  await passMinutes(page, "Done, proved");
}

/** What a customer does with a request; begins on its page. */
async function allow(page: Page, vault: string): Promise<string> {
  await page.getByRole("link", { name: "Choose the key and grant it" }).click();
  await page.getByRole("radio", { name: /^Let this console install it/ }).check();
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(`https://${vault}.vault.azure.net/keys/data-cmk`);
  await run(page);
  await passMinutes(page, "Done, proved");
  return letter(page);
}

/** What the provider does with a receipt. */
async function take(page: Page, receipt: string, name: string) {
  await page.goto(receipt);
  await expect(page.getByText("Your turn: the key is set, and read back.")).toBeVisible();
  await page.getByRole("link", { name: `Use this key on ${name}` }).click();
  await choose(page, "Identity", "id-customers");
  await run(page);
  await passMinutes(page, "Done, proved");
}

test("two people bring a key from one directory to another, and a second customer follows", async ({ azure, person }) => {
  test.setTimeout(240_000);
  await azure!.control({ control: "set-speed", speed: 3600 });
  const account = await begin(azure!);
  const [mara, aiko] = [(await person("mara")).page, (await person("aiko")).page];
  for (const page of [mara, aiko]) await page.clock.install();

  const request = await offer(mara, account);
  await aiko.goto(request);
  await signIn(aiko, "Aiko");
  // The link has survived signing in.
  await expect(aiko.getByRole("heading", { level: 1, name: "A provider asks for a key" })).toBeVisible();
  await expect(aiko.getByText("Your turn: the application is installed in the directory of the key.")).toBeVisible();
  await makeKey(aiko, azure!, "Contoso", "rg-c", "kv-aiko");
  await aiko.goto(request);
  const receipt = await allow(aiko, "kv-aiko");
  await take(mara, receipt, "fabrikamfirst");
  await mara.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(mara, "Configuration")).toHaveAttribute("data-status", "ok");

  const words = async () => {
    const log = await azure!.log();
    const who = (tenant: string) => ["Fabrikam", "Contoso", "Northwind"].find((it) => azure!.tenant(it) === tenant);
    const what = (path: string, post: boolean) => path.split("/").at(post ? -1 : -2);
    const changes = log.filter((it) => it.changed && !it.path.includes("/oauth2/") && it.person.includes("@"));
    return changes.map((it) => `${who(it.tenant)} ${it.method} ${what(it.path, it.method === "POST")}`);
  };
  const first = [
    "Fabrikam POST applications",
    "Fabrikam POST federatedIdentityCredentials",
    "Contoso PUT vaults",
    "Contoso PUT keys",
    "Contoso POST servicePrincipals",
    "Contoso PUT roleAssignments",
    "Fabrikam PATCH storageAccounts",
    "Fabrikam PATCH storageAccounts",
  ];
  expect(await words()).toEqual(first);

  // The second customer: nothing of the provider is made again.
  const second = await begin(azure!, "fabrikamsecond");
  await mara.goto(`/act/offer-customer-key${second}`);
  await mara.getByRole("radio", { name: /^Use one of this directory/ }).check();
  await choose(mara, "Registered application", "Fabrikam storage keys");
  await choose(mara, "Identity", "id-customers");
  await run(mara);
  await passMinutes(mara, "Done, proved");
  const again = await letter(mara);
  const noor = (await person("noor")).page;
  await noor.clock.install();
  await noor.goto(again);
  await signIn(noor, "Noor");
  await expect(noor.getByRole("heading", { level: 1, name: "A provider asks for a key" })).toBeVisible();
  await makeKey(noor, azure!, "Northwind", "rg-n", "kv-noor");
  await noor.goto(again);
  await take(mara, await allow(noor, "kv-noor"), "fabrikamsecond");
  expect(await words()).toEqual([
    ...first,
    "Northwind PUT vaults",
    "Northwind PUT keys",
    "Northwind POST servicePrincipals",
    "Northwind PUT roleAssignments",
    "Fabrikam PATCH storageAccounts",
    "Fabrikam PATCH storageAccounts",
  ]);
  // No token was sent to a directory that is not its own: each was accepted, or never sent.
  const refused = (await azure!.log()).filter((it) => it.code === "InvalidAuthenticationTokenTenant");
  expect(refused).toEqual([]);

  await mara.goto("/across");
  for (const name of ["fabrikamfirst", "fabrikamsecond"]) {
    await expect(mara.getByRole("table", { name: /under keys of customers/ }).getByRole("link", { name })).toBeVisible();
  }
});
