// Axe finds nothing on any page; the list of pages is the route table.
import { expectNoAxe } from "./axe";
import { expect, test } from "./fixtures";
import { pages } from "./sites";

for (const { name, path } of pages.filter((it) => it.isOpen)) {
  test(`axe finds nothing on ${name}`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoAxe(page);
  });
}
