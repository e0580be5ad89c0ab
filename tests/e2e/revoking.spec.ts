// Taking a key away on purpose: rehearsed, stopped in the last moment, done, and given back.
import { account, checks, enter, passMinutes, setSpeed, step, verdict } from "./console";
import { expect, test } from "./fixtures";

const invoices = account("rg-docs-weu", "fabrikaminvoices");

test("a grant is taken away and given back", async ({ page }) => {
  await page.clock.install();
  await enter(page, "Mara", `/act/revoke${invoices}`);
  await setSpeed(page, 60);
  await expect(checks(page)).toContainText("fabrikamdocs stops working.");
  await expect(checks(page)).toContainText("fabrikaminvoices stops working.");
  const back = page.getByRole("region", { name: "The way back" });
  await expect(back).toContainText("Give the role at the key back to id-docs-cmk");

  // Nothing is sent before the name was typed.
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Stops something");
  await expect(dialog.getByRole("button", { name: "Run it" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: "Type fabrikaminvoices to go on" }).fill("fabrikaminvoices");
  await dialog.getByRole("button", { name: "Run it" }).click();

  await expect(step(page, /the last moment to stop/)).toBeVisible();
  await passMinutes(page, "proved");
  await expect(back).toContainText("Give the role at the key back");
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(page, "Health")).toContainText("Grant missing");
  await expect(page.getByText("This is an outage: the key cannot be used")).toBeVisible();

  // The way back is one action away.
  await page.getByRole("link", { name: "Restore access" }).first().click();
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  await passMinutes(page, "proved");
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(page, "Health")).toContainText("Key can be used");
});

test("whoever stops in the last moment has stopped nothing", async ({ page }) => {
  await enter(page, "Mara", `/act/revoke${invoices}`);
  await setSpeed(page, 1);
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("fabrikaminvoices");
  await dialog.getByRole("button", { name: "Run it" }).click();
  await page.getByRole("button", { name: "Stop after this step" }).click();
  await expect(page.getByRole("region", { name: "Run" })).toContainText("Stopped");
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(page, "Health")).toContainText("Key can be used");
});
