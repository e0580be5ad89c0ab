// Every registered action's form opens, has a name for each question, and refuses what is wrong at the field.
import { enter } from "./console";
import { expect, test } from "./fixtures";
import { actions } from "./sites";

for (const { armType, plural, action, label, creates } of actions) {
  test(`${armType}: ${label}`, async ({ page }) => {
    await enter(page, "Mara", creates ? `/create/${armType}/${action}` : `/resources/${armType}`);
    if (!creates) {
      await page.getByRole("table", { name: new RegExp(plural, "i") }).getByRole("row").nth(1).getByRole("link").click();
      const action = page.getByRole("region", { name: "Actions" });
      const offered = action.getByRole("link", { name: label });
      // What is not offered for this resource says why; its sheet is seen on another one.
      await expect(offered.or(action.getByRole("button", { name: label }))).toBeVisible();
      if ((await offered.count()) === 0) return;
      await offered.click();
    }
    await expect(page.getByRole("heading", { level: 1 })).toContainText(label);
    const run = page.getByRole("region", { name: "Run" }).getByRole("button", { name: /^Run/ });
    await expect(run).toBeVisible();
    // A form whose every answer has a beginning can be run as it is, and is not run here.
    const required = page.locator("input[aria-required=true], select[aria-required=true], textarea[aria-required=true]");
    const values = await required.evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
    if (values.includes("")) {
      await run.click();
      await expect(page.locator("[aria-invalid=true]").first()).toBeFocused();
    }
  });
}
