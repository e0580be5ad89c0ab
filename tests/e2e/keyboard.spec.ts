// The main job by keyboard alone: every control is reached with Tab and worked with keys.
import { orders, sandbox, verdict } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";

test("a key is set without a mouse", async ({ page }) => {
  await page.goto(`/act/use-my-key${orders}`);
  await press(page, page.getByRole("button", { name: "Enter the sandbox as Mara" }));
  await tabTo(page, sandbox(page).getByRole("radio", { checked: true }));
  while (!(await sandbox(page).getByRole("radio", { name: "3600×" }).isChecked())) {
    await page.keyboard.press("ArrowRight");
  }
  await expect(sandbox(page).getByRole("radio", { name: "3600×" })).toBeChecked();

  await tabTo(page, page.getByRole("textbox", { name: "Key", exact: true }));
  await page.keyboard.type("https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk");
  await tabTo(page, page.getByRole("combobox", { name: "Identity", exact: true }));
  await page.keyboard.type("id-orders");
  const start = page.getByRole("button", { name: /^Run \d+ steps$/ });
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await press(page, start);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const back = page.getByRole("link", { name: "Show the resource" });
  await expect(back).toBeVisible({ timeout: 30_000 });
  await press(page, back);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
});

test("the first Tab offers to skip to the content", async ({ page }) => {
  await page.goto("/welcome");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await tabTo(page, skip);
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});
