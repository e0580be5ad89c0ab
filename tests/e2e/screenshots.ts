// Pictures of every page, for people to look at: `cargo xtask screenshots`.
import { type Page } from "@playwright/test";
import { enter, orders, setSpeed } from "./console";
import { ask, ground, runThroughTheDoor } from "./environments";
import { expect, test } from "./fixtures";
import { rows, scenes, widths, wish } from "./scenes";

const folder = process.env.CMK_SCREENSHOTS;

for (const { name, path, isOpen, person } of [...rows, ...scenes]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      if (isOpen) {
        await page.goto(path);
        // The sandbox has started, and offers its people.
        await expect(page.getByRole("radio").first()).toBeVisible();
      } else await enter(page, person, path);
      for (const width of widths) await picture(page, width, `${name}-${colorScheme}-${width}`);
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`run, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await enter(page, "Mara", wish("kv-fabrikam-prod", "orders-cmk"));
    await setSpeed(page, 1);
    await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
    await expect(page.locator("[aria-current=step]")).toContainText("Wait");
    for (const width of widths) await picture(page, width, `run-${colorScheme}-${width}`);
    await setSpeed(page, 3600);
    await expect(page.getByRole("link", { name: "Show the resource" })).toBeVisible({ timeout: 30_000 });
    for (const width of widths) await picture(page, width, `proved-${colorScheme}-${width}`);
    await page.getByRole("link", { name: "Show the resource" }).click();
    for (const width of widths) await picture(page, width, `green-${colorScheme}-${width}`);
    await page.getByRole("link", { name: "Operations" }).first().click();
    for (const width of widths) await picture(page, width, `operations-filled-${colorScheme}-${width}`);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`countdown, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await ground(page);
    await ask(page);
    await page.getByRole("radio", { name: /^The environment's own identity/ }).check();
    await page.getByRole("radio", { name: /^Somebody else does/ }).check();
    await setSpeed(page, 60);
    await runThroughTheDoor(page);
    await expect(page.getByRole("timer")).toBeVisible();
    await setSpeed(page, 1);
    for (const width of widths) await picture(page, width, `countdown-${colorScheme}-${width}`);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`palette, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await enter(page, "Mara", `/resource${orders}`);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("key");
    for (const width of widths) await picture(page, width, `palette-${colorScheme}-${width}`);
    await page.getByRole("combobox", { name: /^Search/ }).fill("scopelocked");
    await page.keyboard.press("Enter");
    for (const width of widths) await picture(page, width, `palette-code-${colorScheme}-${width}`);
  });

  test(`looked-at, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await enter(page, "Mara", "/settings");
    await page.getByRole("button", { name: "Check this deployment" }).click();
    await expect(page.getByRole("button", { name: "Copy the result" })).toBeVisible();
    for (const width of widths) await picture(page, width, `deployment-${colorScheme}-${width}`);
    await page.goto("/operations");
    await page.getByRole("button", { name: "Find unfinished work" }).click();
    await expect(page.getByRole("button", { name: "Look again" })).toBeVisible();
    for (const width of widths) await picture(page, width, `unfinished-${colorScheme}-${width}`);
  });
}

/** One page as it is when everything has been read. */
async function picture(page: Page, width: number, name: string) {
  await page.setViewportSize({ width, height: Math.max(900, Math.round(width * 0.5625)) });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
