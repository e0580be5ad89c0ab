// Pictures of every page, for people to look at: `cargo xtask screenshots`.
import { expect, test } from "./fixtures";
import { pages } from "./sites";

const folder = process.env.CMK_SCREENSHOTS;
const widths = [360, 1440, 2560];

for (const { name, path } of pages) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of widths) {
        await page.setViewportSize({ width, height: Math.max(900, Math.round(width * 0.5625)) });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
    });
  }
}
