// The page of keys, by keyboard alone.
import { enter } from "./console";
import { expect, test } from "./fixtures";
import { tabTo } from "./keys";

test("a key is found by what uses it, and its vault is opened", async ({ page }) => {
  await enter(page, "Mara", "/keys");
  const keys = page.getByRole("table", { name: "Every key" });
  await expect(keys.getByRole("row", { name: /docs-cmk/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("table", { name: "Keys by time to expiry" })).toContainText("Never");
  await tabTo(page, page.getByRole("searchbox", { name: "Filter" }));
  await page.keyboard.type("law-hub-weu");
  await expect(keys.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/filter=law-hub-weu/);
  await tabTo(page, keys.getByRole("link", { name: "logs-cmk" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("kv-fabrikam-prod");
  await page.goBack();
  await page.getByRole("searchbox", { name: "Filter" }).fill("nothing of the kind");
  await expect(page.getByText("No key is called so")).toBeVisible();
});
