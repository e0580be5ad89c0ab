// Axe finds nothing on any page; the list of pages is the route table.
import { expectNoAxe } from "./axe";
import { enter } from "./console";
import { expect, test } from "./fixtures";
import { pages } from "./sites";

for (const { name, path, isOpen } of pages) {
  test(`axe finds nothing on ${name}`, async ({ page }) => {
    if (isOpen) await page.goto(path);
    else await enter(page, "Mara", path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // What is still being read is drawn otherwise; a page is judged when it has settled.
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expectNoAxe(page);
  });
}
