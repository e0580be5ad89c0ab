// Working the console with the keyboard alone.
import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until the control has focus. */
export async function tabTo(page: Page, control: Locator) {
  await expect(control).toBeVisible();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await control.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(control, "reached with Tab").toBeFocused({ timeout: 1 });
}

/** Goes to a control with Tab, and presses it. */
export async function press(page: Page, control: Locator) {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}
