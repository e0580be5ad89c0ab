// The main job: a storage account is put under the person's own key, from pasting it to the proof.
import { type Page } from "@playwright/test";
import { askForKey, checks, enter, orders, run, setSpeed, step, turnOnPurgeProtection, verdict } from "./console";
import { expect, test } from "./fixtures";

test("from the welcome page to a green status that came from a read", async ({ person }) => {
  const { page, newTab } = await person("mara");
  await enter(page);
  await setSpeed(page, 60);
  await page.getByRole("link", { name: "Storage accounts" }).first().click();
  await page.getByRole("link", { name: "fabrikamorders" }).click();
  await expect(verdict(page, "Configuration")).toContainText("Microsoft");
  await page.getByRole("link", { name: "Use my key" }).click();

  await test.step("a vault that cannot be recovered is mended from its check", async () => {
    await askForKey(page, "https://kv-fabrikam-dev.vault.azure.net/keys/dev-cmk/");
    await expect(checks(page)).toContainText("kv-fabrikam-dev has no purge protection.");
    await expect(runButton(page)).toHaveAttribute("aria-disabled", "true");
    await turnOnPurgeProtection(page);
    await expect(checks(page)).not.toContainText("has no purge protection");
  });

  await test.step("the exact requests are shown before anything is sent", async () => {
    const set = step(page, /Set the key/);
    await expect(set).toContainText("PATCH");
    await expect(set).toContainText("kv-fabrikam-dev.vault.azure.net");
  });

  await setSpeed(page, 1);
  await run(page);

  await test.step("a reload while the grant is on its way changes nothing", async () => {
    await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
    await page.reload();
    await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
  });

  await test.step("a second tab watches and cannot drive", async () => {
    const second = await newTab();
    await enter(second, "Mara", page.url());
    await expect(step(second, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
    await expect(second.getByRole("region", { name: "Run" })).toContainText(/another tab/i);
    const stop = second.getByRole("button", { name: /^Stop after this step/ });
    await expect(stop).toHaveAttribute("aria-disabled", "true");
    await second.close();
  });

  await test.step("and neither does one while the key is being set", async () => {
    await setSpeed(page, 60);
    const set = step(page, /Set the key/);
    // The grant has not arrived at the first try, and the answer means "not yet".
    await expect(set).toContainText("KeyVaultAuthenticationFailure", { timeout: 15_000 });
    await setSpeed(page, 1);
    await expect(set).toHaveAttribute("aria-current", "step");
    await page.reload();
    await expect(set).toHaveAttribute("aria-current", "step");
  });

  await test.step("the final status comes from a read made after the reload", async () => {
    await setSpeed(page, 3600);
    await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
    await page.getByRole("link", { name: "Show the resource" }).click();
    await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
    await expect(verdict(page, "Health")).toHaveAttribute("data-status", "ok");
  });

  await test.step("another tab shows the same account in the same state", async () => {
    const second = await newTab();
    await enter(second, "Mara", `/resource${orders}`);
    await expect(verdict(second, "Configuration")).toHaveAttribute("data-status", "ok");
    await expect(second.getByRole("main")).toContainText("dev-cmk");
  });
});

const runButton = (page: Page) =>
  page.getByRole("region", { name: "Run" }).getByRole("button", { name: /^Run/ });
