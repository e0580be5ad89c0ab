// Pictures of every page, for people to look at: `cargo xtask screenshots`.
import { type Page } from "@playwright/test";
import { enter, orders, setSpeed } from "./console";
import { ask, ENVIRONMENT, ground, runThroughTheDoor } from "./environments";
import { expect, test } from "./fixtures";
import { requestLink } from "./links";
import { pages } from "./sites";

const folder = process.env.CMK_SCREENSHOTS;
const widths = [360, 1440, 2560];

const group = orders.replace(/\/providers.*/, "");
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders-cmk`;
const keys = group.replace("rg-orders-weu", "rg-keys-weu");
const logs = `${group.replace("rg-orders-weu", "rg-logs-weu")}/providers/Microsoft.OperationalInsights`;
const docs = `${group.replace("rg-orders-weu", "rg-docs-weu")}/providers/Microsoft.Storage/storageAccounts`;
const ai = `${group.replace("rg-orders-weu", "rg-ai-weu")}/providers/Microsoft.CognitiveServices/accounts`;
const aiIdentity = ai.replace("Microsoft.CognitiveServices/accounts", "Microsoft.ManagedIdentity/userAssignedIdentities/id-ai-cmk");
const wish = (vault: string, key: string) =>
  `/act/use-my-key${orders}?key=https://${vault}.vault.azure.net/keys/${key}&identity=${identity}`;

/** What the route table's examples do not show: answered sheets, and states other than the healthy one. */
const scenes = [
  { name: "plan", path: wish("kv-fabrikam-prod", "orders-cmk") },
  { name: "plan-blocked", path: wish("kv-fabrikam-dev", "dev-cmk") },
  { name: "resource-cut-off", path: `/resource${orders.replace("fabrikamorders", "fabrikampayroll")}` },
  { name: "resource-pinned", path: `/resource${docs}/fabrikamdocs` },
  { name: "vault", path: `/resource${keys}/providers/Microsoft.KeyVault/vaults/kv-fabrikam-dev` },
  { name: "cluster", path: `/resource${logs}/clusters/law-hub-weu` },
  { name: "workspace", path: `/resource${logs}/workspaces/log-security-weu` },
  { name: "cluster-plan", path: `/act/change-capacity${logs}/clusters/law-hub-weu` },
  { name: "revoke", path: `/act/revoke${docs}/fabrikaminvoices` },
  { name: "revoke-cluster", path: `/act/revoke${logs}/clusters/law-hub-weu?way=disable` },
  { name: "outage", path: `/resource${docs.replace("rg-docs-weu", "rg-claims-weu")}/fabrikamclaims` },
  { name: "foundry", path: `/resource${ai}/ai-hub-weu` },
  { name: "environment-create", path: ENVIRONMENT },
  { name: "foundry-door", path: `/act/use-my-key${ai}/ai-plain-weu?key=https://kv-fabrikam-prod.vault.azure.net/keys/foundry-cmk&identity=${aiIdentity}` },
  { name: "key-request-open", path: `/key-request#${requestLink()}`, person: "Aiko" },
  { name: "offer-plan", path: `/act/offer-customer-key${orders}?application-name=Fabrikam%20archive%20keys&identity=${identity}` },
  { name: "nothing-there", path: `/resource${orders}x` },
  { name: "reader", path: `/resource${orders}`, person: "Tom" },
  { name: "no-page", path: "/nowhere" },
];

for (const { name, path, isOpen, person } of [...pages.map((it) => ({ ...it, person: "Mara" })), ...scenes.map((it) => ({ person: "Mara", isOpen: false, ...it }))]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      if (isOpen) await page.goto(path);
      else await enter(page, person, path);
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
