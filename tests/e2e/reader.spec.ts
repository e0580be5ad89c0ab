// Somebody who may only look sees why each action is unavailable, and which role would allow it.
import { enter, orders } from "./console";
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
