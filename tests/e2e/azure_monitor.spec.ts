// Azure Monitor from nothing set up: a cluster under the customer's key, its workspace, its queries.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { beginWith, checks, choose, enter, sandbox, setSpeed, step, SUBSCRIPTION, verdict } from "./console";
import { expect, test } from "./fixtures";

const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-a/providers`;
const vault = `${GROUP}/Microsoft.KeyVault/vaults/kv-logs-new`;
const cluster = `${GROUP}/Microsoft.OperationalInsights/clusters/law-new`;
const identity = `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs`;
const account = `${GROUP}/Microsoft.Storage/storageAccounts/stlogsnew`;
const workspace = `${SUBSCRIPTION}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-first`;
const key = "https://kv-logs-new.vault.azure.net/keys/logs-cmk";
const place = (name: string) =>
  `subscription=${SUBSCRIPTION.split("/").at(-1)}&group=rg-a&location=westeurope&name=${name}`;

test.describe("Microsoft.OperationalInsights", () => {
  for (const kind of ["user", "system"] as const) {
    test(`a cluster with a ${kind}-assigned identity, from nothing to a green status and on`, async ({ page }) => {
      test.setTimeout(300_000);
      await begin(page);
      await makeCluster(page, kind);

      await test.step("a workspace is linked", async () => {
        const run = await carryOut(page, `/act/link${workspace}?cluster=${cluster}`, "log-first");
        await expect(run).toContainText("linkedServices/Cluster");
        await page.goto(`/resource${workspace}`);
        await expect(page.getByRole("region", { name: "Facts" })).toContainText("law-new");
      });

      await test.step("the status is green, and says what the key does not protect", async () => {
        await green(page);
        const panel = page.getByRole("region", { name: "What this key does not protect" });
        await expect(panel).toContainText("Tables with the Auxiliary plan");
        await expect(page.getByRole("region", { name: "Facts" })).toContainText("log-first (Succeeded)");
      });

      await test.step("the identity is changed, there and back", async () => {
        if (kind === "system") await carryOut(page, `/create/Microsoft.ManagedIdentity/userAssignedIdentities/create?${place("id-logs")}`);
        const user = `/act/change-identity${cluster}?identity-kind=user&identity=${identity}`;
        const own = `/act/change-identity${cluster}?identity-kind=system`;
        for (const path of kind === "user" ? [own, user] : [user, own]) {
          await carryOut(page, path);
          await green(page);
        }
        await page.goto(`/act/change-identity${cluster}?identity-kind=none`);
        await expect(page.getByRole("radiogroup", { name: "Who opens the vault" })).toContainText("only Microsoft's support can give it back");
      });

      await test.step("a version is pinned, and the latest is followed again", async () => {
        await page.goto(`/act/change-key${cluster}?versions=pinned`);
        await pickNewest(page);
        await start(page);
        await carryOut(page, `/act/follow-latest${cluster}`);
        await green(page);
      });

      await test.step("the key is taken away and given back", async () => {
        await carryOut(page, `/act/revoke${cluster}`, "law-new");
        await page.goto(`/resource${cluster}`);
        await expect(verdict(page, "Health")).toHaveAttribute("data-status", "bad");
        await carryOut(page, `/act/restore${cluster}`);
        await green(page);
      });

      await test.step("unlinked, another commitment, another bill, Microsoft's key, deleted", async () => {
        await carryOut(page, `/act/unlink${workspace}`);
        await carryOut(page, `/act/change-capacity${cluster}?capacity=500`);
        await carryOut(page, `/act/change-billing${cluster}?billing=Workspaces`);
        await carryOut(page, `/act/return-to-microsoft${cluster}`);
        await carryOut(page, `/act/delete${cluster}`, "law-new");
      });
    });
  }

  test("queries move to a suitable account, and come back from a file", async ({ page }) => {
    test.setTimeout(300_000);
    await begin(page);
    await makeKey(page);
    await carryOut(page, `/create/Microsoft.ManagedIdentity/userAssignedIdentities/create?${place("id-logs")}`);

    await test.step("no account will do, and a suitable one is made with the answers filled in", async () => {
      await page.goto(`/act/keep-queries${workspace}`);
      await expect(page.getByText("No account of this subscription will do.")).toBeVisible();
      const link = page.getByRole("link", { name: /^Create a suitable account/ });
      const href = (await link.getAttribute("href")) ?? "";
      expect(href).toContain("location=westeurope");
      expect(href).toContain("tables=true");
      await carryOut(page, `${href.replace("group=rg-logs", "group=rg-a")}&name=stlogsnew&key=${key}&identity=${identity}`);
    });

    let file = "";
    await test.step("what goes is saved first", async () => {
      await page.goto(`/act/keep-queries${workspace}?account=${account}`);
      await expect(checks(page)).toContainText("Azure removes 2 saved queries from the workspace.");
      await expect(checks(page)).toContainText("known_address");
      await press(page, "log-first");
      const done = page.getByRole("button", { name: "It is done" });
      await expect(done).toHaveAttribute("aria-disabled", "true");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save log-first-saved-queries.json" }).click(),
      ]);
      file = await download.path();
      const saved = JSON.parse(await readFile(file, "utf8"));
      expect(saved.simulated).toBe(true);
      expect(saved.value).toHaveLength(2);
      await done.click();
      await proved(page);
    });

    await test.step("and put back", async () => {
      await page.goto(`/act/put-queries-back${workspace}`);
      await page.getByLabel("File").setInputFiles({
        name: "saved.json",
        mimeType: "application/json",
        buffer: await readFile(file),
      });
      await expect(step(page, /Put back “Errors”/)).toContainText("PUT");
      await start(page);
    });

    await test.step("alert queries too, and both return", async () => {
      await carryOut(page, `/act/keep-alerts${workspace}?account=${account}`);
      await page.goto(`/resource${workspace}`);
      await expect(page.getByRole("region", { name: "Facts" })).toContainText("in stlogsnew");
      await carryOut(page, `/act/leave-query-storage${workspace}`);
      await carryOut(page, `/act/leave-alert-storage${workspace}`);
    });
  });

  test("a region without double encryption asks before it goes without", async ({ page }) => {
    await begin(page);
    const path = `/create/Microsoft.OperationalInsights/clusters/create?${place("law-scus").replace("westeurope", "southcentralus")}`;
    await page.goto(`${path}&identity-kind=system`);
    await page.getByRole("checkbox", { name: /^Under my key/ }).uncheck();
    await press(page, "law-scus");
    await expect(page.getByRole("main")).toContainText("not there in every region", { timeout: 30_000 });
    await page.getByRole("button", { name: "Plan it without the second encryption" }).click();
    await expect(page.getByRole("checkbox", { name: /^Encrypt twice/ })).not.toBeChecked();
    // The plan on screen is the one for the new answer.
    await expect(page.getByRole("main")).toContainText('"isDoubleEncryptionEnabled": false');
    await start(page);
  });
});

async function begin(page: Page) {
  await enter(page);
  await beginWith(page, "Nothing set up");
  await setSpeed(page, 3600);
  await expect(sandbox(page)).toBeVisible();
}

/** A vault that can be recovered, and a key in it. */
async function makeKey(page: Page) {
  await carryOut(page, `/create/Microsoft.KeyVault/vaults/create?${place("kv-logs-new")}`, "kv-logs-new");
  await carryOut(page, `/act/create-key${vault}?name=logs-cmk`);
}

/** Vault, key and cluster, in the order that the identity demands. */
async function makeCluster(page: Page, kind: "user" | "system") {
  await makeKey(page);
  let path = `/create/Microsoft.OperationalInsights/clusters/create?${place("law-new")}&key=${key}&identity-kind=${kind}`;
  if (kind === "user") {
    await carryOut(page, `/create/Microsoft.ManagedIdentity/userAssignedIdentities/create?${place("id-logs")}`);
    path += `&identity=${identity}`;
  }
  await page.goto(path);
  const steps = page.getByRole("list", { name: /^Steps of/ }).locator(":scope > *");
  await expect(steps.first()).toContainText(kind === "user" ? "Grant id-logs the use of logs-cmk" : "Create the cluster");
  await expect(step(page, "Create the cluster")).toContainText("PUT");
  await start(page);
}

/** Opens a sheet with its answers in the address, and runs it to its proof. */
async function carryOut(page: Page, path: string, name?: string) {
  await page.goto(path);
  return start(page, name);
}

async function start(page: Page, name?: string) {
  await press(page, name);
  return proved(page);
}

/** Presses Run, and types the name where something cannot be taken back. */
async function press(page: Page, name?: string) {
  await page.getByRole("button", { name: /^Run \d+ steps?$/ }).click();
  const dialog = page.getByRole("dialog");
  const started = page.waitForURL(/[?&]run=/);
  const asks = dialog.getByRole("textbox", { name: /^Type/ });
  await Promise.race([started, asks.waitFor()]);
  if (await asks.isVisible()) {
    await asks.fill(name ?? "");
    await dialog.getByRole("button", { name: /^Run/ }).click();
  }
  await started;
}

async function proved(page: Page) {
  const main = page.getByRole("main");
  await expect(main).toContainText("proved", { timeout: 90_000 });
  return main;
}

async function green(page: Page) {
  await page.goto(`/resource${cluster}`);
  await expect(verdict(page, "Health")).toContainText("Key can be used", { timeout: 30_000 });
}

/** Picks the newest version of the key from the vault. */
async function pickNewest(page: Page) {
  await page.getByRole("button", { name: "Pick from a vault" }).click();
  await choose(page, "Vault", "kv-logs-new");
  await choose(page, "Key", "logs-cmk");
  await page.getByRole("combobox", { name: "Version" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Use this key" }).click();
}
