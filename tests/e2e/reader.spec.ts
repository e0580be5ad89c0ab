// Somebody who may only look sees why each action is unavailable, and which role would allow it.
import { askForKey, enter, orders, run, setSpeed } from "./console";
import { expect, test } from "./fixtures";

const vault = orders.replace(/resourceGroups.*/, "resourceGroups/rg-keys-weu/providers/Microsoft.KeyVault/vaults/kv-fabrikam-dev");

test("a Reader is told why, and what would help", async ({ page }) => {
  await enter(page, "Tom", `/resource${orders}`);
  const actions = page.getByRole("region", { name: "Actions" });
  const use = actions.getByRole("button", { name: "Use my key" });
  await expect(use).toHaveAttribute("aria-disabled", "true");
  await expect(use).toHaveAccessibleDescription(/Microsoft\.Storage\/storageAccounts\/write/);
  await expect(use).toHaveAccessibleDescription(/Storage Account Contributor|Contributor|Owner/);

  await page.goto(`/resource${vault}`);
  for (const name of ["Turn on purge protection", "Create a key"]) {
    const button = page.getByRole("region", { name: "Actions" }).getByRole("button", { name });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/Key Vault Contributor|Contributor|Owner/);
  }
});

test("a sheet opened by its address says the same, and keeps the button shut", async ({ page }) => {
  await enter(page, "Tom", `/act/use-my-key${orders}`);
  await expect(page.getByRole("main")).toContainText(/Contributor|Owner/);
  const run = page.getByRole("region", { name: "Run" }).getByRole("button", { name: /^Run/ });
  await expect(run).toHaveAttribute("aria-disabled", "true");
});

test("what one person runs is shown to nobody else of the same browser", async ({ page }) => {
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  await setSpeed(page, 3600);
  await askForKey(page, "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk");
  await run(page);
  const mine = page.url();
  await page.getByRole("link", { name: "Operations" }).first().click();
  await expect(page.getByRole("main")).toContainText("Use my key on fabrikamorders");

  await page.getByRole("button", { name: /^MO: / }).click();
  await page.getByRole("button", { name: /^Become Tom/ }).click();
  await expect(page.getByRole("button", { name: /^TL: / })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Use my key on fabrikamorders");
  await page.goto(mine);
  await expect(page.getByRole("main")).toContainText("This browser keeps no such run for you");
});
