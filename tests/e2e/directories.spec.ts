// One person in two directories: MSAL would take the token of the first for the second, and Azure
// refuses that one.
import { type Page } from "@playwright/test";
import { type Azure } from "./azure";
import { askForKey, orders, run, signIn, step } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure" });

const KEY = "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk";

test("a person works in two directories, and no token goes to the wrong one", async ({ azure, page }) => {
  await page.clock.install();
  await page.goto("/resources/Microsoft.KeyVault/vaults");
  await signIn(page, "Mara");
  await expect(page.getByRole("link", { name: "kv-fabrikam-prod" })).toBeVisible();

  await workIn(page, "Contoso");
  await expect(page.getByRole("link", { name: "kv-contoso-prod" })).toBeVisible();
  await expect(page.getByRole("link", { name: "kv-fabrikam-prod" })).toBeHidden();
  // It lasts, and so does who they are there.
  await page.reload();
  await expect(page.getByRole("link", { name: "kv-contoso-prod" })).toBeVisible();

  await workIn(page, "Fabrikam");
  await expect(page.getByRole("link", { name: "kv-fabrikam-prod" })).toBeVisible();
  await everyTokenWasAtHome(azure!);
});

test("a run goes on in its own directory while the person works in another", async ({ azure, page }) => {
  await page.clock.install();
  await page.goto(`/act/use-my-key${orders}`);
  await signIn(page, "Mara");
  await askForKey(page, KEY);
  await run(page);
  await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");

  await page.goto("/resources/Microsoft.KeyVault/vaults");
  await workIn(page, "Contoso");
  await expect(page.getByRole("link", { name: "kv-contoso-prod" })).toBeVisible();
  await workIn(page, "Fabrikam");
  await azure!.control({ control: "set-speed", speed: 3600 });
  await page.getByRole("link", { name: /^Operations/ }).click();
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(page.getByRole("main")).toContainText("Done, proved", { timeout: 500 });
  }).toPass({ timeout: 40_000 });
  await everyTokenWasAtHome(azure!);
});

/** Changes the directory by the menu of the person. */
async function workIn(page: Page, directory: string) {
  await page.getByRole("button", { name: /Change directory or sign out$/ }).click();
  await page.getByRole("button", { name: `Work in ${directory}` }).click();
  await expect(page.getByRole("banner")).toContainText(directory);
}

/** What was asked of a subscription was asked with a token of its directory. */
async function everyTokenWasAtHome(azure: Azure) {
  const homes = new Map(["Fabrikam", "Contoso"].map((it) => [azure.subscription(it), azure.tenant(it)]));
  const log = await azure.log();
  const asked = log.filter((it) => homes.has(subscription(it.path)));
  expect(new Set(asked.map((it) => it.tenant)).size, "directories asked").toBe(2);
  for (const it of asked) expect(it.tenant, it.path).toBe(homes.get(subscription(it.path)));
  expect(log.filter((it) => it.code === "InvalidAuthenticationTokenTenant")).toEqual([]);
}

const subscription = (path: string) => path.split("/")[2] ?? "";
