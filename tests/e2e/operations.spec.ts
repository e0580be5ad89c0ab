// Operations, by keyboard alone: a run is found again with its journal, and found in Azure when its record is gone.
import { type Page } from "@playwright/test";
import { expectNoAxe } from "./axe";
import { askForKey, enter, orders, sandbox, setSpeed, step, SUBSCRIPTION } from "./console";
import { expect, test } from "./fixtures";
import { press, tabTo } from "./keys";

/** Where a new cluster goes: making one takes hours. */
const CLUSTER = `subscription=${SUBSCRIPTION.split("/").at(-1)}&group=rg-logs-weu&location=westeurope&name=law-new&identity-kind=system`;

/** Begins to put fabrikamorders under a key, and stops when the grant was made and nothing more. */
async function stopAfterTheGrant(page: Page) {
  await enter(page, "Mara", `/act/use-my-key${orders}`);
  await setSpeed(page, 1);
  await askForKey(page, "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk");
  await press(page, page.getByRole("button", { name: /^Run \d+ steps$/ }));
  await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
  await press(page, page.getByRole("button", { name: "Stop after this step" }));
  await expect(page.getByRole("region", { name: "Run" })).toContainText("Stopped");
}

test("a run is found again after a reload, with what support asks for", async ({ page }) => {
  await stopAfterTheGrant(page);
  await press(page, page.getByRole("link", { name: "Operations", exact: true }));
  await page.reload();
  await press(page, page.getByRole("link", { name: /Use .*orders/ }));
  const journal = page.getByRole("region", { name: "Journal" });
  await expectNoAxe(page);
  const put = journal.getByRole("row").filter({ hasText: "PUT" });
  await expect(put.first()).toContainText("roleAssignments");
  await expect(put.first()).toContainText("201");
  await expect(put.first().getByRole("button", { name: "Copy request ID" })).toBeVisible();
  await expect(put.first().getByRole("button", { name: "Copy correlation ID" })).toBeVisible();
});

test("what a forgotten run left is found in Azure, and goes on", async ({ page }) => {
  await stopAfterTheGrant(page);
  await press(page, page.getByRole("link", { name: "Settings" }));
  await press(page, page.getByRole("button", { name: "Forget ended runs" }));
  const question = page.getByRole("dialog", { name: "Forget ended runs?" });
  await press(page, question.getByRole("button", { name: "Forget them" }));
  await expect(question).toBeHidden();
  await press(page, page.getByRole("link", { name: "Operations", exact: true }));
  await expect(page.getByText("Nothing was run yet")).toBeVisible();

  const panel = page.getByRole("region", { name: "Unfinished work in Azure" });
  await press(page, panel.getByRole("button", { name: "Find unfinished work" }));
  const row = panel.getByRole("row").filter({ has: page.getByRole("link", { name: "fabrikamorders" }) });
  await expect(row).toContainText("Granted, no key");
  await expect(row).toContainText("kv-fabrikam-prod");
  await expect(row).toContainText(/\d\d:\d\d:\d\d UTC/);
  await expect(panel).toContainText("Looked through: ");
  await expectNoAxe(page);
  await press(page, row.getByRole("link", { name: "Use my key" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Use my key on fabrikamorders");
});

test("a link to a run shows somebody else the resource, and nothing of the run", async ({ page }) => {
  await stopAfterTheGrant(page);
  await press(page, page.getByRole("link", { name: "Operations", exact: true }));
  await press(page, page.getByRole("link", { name: /Use .*orders/ }));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await press(page, page.getByRole("button", { name: "Copy link to this run" }));
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("/operations/");
  await page.getByRole("button", { name: /^MO: / }).click();
  await page.getByRole("button", { name: /^Become Tom/ }).click();
  await page.goto(await copied());
  await expect(page.getByRole("main")).toContainText("This browser keeps no such run for you");
  await expect(page.getByRole("main")).not.toContainText("orders-cmk");
  await press(page, page.getByRole("link", { name: "Show fabrikamorders" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("fabrikamorders");
});

test("who asks to be told is asked by the browser then, and told without a name", async ({ page }) => {
  // The browser's own notifications, listened to.
  await page.addInitScript(() => {
    const shown: string[] = [];
    class Heard {
      static permission = "default";
      static requestPermission() {
        Heard.permission = "granted";
        return Promise.resolve("granted");
      }
      constructor(title: string, options: { body: string }) {
        shown.push(`${title} ${options.body}`);
      }
    }
    Object.assign(globalThis, { Notification: Heard, shown });
  });
  await enter(page, "Mara", `/create/Microsoft.OperationalInsights/clusters/create?${CLUSTER}`);
  await setSpeed(page, 1);
  await page.getByRole("checkbox", { name: /^Under my key/ }).uncheck();
  await press(page, page.getByRole("button", { name: /^Run \d+ steps$/ }));
  await press(page, page.getByRole("button", { name: "Tell me when it ends" }));
  await expect(page.getByRole("button", { name: "You will be told" })).toBeVisible();
  await setSpeed(page, 3600);
  await tabTo(page, sandbox(page).getByRole("button", { name: "Reset" }));
  const shown = () => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  await expect.poll(shown, { timeout: 30_000 }).toEqual(["A run has ended Open cmk-console to see how."]);
});
