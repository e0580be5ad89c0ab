// What will not do is refused at its field, and what Azure refuses is explained; no answer is ever lost.
import { askForKey, choose, enter, orders, run, setFault, setSpeed } from "./console";
import { expect, test } from "./fixtures";

const KEYS = [
  { typed: "orders-cmk", says: /https:\/\// },
  { typed: "http://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk", says: /https/ },
  { typed: "https://kv-fabrikam-prod.vault.azure.net/secrets/orders-cmk", says: /keys/ },
  { typed: "https://example.com/keys/orders-cmk", says: /example\.com|vault/ },
  { typed: "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk/not-a-version", says: /version/ },
];

test("a key that is none is refused at its field, with an example", async ({ page }) => {
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  const field = page.getByRole("textbox", { name: "Key", exact: true });
  await choose(page, "Identity", "id-orders-cmk");
  for (const { typed, says } of KEYS) {
    await field.fill(typed);
    await field.blur();
    await expect(field, typed).toHaveAttribute("aria-invalid", "true");
    await expect(field, typed).toHaveAccessibleDescription(says);
    await expect(page.getByRole("combobox", { name: "Identity", exact: true })).not.toHaveValue("");
  }
  await field.fill("https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk/");
  await expect(field).not.toHaveAttribute("aria-invalid", "true");
});

test("a name that will not do is refused at its field", async ({ page }) => {
  await enter(page, "Mara", "/create/Microsoft.Storage/storageAccounts/create-with-my-key");
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  for (const typed of ["Fabrikam-Orders", "ab", "a".repeat(25)]) {
    await name.fill(typed);
    await name.blur();
    await expect(name, typed).toHaveAttribute("aria-invalid", "true");
    await expect(name, typed).toHaveValue(typed);
  }
});

test("a refusal by Azure says what happened and what to do, and keeps every answer", async ({ page }) => {
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  await setSpeed(page, 3600);
  const key = "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk";
  await askForKey(page, key);
  await expect(page.getByRole("button", { name: /^Run \d+ steps$/ })).not.toHaveAttribute("aria-disabled", "true");
  await setFault(page, { name: "grant-never-arrives", verb: "PUT", path: "roleAssignments" });
  await run(page);
  const main = page.getByRole("main");
  await expect(main).toContainText("KeyVaultAuthenticationFailure", { timeout: 50_000 });
  await expect(main).toContainText(/Correlation ID/i);
  await expect(page.getByRole("textbox", { name: "Key", exact: true })).toHaveValue(key);

  await test.step("the step can be tried again once the cause is gone", async () => {
    await setFault(page);
    await expect(page.getByRole("button", { name: "Try this step again" })).toBeVisible();
  });
});

test("a plan cannot be run while a changed answer is being planned for", async ({ page }) => {
  await page.clock.install();
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  await askForKey(page, "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk");
  const button = page.getByRole("button", { name: /^Run/ });
  await expect(button).not.toHaveAttribute("aria-disabled", "true");
  // The pause after the last letter does not end: the plan on screen is the one before.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.getByRole("textbox", { name: "Key", exact: true }).fill("https://kv-fabrikam-dev.vault.azure.net/keys/dev-cmk");
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/Reading from Azure/);
  await button.dispatchEvent("click");
  await expect(page).not.toHaveURL(/[?&]run=/);
  await page.clock.resume();
  await expect(page.getByRole("region", { name: "Checks" })).toContainText("kv-fabrikam-dev has no purge protection");
});
