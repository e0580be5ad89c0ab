// Signing in with MSAL as it was published, to an Azure behind the public cloud's own names.
import { type Page, type Request } from "@playwright/test";
import { expectNoAxe } from "./axe";
import { checks, chooseAccount, enter, signIn, step } from "./console";
import { expect, test } from "./fixtures";

const GROUP = "/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c/resourceGroups/rg-keys-weu";
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-fabrikam-dev`;
const ACCOUNTS = "/resources/Microsoft.Storage/storageAccounts";

const account = (page: Page) => page.getByRole("button", { name: /Change directory or sign out$/ });

async function signOut(page: Page) {
  await account(page).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Sign out?" });
  await dialog.getByRole("button", { name: "Sign out" }).click();
}

/** Everything a browser keeps for the page on screen. */
const kept = (page: Page) =>
  page.evaluate(async () => ({
    session: Object.entries(sessionStorage),
    local: Object.entries(localStorage),
    cookies: document.cookie,
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map((it) => it.name),
  }));

/** What looks like a token, a code or a refresh token of this Azure. */
const SECRET = /eyJ[\w-]{10,}\.[\w-]{10,}|[?#&]code=/;

test.describe("a deployment for Azure", () => {
  test.use({ site: "azure" });

  test("the address a person came for survives signing in, and a reload", async ({ page }) => {
    const asked: Request[] = [];
    page.on("request", (it) => asked.push(it));
    const said: string[] = [];
    page.on("console", (it) => said.push(it.text()));
    const wanted = `${ACCOUNTS}?source=sandbox#frag`;
    await page.goto(wanted);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Your keys on Azure");
    await expectNoAxe(page);
    expect(asked.filter((it) => it.url().includes("msal")), "MSAL before anybody signs in").toEqual([]);

    await signIn(page);
    await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();
    expect(page.url().endsWith(wanted), page.url()).toBe(true);
    await expect(page.getByRole("banner")).toContainText("Fabrikam");
    await page.reload();
    await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();
    await expectNoAxe(page);

    await test.step("nothing leads to the sandbox", async () => {
      expect(asked.filter((it) => it.url().includes("sandbox_worker")).map((it) => it.url())).toEqual([]);
      expect(page.workers()).toEqual([]);
      await expect(page.getByText(/sandbox/i)).toHaveCount(0);
    });

    await test.step("a bearer goes to Resource Manager, and a code to Entra, and nowhere else", async () => {
      for (const it of asked) {
        const bearer = (await it.allHeaders()).authorization;
        const { origin } = new URL(it.url());
        expect(!bearer || origin === "https://management.azure.com", `a token to ${origin}`).toBe(true);
        expect(!SECRET.test(it.url()), `a secret in ${it.url()}`).toBe(true);
        if (it.postData()?.includes("grant_type")) expect(origin).toBe("https://login.microsoftonline.com");
      }
    });

    await test.step("the authorization request has PKCE, and one scope of one resource", async () => {
      const request = asked.find((it) => it.url().includes("/authorize?"));
      const query = new URL(request?.url() ?? "").searchParams;
      expect(query.get("response_type")).toBe("code");
      expect(query.get("code_challenge_method")).toBe("S256");
      expect(query.get("scope")).toBe(
        "https://management.azure.com/user_impersonation openid profile offline_access",
      );
      expect(new URL(query.get("redirect_uri") ?? "").pathname).toBe("/auth/redirect.html");
      expect(query.get("claims")).toContain("CP1");
    });

    await test.step("tokens lie in the tab's storage and nowhere else", async () => {
      const { session, local, cookies, caches, databases } = await kept(page);
      const ours = session.filter(([name]) => name.startsWith("cmk-console"));
      expect(session.some(([, it]) => SECRET.test(it))).toBe(true);
      expect(JSON.stringify([ours, local, cookies, caches])).not.toMatch(SECRET);
      expect(databases.filter((it) => it !== "cmk-console")).toEqual([]);
      expect(await page.content()).not.toMatch(SECRET);
      expect(said.join("\n")).not.toMatch(SECRET);
    });
  });

  test("after signing out nothing of the person is left, and Back shows nothing", async ({ page }) => {
    await page.goto(ACCOUNTS);
    await signIn(page);
    await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();
    await page.evaluate(() => localStorage.setItem("cmk-console.theme", "dark"));
    await signOut(page);
    await expect(page.getByRole("button", { name: "Sign in with Microsoft" })).toBeVisible();
    const { session, local } = await kept(page);
    expect(session).toEqual([]);
    expect(local).toEqual([["cmk-console.theme", "dark"]]);
    // The browser may show the page it has kept, and then loads nothing.
    await page.goBack({ waitUntil: "commit" });
    await expect(page.getByRole("link", { name: "fabrikamorders" })).toHaveCount(0);
  });

  test("whoever comes back without signing in is told, and can try again", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
    await expect(page).toHaveURL(/^https:\/\/login\.microsoftonline\.com\//);
    // The browser may have kept the page, and then shows it without loading it.
    await page.goBack({ waitUntil: "commit" });
    await expect(page.getByRole("heading", { name: /^The sign-in was (cancelled|not finished)\.$/ })).toBeVisible();
    await signIn(page);
    await expect(account(page)).toBeVisible();
  });

  test("an answer that nobody asked for signs nobody in", async ({ page }) => {
    await page.goto("/auth/redirect.html#code=x&state=y");
    await expect(page.getByRole("button", { name: "Sign in with Microsoft" })).toBeVisible();
    expect(page.url()).not.toMatch(SECRET);
    await page.goto("/#code=x&state=y");
    await expect(page.getByRole("button", { name: "Sign in with Microsoft" })).toBeVisible();
  });

  test("a directory that is no name is not asked for", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("textbox", { name: /^Directory/ }).fill("fabrikam.example/../evil");
    await page.getByRole("button", { name: "Sign in with Microsoft" }).click();
    await expect(page.getByRole("main")).toContainText("Name the directory by a domain of it");
    await page.getByRole("textbox", { name: /^Directory/ }).fill("fabrikam.example");
    await signIn(page);
    await expect(account(page)).toBeVisible();
  });
});

test.describe("a deployment for both", () => {
  test.use({ site: "both" });

  test("the sandbox is entered without MSAL, and nothing goes to Azure", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (it) => asked.push(it.url()));
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Sign in with Microsoft" })).toBeVisible();
    await expectNoAxe(page);
    await enter(page, "Mara", ACCOUNTS);
    await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();
    const foreign = asked.filter((it) => it.includes("/vendor/") || new URL(it).hostname !== "localhost");
    expect(foreign).toEqual([]);
  });
});

test.describe("a policy that wants more in the middle of the work", () => {
  test.use({ site: "azure", azureFaults: ["claims-challenge"] });

  test("the run waits, the person signs in and says so, and the run goes on", async ({ page }) => {
    const writes: string[] = [];
    page.on("request", (it) => {
      if (["PUT", "PATCH", "DELETE"].includes(it.method())) writes.push(it.method());
    });
    await page.goto(`/act/turn-on-purge-protection${VAULT}`);
    await signIn(page);
    await expect(checks(page)).toBeVisible();
    await expect(checks(page)).toContainText("passed");
    await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
    const door = page.getByRole("dialog", { name: /^Turn on purge protection/ });
    await door.getByRole("textbox", { name: "Type kv-fabrikam-dev to go on" }).fill("kv-fabrikam-dev");
    await door.getByRole("button", { name: "Run it" }).click();
    const again = page.getByRole("button", { name: "Sign in again" });
    await expect(again).toBeVisible();
    await expect(step(page, /purge protection/).first()).toContainText("It waits for you to sign in again");
    await expectNoAxe(page);

    await again.click();
    await chooseAccount(page, "Mara");
    const goOn = page.getByRole("button", { name: "Go on", exact: true });
    await expect(goOn).toBeVisible();
    const before = writes.length;
    await expect(page.getByRole("main")).toContainText("It waits for you to say");
    expect(writes.length, "nothing is written before the person has said so").toBe(before);
    await goOn.click();
    await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
  });
});

test.describe("an Azure that accepts no token", () => {
  test.use({ site: "azure", azureFaults: ["expired-token"] });

  test("the person signs in once more, and then hears why; nothing loops", async ({ page }) => {
    await page.goto(ACCOUNTS);
    await signIn(page);
    await page.getByRole("button", { name: "Sign in again" }).click();
    await chooseAccount(page, "Mara");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Azure refuses this sign-in");
    await expect(page.getByRole("main")).toContainText("Conditional Access");
    await expectNoAxe(page);
  });
});
