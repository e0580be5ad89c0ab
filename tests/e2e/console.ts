// What people do in the console, in their words: enter, open, ask, run, look.
import { expect, type Locator, type Page } from "@playwright/test";

/** The subscription whose accounts, vaults and keys most stories are about. */
export const SUBSCRIPTION = "/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c";

/** A storage account of the sandbox: its group and its name. */
export const account = (group: string, name: string) =>
  `${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/${name}`;

export const orders = account("rg-orders-weu", "fabrikamorders");

/** Opens an address and, where nobody has entered in this tab, enters as somebody. */
export async function enter(page: Page, first = "Mara", path = "/") {
  await page.goto(path);
  await page.getByRole("radio", { name: new RegExp(`^${first}`) }).check();
  await page.getByRole("button", { name: `Enter the sandbox as ${first}` }).click();
  await expect(sandbox(page)).toBeVisible();
}

/** Signs in as somebody, from whatever page is shown, and comes back to it. */
export async function signIn(page: Page, first = "Mara") {
  await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
  await chooseAccount(page, first);
}

/** Microsoft's page, as the sandbox plays it. */
export async function chooseAccount(page: Page, first: string) {
  await expect(page).toHaveURL(/^https:\/\/login\.microsoftonline\.com\//);
  await page.getByRole("button", { name: new RegExp(`^${first}`) }).click();
  await expect(page).toHaveURL(/^http:\/\/localhost:/);
}

/** The sandbox's own controls. */
export const sandbox = (page: Page) => page.getByRole("region", { name: "Sandbox" });

/** How fast simulated time passes. */
export async function setSpeed(page: Page, speed: 1 | 60 | 3600) {
  const dial = sandbox(page).getByRole("radio", { name: `${speed}×` });
  await dial.check({ force: true });
  await expect(dial).toBeChecked();
}

/** Begins the sandbox anew. */
export async function beginWith(page: Page, scenario: "An Azure at work" | "Nothing set up") {
  await sandbox(page).getByRole("button", { name: "Reset" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset the sandbox?" });
  await dialog.getByRole("radio", { name: scenario }).check();
  await dialog.getByRole("button", { name: "Reset the sandbox" }).click();
  await expect(dialog).toBeHidden();
}

/** A fault, how often, and for which requests. */
export interface Fault {
  name: string;
  often?: "The next time" | "The next 2 times" | "The next 5 times" | "Every time";
  verb?: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
  path?: string;
  body?: string;
}

/** Switches one fault on, or all off. */
export async function setFault(page: Page, fault?: Fault) {
  await sandbox(page).getByRole("button", { name: /^Faults/ }).click();
  const dialog = page.getByRole("dialog", { name: "Faults of the sandbox" });
  await dialog.getByRole("button", { name: "Switch all off" }).click();
  if (fault) {
    const often = dialog.getByRole("combobox", { name: fault.name, exact: true });
    await often.selectOption(fault.often ?? "Every time");
    await dialog.getByRole("combobox", { name: "Only for this verb" }).selectOption(fault.verb ?? "Any");
    await dialog.getByRole("textbox", { name: "Only where the path holds" }).fill(fault.path ?? "");
    await dialog.getByRole("textbox", { name: "Only where the body holds" }).fill(fault.body ?? "");
  }
  await dialog.getByRole("button", { name: "Set the faults" }).click();
  await expect(dialog).toBeHidden();
}

/** Lets the vaults of the sandbox answer pages, or keeps them silent. */
export async function letVaultsAnswer(page: Page, profile: RegExp) {
  await sandbox(page).getByRole("button", { name: /^Faults/ }).click();
  const dialog = page.getByRole("dialog", { name: "Faults of the sandbox" });
  const list = dialog.getByRole("combobox", { name: "Response headers this page may read" });
  const line = list.getByRole("option", { name: profile });
  await list.selectOption(await line.getAttribute("value"));
  await dialog.getByRole("button", { name: "Set the faults" }).click();
  await expect(dialog).toBeHidden();
}

/** Opens the sheet of *Use my key* on an account and answers it. */
export async function askForKey(page: Page, key: string, identity: string | null = "id-orders-cmk") {
  await page.getByRole("textbox", { name: "Key", exact: true }).fill(key);
  if (identity === null) {
    await page.getByRole("radio", { name: /^The account’s own identity|^The account's own identity/ }).check();
    return;
  }
  await choose(page, "Identity", identity);
}

/** Chooses the line of a list that begins with these words; what follows them explains it. */
export async function choose(page: Page, list: string, words: string) {
  const box = page.getByRole("combobox", { name: list, exact: true });
  const line = box.getByRole("option", { name: new RegExp(`^${words}`) });
  await expect(line).toHaveCount(1);
  await box.selectOption(await line.getAttribute("value"));
}

/** The checks of the plan on screen. */
export const checks = (page: Page) => page.getByRole("region", { name: "Checks" });

/** Starts the plan on screen. */
export async function run(page: Page) {
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  await expect(page).toHaveURL(/[?&]run=/);
}

/** A step of the plan or run on screen. */
export const step = (page: Page, title: string | RegExp): Locator =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: title }) });

/** One of the two verdicts on a resource's page. */
export const verdict = (page: Page, axis: "Configuration" | "Health"): Locator =>
  page.getByRole("group", { name: "Key status" }).locator(":scope > *").filter({ hasText: axis });

/** Lets the wall clock of the page run on until the run says this; a page with a clock of its own. */
export async function passMinutes(page: Page, until: string) {
  const bar = page.getByRole("region", { name: "Run" });
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(bar).toContainText(until, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
}

/** Turns on the purge protection of kv-fabrikam-dev in the dialog that its check opens. */
export async function turnOnPurgeProtection(page: Page) {
  await checks(page).getByRole("button", { name: "Turn on purge protection" }).click();
  const dialog = page.getByRole("dialog", { name: /purge protection/i });
  await expect(dialog).toContainText("One-way door");
  await dialog.getByRole("button", { name: "Turn on purge protection of kv-fabrikam-dev" }).click();
  await expect(dialog).toContainText("proved", { timeout: 30_000 });
  await dialog.getByRole("button", { name: "Back to the plan" }).click();
}
