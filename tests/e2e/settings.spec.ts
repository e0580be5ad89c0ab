// Settings, by keyboard alone: how the console looks, and whether this deployment is as it should be.
import { type Locator, type Page } from "@playwright/test";
import { expectNoAxe } from "./axe";
import { enter, letVaultsAnswer, signIn } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";

/** Opens the settings and has the deployment checked. */
async function check(page: Page): Promise<Locator> {
  const panel = page.getByRole("region", { name: "Check this deployment" });
  await press(page, panel.getByRole("button", { name: "Check this deployment" }));
  await expect(panel).not.toHaveAttribute("aria-busy", "true");
  await expect(panel.getByRole("button", { name: "Copy the result" })).toBeVisible();
  return panel;
}

const row = (panel: Locator, what: string) =>
  panel.getByRole("row").filter({ has: panel.page().getByRole("rowheader", { name: what, exact: true }) });

test("the theme is chosen, and is there after a reload", async ({ page }) => {
  await enter(page);
  await press(page, page.getByRole("link", { name: "Settings" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  const theme = page.getByRole("radiogroup", { name: "Theme" });
  await tabTo(page, theme.getByRole("radio", { name: "As the system" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(theme.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(theme.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the sandbox begins anew from the settings too", async ({ page }) => {
  await enter(page, "Mara", "/settings");
  await press(page, page.getByRole("button", { name: "Begin anew" }));
  const dialog = page.getByRole("dialog", { name: "Reset the sandbox?" });
  await dialog.getByRole("radio", { name: "Nothing set up" }).press(" ");
  await dialog.getByRole("button", { name: "Reset the sandbox" }).press("Enter");
  await expect(dialog).toBeHidden();
  await page.goto("/resources/Microsoft.Storage/storageAccounts");
  await expect(page.getByText("Nothing here yet")).toBeVisible();
});

test.describe("a deployment as it should be", () => {
  test.use({ site: "both" });

  test("is found to be so", async ({ page }) => {
    await enter(page, "Mara", "/settings");
    const panel = await check(page);
    await expect(row(panel, "Content-Security-Policy")).toContainText("As expected");
    await expect(row(panel, "/auth/redirect.html")).toContainText("As expected");
    await expect(row(panel, "Time")).toContainText("As expected");
    await expect(panel.getByRole("cell", { name: "Wrong" })).toHaveCount(0);
  });
});

test.describe("a deployment that somebody got wrong", () => {
  test.use({ site: "broken" });

  test("is told what, and nothing else is blamed", async ({ page }) => {
    await enter(page, "Mara", "/settings");
    const panel = await check(page);
    await expect(row(panel, "Content-Security-Policy")).toContainText("Wrong");
    await expect(row(panel, "Content-Security-Policy")).toContainText("no such header");
    await expect(row(panel, "X-Content-Type-Options")).toContainText("Wrong");
    await expect(row(panel, "X-Content-Type-Options")).toContainText("sniff");
    await expect(row(panel, "/auth/redirect.html")).toContainText("HTTP 404");
    await expect(row(panel, "/config.json")).toContainText("no Content-Security-Policy");
    const headers = panel.getByRole("table", { name: "Headers of the page" });
    await expect(headers.getByRole("cell", { name: "Wrong" })).toHaveCount(2);
    await expect(row(panel, "Referrer-Policy")).toContainText("As expected");
    await expectNoAxe(page);
  });
});

test.describe("vaults that the configuration lists", () => {
  test.use({ site: "vaults" });

  test("are asked, and one that is silent or not there does not seem to be", async ({ page }) => {
    await enter(page, "Mara", "/settings");
    const silent = await check(page);
    await expect(row(silent, "kv-fabrikam-prod.vault.azure.net")).not.toContainText("As expected");
    await letVaultsAnswer(page, /vaults answer browsers/);
    const panel = await check(page);
    await expect(row(panel, "kv-fabrikam-prod.vault.azure.net")).toContainText(/HTTP (200|403)/);
    await expect(row(panel, "kv-nowhere.vault.azure.net")).not.toContainText("As expected");
  });
});

test.describe("signed in to Azure", () => {
  test.use({ site: "azure" });

  test("the check says what this browser may read of Azure's answers, and copies no value of it", async ({ page }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/settings");
    await signIn(page);
    const panel = await check(page);
    await expect(row(panel, "x-ms-request-id")).toContainText("As expected");
    await expect(row(panel, "azure-asyncoperation")).toContainText("Not known");
    await press(page, panel.getByRole("button", { name: "Copy the result" }));
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain("source: azure");
    const text = await copied();
    expect(text).toContain("Content-Security-Policy");
    expect(text).not.toMatch(/Bearer|eyJ/);
  });
});
