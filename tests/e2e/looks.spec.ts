// What somebody gets who asks for less motion, for colours of their own, or for paper.
import { type Page } from "@playwright/test";
import { enter, orders, setSpeed } from "./console";
import { expect, test } from "./fixtures";
import { tabTo } from "./keys";
import { scenes, wish } from "./scenes";
import { reaching } from "./widths";

/** What moves on the page now. */
const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter((it) => it.playState === "running").length);

test("nothing moves for who asks for less motion", async ({ page }) => {
  await enter(page, "Mara", wish("kv-fabrikam-prod", "orders-cmk"));
  await setSpeed(page, 1);
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  await expect(page.locator("[aria-current=step]")).toContainText("Wait");
  await expect.poll(() => moving(page), { message: "a step at work turns" }).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(() => moving(page)).toBe(0);
  // Hovering and opening explain a change by motion, and by nothing here.
  await page.getByRole("button", { name: "Appearance" }).click();
  expect(await moving(page)).toBe(0);
});

test("on paper is the page alone, black on white, and all of it", async ({ page }) => {
  await enter(page, "Mara", scenes.find((it) => it.name === "plan-blocked")!.path);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.getByText(/^PATCH/).first().click();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // A4 between its margins.
  await page.setViewportSize({ width: 718, height: 1000 });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Run" })).toBeHidden();
  const [paper, ink] = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.documentElement);
    return [backgroundColor, color];
  });
  expect([paper, ink]).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  expect(await reaching(page)).toEqual([]);
  const cut = await page.locator("pre, .table-scroll").evaluateAll((all) => all.filter((it) => getComputedStyle(it).overflow !== "visible").length);
  expect(cut, "what would have to be scrolled").toBe(0);
});

test("focus and status are seen in forced colours", async ({ page }) => {
  await enter(page, "Mara", `/resource${orders}`);
  await page.emulateMedia({ forcedColors: "active" });
  const use = page.getByRole("link", { name: "Use my key" });
  await tabTo(page, use);
  const ring = await use.evaluate((it) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    return `${outlineStyle} ${outlineWidth}`;
  });
  expect(ring).toBe("solid 2px");
  for (const verdict of await page.locator(".verdict").all()) {
    await expect(verdict.locator("svg").first()).toBeVisible();
    expect(await verdict.evaluate((it) => getComputedStyle(it).borderStyle)).toBe("solid");
  }
  await expect(page.locator(".verdict")).toHaveCount(2);
});
