// The stories of the pages by keyboard alone: every control is reached with Tab and worked with keys.
import { enter, orders, sandbox, signIn, step, verdict } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";
import { requestLink } from "./links";

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

test("somebody enters, finds a resource and begins an action on it without a mouse", async ({ page }) => {
  await page.goto("/welcome");
  const people = page.getByRole("group", { name: "Who do you want to be?" });
  await tabTo(page, people.getByRole("radio", { checked: true }));
  while (!(await people.getByRole("radio", { name: /^Priya/ }).isChecked())) await page.keyboard.press("ArrowDown");
  await press(page, page.getByRole("button", { name: "Enter the sandbox as Priya" }));

  await press(page, page.getByRole("link", { name: "All resources" }));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(page, page.getByRole("searchbox", { name: "Filter" }));
  await page.keyboard.type("ai-hub");
  await press(page, page.getByRole("link", { name: "ai-hub-weu" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ai-hub-weu");

  await press(page, page.getByRole("link", { name: "Storage accounts" }));
  await press(page, page.getByRole("link", { name: "fabrikaminvoices" }));
  await press(page, page.getByRole("link", { name: "Revoke access" }));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(page, page.getByRole("radio", { name: /^Take the grant away/ }));
  await page.keyboard.press("ArrowDown");
  await expect(step(page, /Disable version/)).toBeVisible();
});

test("something is made without a mouse", async ({ page }) => {
  await enter(page, "Mara", "/resources/Microsoft.ManagedIdentity/userAssignedIdentities");
  await press(page, page.getByRole("link", { name: /^Create/ }).first());
  for (const [list, wanted] of [
    ["Subscription", "Fabrikam Documents"],
    ["Resource group", "rg-new-weu"],
    ["Region", "West Europe"],
  ]) {
    const box = page.getByRole("combobox", { name: list, exact: true });
    await expect(box.getByRole("option", { name: wanted })).toHaveCount(1);
    await tabTo(page, box);
    await page.keyboard.type(wanted);
  }
  await tabTo(page, page.getByRole("textbox", { name: "Name", exact: true }));
  await page.keyboard.type("id-by-keys");
  await press(page, page.getByRole("button", { name: /^Run \d+ steps$/ }));
  await expect(page).toHaveURL(/[?&]run=/);
  await press(page, page.getByRole("link", { name: /^Operations/ }));
  await press(page, page.getByRole("link", { name: /id-by-keys/ }).first());
  await expect(page.getByRole("heading", { level: 1 })).toContainText("id-by-keys");
});

test("a customer answers a provider without a mouse", async ({ page }) => {
  await enter(page, "Aiko", "/across");
  await tabTo(page, page.getByRole("link", { name: /^Choose a/ }).first());
  await page.goto(`/key-request#${requestLink()}`);
  await press(page, page.getByRole("link", { name: "Choose the key and grant it" }));
  await expect(page.getByRole("textbox", { name: "Request" })).not.toHaveValue("");
  await tabTo(page, page.getByRole("textbox", { name: "Key", exact: true }));
  await page.keyboard.type("https://kv-contoso-prod.vault.azure.net/keys/contoso-cmk");
  await expect(page.getByRole("button", { name: /^Run \d+ steps$/ })).toBeVisible();
});

test.describe("where answers take their time", () => {
  test.use({ site: "azure" });

  test("a heading that is drawn anew keeps the focus", async ({ page }) => {
    await page.goto("/resources/Microsoft.Storage/storageAccounts");
    await signIn(page);
    await press(page, page.getByRole("link", { name: "fabrikaminvoices" }));
    const revoke = page.getByRole("link", { name: "Revoke access" });
    await expect(revoke).toBeVisible();
    await page.route("https://management.azure.com/**", async (it) => {
      await new Promise((done) => setTimeout(done, 500));
      await it.continue();
    });
    await press(page, revoke);
    await expect(page.getByRole("radio", { name: /^Take the grant away/ })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });
});
