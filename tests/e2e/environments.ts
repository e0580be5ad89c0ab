// What somebody does to make an integration service environment out of nothing.
import { expect, type Page } from "@playwright/test";
import { beginWith, choose, enter, run, setSpeed, verdict } from "./console";

export const ENVIRONMENT = "/create/Microsoft.Logic/integrationServiceEnvironments/create-with-my-key";
const group = "rg-a";

/** From nothing set up: a vault with access policies, a key in it, and a network with four subnets. */
export async function ground(page: Page) {
  await enter(page);
  await beginWith(page, "Nothing set up");
  await setSpeed(page, 3600);
  await make(page, "/create/Microsoft.KeyVault/vaults/create", "fabrikamkeyvault", () =>
    page.getByRole("radio", { name: /^Access policies/ }).check(),
  );
  await page.getByRole("link", { name: "Show the resource" }).click();
  await page.getByRole("link", { name: "Create a key" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("fabrikam-encryption-key");
  await choose(page, "Size", "2048");
  await run(page);
  await isProved(page);
  await make(page, "/create/Microsoft.Network/virtualNetworks/create", "Fabrikam-VNET");
}

/** Answers the questions for an environment that both identities share. */
export async function ask(page: Page) {
  await page.goto(ENVIRONMENT);
  await place(page, group, "Fabrikam-ISE");
  await choose(page, "Virtual network", "Fabrikam-VNET");
  await pickKey(page, "fabrikamkeyvault", "fabrikam-encryption-key");
}

/** Makes something in West US 2 and waits until it is proved. */
export async function make(page: Page, path: string, name: string, answer = async () => {}) {
  await page.goto(path);
  await place(page, group, name);
  await answer();
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  const dialog = page.getByRole("dialog");
  const begun = page.getByText(/^Started /);
  await expect(dialog.or(begun).first()).toBeVisible();
  if (await dialog.isVisible()) await confirm(page, name);
  await isProved(page);
}

export async function place(page: Page, into: string, name: string) {
  await choose(page, "Subscription", "Fabrikam Documents");
  await choose(page, "Resource group", into);
  await choose(page, "Region", "West US 2");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
}

export async function pickKey(page: Page, vault: string, key: string) {
  await page.getByRole("button", { name: "Pick from a vault" }).click();
  const dialog = page.getByRole("dialog", { name: "Pick a key" });
  const pick = async (list: string, words: RegExp) => {
    const box = dialog.getByRole("combobox", { name: list });
    const line = box.getByRole("option", { name: words }).first();
    await expect(line).toBeAttached();
    await box.selectOption(await line.getAttribute("value"));
  };
  await pick("Vault", new RegExp(`^${vault}`));
  await pick("Key", new RegExp(`^${key}`));
  await pick("Version", /^[0-9a-f]{6}/);
  await dialog.getByRole("button", { name: "Use this key" }).click();
}

export async function runThroughTheDoor(page: Page, name = "Fabrikam-ISE") {
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  await confirm(page, name);
  await expect(page).toHaveURL(/[?&]run=/);
}

async function confirm(page: Page, name: string) {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: new RegExp(`^Type ${name}`) }).fill(name);
  await dialog.getByRole("button", { name: /^Run/ }).click();
}

const isProved = (page: Page) =>
  expect(page.getByRole("main")).toContainText("proved", { timeout: 60_000 });

export async function isGreen(page: Page) {
  await isProved(page);
  await page.getByRole("link", { name: "Show the resource" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fabrikam-ISE");
  await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
  await expect(verdict(page, "Health")).toHaveAttribute("data-status", "ok");
}
