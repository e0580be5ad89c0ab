// Trouble in the middle of a run against Azure: nothing is lost, and the run goes on.
import { type BrowserContext, type Page } from "@playwright/test";
import { type Azure } from "./azure";
import { askForKey, orders, passMinutes, run, signIn, step } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure" });

const KEY = "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk";

/** Starts the run, up to where its grant is on its way. */
async function inTheMiddle(page: Page, azure: Azure) {
  await page.clock.install();
  await page.goto(`/act/use-my-key${orders}`);
  await signIn(page);
  await askForKey(page, KEY);
  await run(page);
  await expect(step(page, /Wait for the grant/)).toHaveAttribute("aria-current", "step");
}

/** What must be true however long it took. */
async function ends(page: Page, azure: Azure) {
  await azure.control({ control: "set-speed", speed: 3600 });
  await passMinutes(page, "Done, proved");
  const keys = (await azure.log()).filter((it) => it.changed && it.method === "PATCH" && it.path.endsWith("/fabrikamorders"));
  expect(keys.length, "identity and key are written once each").toBe(2);
}

test("a token that runs out early is renewed without a word", async ({ azure, page }) => {
  await inTheMiddle(page, azure!);
  await faults(azure!, [{ fault: "expired-token", times: { next: 1 } }]);
  await ends(page, azure!);
  expect((await azure!.log()).some((it) => it.status === 401)).toBe(true);
});

test("a throttled token endpoint is waited for", async ({ azure, page }) => {
  await inTheMiddle(page, azure!);
  await faults(azure!, [
    { fault: "expired-token", times: { next: 1 } },
    { fault: "throttling", times: { next: 2 }, path: "/oauth2/v2.0/token" },
  ]);
  await ends(page, azure!);
  const throttled = (await azure!.log()).filter((it) => it.status === 429);
  expect(throttled.map((it) => it.path.split("/").at(-1))).toContain("token");
});

test("without a network the run waits, and goes on when it is back", async ({ azure, page }) => {
  await inTheMiddle(page, azure!);
  const context: BrowserContext = page.context();
  await context.setOffline(true);
  await expect(page.getByText(/offline|no network/i).first()).toBeVisible();
  await context.setOffline(false);
  await ends(page, azure!);
});

/** Switches faults while the test goes on. */
async function faults(azure: Azure, settings: object[]) {
  await azure.control({ control: "set-faults", faults: settings });
}
