// The overview by keyboard alone: from a finding to what mends it, and to the keys that expire first.
import { type Page } from "@playwright/test";
import { expectNoAxe } from "./axe";
import { askForKey, beginWith, enter, orders, setFault, setSpeed } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";

const main = { name: "Needs attention" };

/** Everything was read. */
const settled = (page: Page) => expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });

test("a finding leads to the action that mends it, and to its resource", async ({ page }) => {
  await enter(page);
  const panel = page.getByRole("region", main);
  const finding = panel.getByRole("listitem").filter({ has: page.getByRole("link", { name: "fabrikamdocs", exact: true }) });
  await expect(finding).toContainText("Key expires soon", { timeout: 30_000 });
  await expect(finding).toContainText(/as of \d\d:\d\d:\d\d UTC/);
  await settled(page);
  // Nothing that is good stands among what needs somebody.
  await expect(panel.locator("[data-status=ok]")).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).focus();
  await press(page, finding.getByRole("link", { name: "fabrikamdocs", exact: true }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("fabrikamdocs");
  await page.goBack();
  await settled(page);
  await press(page, finding.getByRole("link", { name: /^Follow .*for fabrikamdocs$/ }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Follow .* on fabrikamdocs$/);
  await expect(page).toHaveURL(/\/act\/follow-latest\//);
});

test("what is mended at a vault is asked there, about the right key", async ({ page }) => {
  await enter(page, "Tom");
  const panel = page.getByRole("region", main);
  // A reader is shown what mends it too; the sheet says what is missing.
  const link = panel.getByRole("link", { name: /^Turn on purge protection for / }).first();
  await tabTo(page, link);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Turn on purge protection on kv-fabrikam-dev");
});

test("each service is counted by whose key it is under, and the keys by when they end", async ({ page }) => {
  await enter(page);
  const services = page.getByRole("table", { name: "Whose key each service is under" });
  const accounts = services.getByRole("row", { name: /^Storage accounts/ });
  const microsofts = accounts.getByRole("link").nth(1);
  const count = Number(await microsofts.textContent());
  expect(count).toBeGreaterThan(0);
  await press(page, microsofts);
  const rows = page.getByRole("table", { name: "Storage accounts" }).getByRole("row");
  await expect(rows).toHaveCount(count + 1);
  await page.goBack();

  await settled(page);
  const year = page.getByRole("table", { name: /keys by time to expiry/ }).getByRole("row", { name: /^Within a year/ });
  const keys = Number(await year.getByRole("cell").first().textContent());
  expect(keys).toBeGreaterThan(0);
  await expect(page.getByRole("img", { name: /^Keys by time to expiry/ })).toHaveAccessibleName(new RegExp(`Within a year: ${keys},`));
  await press(page, year.getByRole("link", { name: "Within a year" }));
  await expect(page.getByRole("table", { name: "Every key" }).getByRole("row")).toHaveCount(keys + 1);
});

test("a run that is at work says when it looks next", async ({ page }) => {
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  await setSpeed(page, 1);
  await askForKey(page, "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk");
  await press(page, page.getByRole("button", { name: /^Run \d+ steps$/ }));
  await expect(page.locator("[aria-current=step]")).toContainText("Wait");
  await press(page, page.getByRole("link", { name: "Overview", exact: true }));
  const run = page.getByRole("region", { name: "At work" }).getByRole("listitem");
  await expect(run).toContainText(/(next look|goes on|next try) in \d+:\d\d/);
  await expect(run).toContainText(/\d+:\d\d/);
});

test("an Azure with nothing set up says so, and where to begin", async ({ page }) => {
  await enter(page, "Mara", "/settings");
  await beginWith(page, "Nothing set up");
  await press(page, page.getByRole("link", { name: "Overview", exact: true }));
  const panel = page.getByRole("region", main);
  await expect(panel).toContainText("Nothing found that needs attention", { timeout: 30_000 });
  await expect(page.getByRole("region", { name: /^Keys by time to expiry/ })).toContainText("No key in sight");
  await expect(page.getByRole("table", { name: "Whose key each service is under" })).toContainText("Log Analytics workspaces");
  await settled(page);
  await expectNoAxe(page);
  await press(page, panel.getByRole("link", { name: "All resources" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("All resources");
});

test("lists that cannot be read are named, and nothing is claimed of them", async ({ page }) => {
  await enter(page, "Mara", "/settings");
  await setFault(page, { name: "throttling", verb: "GET", path: "providers/Microsoft.KeyVault/vaults" });
  await press(page, page.getByRole("link", { name: "Overview", exact: true }));
  await expect(page.getByText("could not be read, so rows are missing")).toBeVisible({ timeout: 60_000 });
  const panel = page.getByRole("region", main);
  await settled(page);
  await expect(panel.getByRole("listitem").filter({ hasText: "fabrikamorders" })).toHaveCount(0);
  await expect(panel.getByRole("listitem").filter({ hasText: "fabrikamdocs" })).toContainText("Vault unreachable");
  await expect(panel.locator("[data-status=ok]")).toHaveCount(0);
});
