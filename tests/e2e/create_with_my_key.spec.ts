// A new account that never knew another key, from an empty resource group.
import { type Page } from "@playwright/test";
import { askForKey, checks, choose, enter, run, setSpeed, step, verdict } from "./console";
import { expect, test } from "./fixtures";

test("an account is created under the person's own key, in an empty group", async ({ page }) => {
  await enter(page, "Mara", "/create/Microsoft.ManagedIdentity/userAssignedIdentities/create");
  await setSpeed(page, 3600);

  await test.step("an identity for it", async () => {
    await place(page, "id-new-cmk");
    await run(page);
    await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
  });

  await page.getByRole("link", { name: "Storage accounts" }).first().click();
  await page.getByRole("link", { name: "Create with my key" }).click();

  await test.step("a name that somebody has is refused before anything is sent", async () => {
    await place(page, "fabrikamorders");
    await askForKey(page, "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk", "id-new-cmk");
    await expect(checks(page)).toContainText(/fabrikamorders/);
    await expect(checks(page)).toContainText("Failed");
  });

  await test.step("a name that is free will do", async () => {
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("fabrikamnew2026");
    await expect(checks(page)).not.toContainText("Failed");
    await expect(step(page, /Create the account with the key/)).toContainText("PUT");
  });

  await run(page);
  await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("fabrikamnew2026");
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
  await expect(verdict(page, "Health")).toHaveAttribute("data-status", "ok");
});

test("a resource group is created where one is asked for", async ({ page }) => {
  await enter(page, "Mara", "/create/Microsoft.KeyVault/vaults/create");
  await setSpeed(page, 3600);
  await choose(page, "Subscription", "Fabrikam Documents");
  await page.getByRole("button", { name: /^(Name a new one|Create a new one|New)/ }).first().click();
  await page.getByRole("textbox", { name: "Resource group, new" }).fill("rg-brand-new");
  await choose(page, "Region", "West Europe");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("kv-brand-new-2026");
  await expect(step(page, /rg-brand-new/)).toContainText("PUT");
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Type kv-brand-new-2026/ }).fill("kv-brand-new-2026");
  await dialog.getByRole("button", { name: /^Run/ }).click();
  await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
});

/** Answers where something new goes, in the group that holds nothing yet. */
async function place(page: Page, name: string) {
  await choose(page, "Subscription", "Fabrikam Documents");
  await choose(page, "Resource group", "rg-new-weu");
  await choose(page, "Region", "West Europe");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
}
