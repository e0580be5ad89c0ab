// The main job against an Azure behind its real names: the production bundle as it is, MSAL included.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Page } from "@playwright/test";
import { askForKey, orders, passMinutes, run, signIn, step, turnOnPurgeProtection, verdict } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure" });

for (const cors of ["full", "some", "none"] as const) {
  test(`a key is set, from signing in to the proof, where ${cors} of the headers can be read`, async ({ azure, page }) => {
    // Against Azure the console waits by the wall, a minute for the grant.
    await page.clock.install();
    await azure!.control({ control: "set-cors", cors });
    await page.goto(`/act/use-my-key${orders}?source=sandbox`);
    await signIn(page);
    await askForKey(page, "https://kv-fabrikam-dev.vault.azure.net/keys/dev-cmk");
    await turnOnPurgeProtection(page);
    await run(page);
    await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
    await page.reload();
    await expect(step(page, /Set the key|Wait for the grant/).first()).toBeVisible();
    await azure!.control({ control: "set-speed", speed: 3600 });
    await passMinutes(page, "Done, proved");
    await page.getByRole("link", { name: "Show the resource" }).click();
    await expect(verdict(page, "Configuration")).toHaveAttribute("data-status", "ok");
    await expect(verdict(page, "Health")).toHaveAttribute("data-status", "ok");

    // Whatever leads out is https, and its page can neither reach back nor learn where one came from.
    const out = page.locator('a[href^="http"]');
    expect(await out.count()).toBeGreaterThan(0);
    for (const link of await out.all()) {
      expect(await link.getAttribute("href")).toMatch(/^https:\/\//);
      expect(await link.getAttribute("rel")).toContain("noreferrer");
    }
    expect(await keptRuns(page)).not.toMatch(/eyJ/);

    const log = await azure!.log();
    const asked = (path: RegExp) => log.filter((it) => path.test(it.path) && it.status < 400);
    expect(asked(/\/oauth2\/v2\.0\/authorize$/).length, "authorize").toBeGreaterThan(0);
    expect(asked(/\/oauth2\/v2\.0\/token$/).length, "token").toBeGreaterThan(0);
    // Purge protection, identity, grant, key: each once, in this order, and nothing else.
    const changes = log.filter((it) => it.changed && !it.path.includes("/oauth2/"));
    expect(changes.map((it) => `${it.method} ${it.path.split("/").at(-2)}`)).toEqual([
      "PATCH vaults",
      "PATCH storageAccounts",
      "PUT roleAssignments",
      "PATCH storageAccounts",
    ]);
  });
}

test("an account is created under a key by somebody who has signed in", async ({ azure, page }) => {
  await page.clock.install();
  await azure!.control({ control: "set-speed", speed: 3600 });
  const group = orders.replace(/\/providers.*/, "");
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders-cmk`;
  const answers = new URLSearchParams({
    subscription: group.split("/")[2],
    group: "rg-new-weu",
    location: "westeurope",
    name: "fabrikamnew2026",
    key: "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk",
    identity,
  });
  await page.goto(`/create/Microsoft.Storage/storageAccounts/create-with-my-key?${answers}`);
  await signIn(page);
  await run(page);
  await passMinutes(page, "Done, proved");
});

test("MSAL's files are those that were published", async ({ page }) => {
  const lib = join(dirname(createRequire(import.meta.url).resolve("@azure/msal-browser/package.json")), "lib");
  for (const [served, published] of [
    ["msal-browser.min.js", "msal-browser.min.js"],
    ["msal-redirect-bridge.min.js", "redirect-bridge/msal-redirect-bridge.min.js"],
  ]) {
    const answer = await page.request.get(`/vendor/${served}`);
    const same = (await answer.body()).equals(await readFile(join(lib, published)));
    expect(same, served).toBe(true);
  }
});

/** What the browser's database holds of runs, as text. */
async function keptRuns(page: Page): Promise<string> {
  const text = await page.evaluate(
    () =>
      new Promise<string>((done, failed) => {
        const opening = indexedDB.open("cmk-console");
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const rows = opening.result.transaction("runs").objectStore("runs").getAll();
          rows.onsuccess = () => done(JSON.stringify(rows.result));
        };
      }),
  );
  expect(text).toContain("roleAssignments");
  return text;
}
