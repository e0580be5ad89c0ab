// What two people do to bring a key from one directory to another, each in a browser of their own.
import { expect, type Page } from "@playwright/test";
import { type Azure } from "./azure";
import { choose, passMinutes, run, signIn } from "./console";

export const PAGE = "https://portal.fabrikam.example/installed";

/** An account and an identity of the provider's, made with another tool. Gives the account's path. */
export async function begin(azure: Azure, name = "fabrikamfirst"): Promise<string> {
  const group = `/subscriptions/${azure.subscription("Fabrikam")}/resourceGroups/rg-a/providers`;
  const account = `${group}/Microsoft.Storage/storageAccounts/${name}`;
  const storage = { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } };
  await azure.put(`${account}?api-version=2025-08-01`, storage);
  const identity = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-customers`;
  await azure.put(`${identity}?api-version=2024-11-30`, { location: "westeurope" });
  return account;
}

/** The link that a run has ended with. */
export async function letter(page: Page): Promise<string> {
  const panel = page.getByRole("region", { name: /^Now send this link/ });
  await expect(panel).toBeVisible();
  const link = (await panel.locator("pre, code").first().innerText()).trim();
  expect(link).toMatch(/^http:\/\/localhost:\d+\/key-(request|receipt)#v=1&/);
  expect(link).not.toMatch(/eyJ/);
  return link;
}

/** What the provider does once. */
export async function offer(page: Page, account: string): Promise<string> {
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
export async function makeKey(page: Page, azure: Azure, of: string, group: string, vault: string) {
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
export async function allow(page: Page, vault: string): Promise<string> {
  await page.getByRole("link", { name: "Choose the key and grant it" }).click();
  await page.getByRole("radio", { name: /^Let this console install it/ }).check();
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(`https://${vault}.vault.azure.net/keys/data-cmk`);
  await run(page);
  await passMinutes(page, "Done, proved");
  return letter(page);
}

/** What the provider does with a receipt. */
export async function take(page: Page, receipt: string, name: string) {
  await page.goto(receipt);
  await expect(page.getByText("Your turn: the key is set, and read back.")).toBeVisible();
  await page.getByRole("link", { name: `Use this key on ${name}` }).click();
  await choose(page, "Identity", "id-customers");
  await run(page);
  await passMinutes(page, "Done, proved");
}
