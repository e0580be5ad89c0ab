// The command palette and the single keys: everything is found and opened without a mouse.
import { type Page } from "@playwright/test";
import { expectNoAxe } from "./axe";
import { enter, orders } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search" });
const field = (page: Page) => palette(page).getByRole("combobox");
const active = async (page: Page) => {
  const id = await field(page).getAttribute("aria-activedescendant");
  return page.locator(`[id="${id}"]`);
};

test("a page, a resource and an action are found by their names", async ({ page }) => {
  await enter(page, "Mara", "/resources/Microsoft.Storage/storageAccounts");
  await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();

  await test.step("Escape closes, and focus is where it was", async () => {
    const filter = page.getByRole("searchbox", { name: "Filter" });
    await tabTo(page, filter);
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await expectNoAxe(page);
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(filter).toBeFocused();
  });

  await test.step("a resource that was read is opened", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("fabrikamord");
    await expect(await active(page)).toContainText("fabrikamorders");
    await expect(await active(page)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("fabrikamorders");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  await test.step("an action is for the resource on screen", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("use my key");
    await expect(await active(page)).toContainText("on fabrikamorders");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Use my key on fabrikamorders");
  });

  await test.step("arrows choose, from the button in the bar too", async () => {
    await press(page, page.getByRole("button", { name: "Search" }));
    await expect(field(page)).toBeFocused();
    await expect(await active(page)).toContainText("Overview");
    await page.keyboard.press("ArrowDown");
    await expect(await active(page)).toContainText("Operations");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Operations");
  });
});

test("an error code is explained where it is found", async ({ page }) => {
  await enter(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("scopelocked");
  await page.keyboard.press("Enter");
  const meaning = palette(page).getByRole("region", { name: "ScopeLocked" });
  await expect(meaning).toContainText("A lock forbids the change.");
  await expect(meaning.getByRole("link", { name: /Lock your resources/ })).toBeVisible();
  await expect(field(page)).toBeFocused();
  await field(page).fill("zzzzzz");
  await expect(palette(page)).toContainText("Nothing is called so");
});

test("single keys go through a list, and do nothing in a field", async ({ page }) => {
  await enter(page, "Mara", "/resources/Microsoft.Storage/storageAccounts");
  const lines = page.getByRole("rowheader").getByRole("link");
  await expect(lines.nth(1)).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("j");
  await expect(lines.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(lines.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(lines.nth(0)).toBeFocused();

  await page.keyboard.press("/");
  const filter = page.getByRole("searchbox", { name: "Filter" });
  await expect(filter).toBeFocused();
  await page.keyboard.type("jk?/");
  await expect(filter).toHaveValue("jk?/");
  await filter.fill("");

  await lines.nth(0).focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Next line of a list");
  await page.keyboard.press("Escape");
  await expect(lines.nth(0)).toBeFocused();
  const name = await lines.nth(0).innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("single keys can be switched off, and stay off", async ({ page }) => {
  await enter(page, "Mara", "/settings");
  const box = page.getByRole("checkbox", { name: "Single keys work outside fields" });
  await tabTo(page, box);
  await page.keyboard.press("Space");
  await expect(box).not.toBeChecked();
  await page.goto(`/resource${orders}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("fabrikamorders");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // The palette needs a modifier, and stays.
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
});
