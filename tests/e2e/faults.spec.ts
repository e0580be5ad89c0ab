// Under every fault the story ends in a named outcome, and is green only where the truth was read.
import { askForKey, enter, orders, run, setFault, setSpeed, verdict, type Fault } from "./console";
import { expect, test } from "./fixtures";

const KEY = "https://kv-fabrikam-prod.vault.azure.net/keys/orders-cmk";
const PROVED = "Done, proved";
const ACCOUNT = "storageAccounts/fabrikamorders";
const SETS_KEY = { verb: "PATCH", path: ACCOUNT, body: "keyvaultproperties" } as const;

/** How the story ends under each fault, in the words of the bar at the foot of the run. */
const ENDS: { fault: Fault; ends: string }[] = [
  { fault: { name: "accepted-not-applied", ...SETS_KEY }, ends: "Not proved" },
  { fault: { name: "wrong-version", ...SETS_KEY }, ends: "Not proved" },
  { fault: { name: "grant-never-arrives", verb: "PUT", path: "roleAssignments" }, ends: "Refused" },
  { fault: { name: "stale-reads", path: ACCOUNT }, ends: "Not proved" },
  { fault: { name: "throttling", often: "The next 2 times", path: ACCOUNT }, ends: PROVED },
  { fault: { name: "server-error", often: "The next 2 times", path: ACCOUNT }, ends: PROVED },
  { fault: { name: "lost-answer", often: "The next time", ...SETS_KEY }, ends: PROVED },
];

for (const { fault, ends } of ENDS) {
  test(`${fault.name} ends as: ${ends}`, async ({ page }) => {
    await enter(page, "Mara", `/act/use-my-key${orders}`);
    await setSpeed(page, 3600);
    await askForKey(page, KEY);
    const button = page.getByRole("button", { name: /^Run \d+ steps$/ });
    await expect(button).not.toHaveAttribute("aria-disabled", "true");
    await setFault(page, fault);
    await run(page);
    const bar = page.getByRole("region", { name: "Run" });
    // A run has ended when its bar leads back to the resource.
    const back = bar.getByRole("link", { name: "Show the resource" });
    await expect(back).toBeVisible({ timeout: 50_000 });
    await expect(bar).toContainText(ends);
    await expect(bar.locator('[data-status="ok"]')).toHaveCount(ends === PROVED ? 1 : 0);

    // Seen without the fault, the account is under the key wherever the run said so.
    await setFault(page);
    await back.click();
    const status = verdict(page, "Configuration");
    await expect(status).toBeVisible();
    if (ends === PROVED) await expect(status).toHaveAttribute("data-status", "ok");
  });
}
