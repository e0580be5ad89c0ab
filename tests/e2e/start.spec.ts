// The console starts under the production policy, and the policy is one that refuses.
import { type Page } from "@playwright/test";
import { beginWith, enter } from "./console";
import { expect, test } from "./fixtures";

test("the console starts", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("Loading the console")).toHaveCount(0);
});

test("a browser that lacks something is told what", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
  });
  await page.goto("/");
  await expect(page.getByRole("status")).toContainText("lacks: BroadcastChannel");
});

test("the sandbox's worker starts", async ({ page }) => {
  await page.goto("/");
  const first = await page.evaluate(
    () =>
      new Promise((heard, failed) => {
        const worker = new Worker("/sandbox_worker_loader.js", { type: "module" });
        worker.onmessage = (it) => heard(it.data);
        worker.onerror = () => failed(new Error("the worker did not start"));
      }),
  );
  expect(first).toBeTruthy();
});

test("the sandbox begins with nothing set up when it is reset so", async ({ page }) => {
  await enter(page, "Mara", "/resources/Microsoft.Storage/storageAccounts");
  await expect(page.getByRole("link", { name: "fabrikamorders" })).toBeVisible();
  await beginWith(page, "Nothing set up");
  await expect(page.getByText("Nothing here yet")).toBeVisible();
});

test("the watch sees a violation", async ({ page, findings }) => {
  await page.goto("/");
  // From a timer, because what the debugger evaluates itself is not subject to the policy.
  await page.evaluate(() => {
    setTimeout(() => eval("1"));
    setTimeout(() => document.body.setAttribute("style", "color: red"));
  });
  await expect.poll(() => findings.join("\n")).toContain("script-src");
  await expect.poll(() => findings.join("\n")).toContain("style-src-attr");
  findings.length = 0;
});

const REFUSED = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#x73;cript:alert(1)">x</a>',
  "<svg/onload=alert(1)>",
  '<iframe srcdoc="x"></iframe>',
  '<p style="color: red">x</p>',
  '<p title="a > b" onclick="alert(1)">x</p>',
  "<template><img src=x onerror=alert(1)></template>",
  '<svg><use xlink:href="data:image/svg+xml,x"></use></svg>',
];

const ACCEPTED = [
  "<p>Data: 5 = the customer&#39;s key &lt;script&gt;</p>",
  '<a href="/keys" title="style = plain">Keys</a>',
  '<a href="https://learn.microsoft.com/azure/">Source</a>',
  '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
];

test("markup that could do more than show something is refused", async ({ page, findings }) => {
  await page.goto("/");
  for (const markup of REFUSED) expect(await parse(page, markup), markup).toBe("refused");
  for (const markup of ACCEPTED) expect(await parse(page, markup), markup).toBe("accepted");
  // The wall behind the guard speaks up too: it refuses inline handlers where the guard parses them.
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  expect(findings.filter((it) => !/script-src|style-src/.test(it))).toEqual([]);
  findings.length = 0;
});

test("no worker starts from any address but the sandbox's", async ({ page }) => {
  await page.goto("/");
  for (const address of ["/boot.js", "https://example.com/sandbox_worker_loader.js", "data:text/javascript,1"]) {
    const start = page.evaluate((it) => void new Worker(it, { type: "module" }), address);
    await expect(start, address).rejects.toThrow("Refused script address");
  }
});

/** Whether the guard lets markup through. */
function parse(page: Page, markup: string) {
  return page.evaluate((it) => {
    try {
      document.createElement("template").innerHTML = it;
      return "accepted";
    } catch {
      return "refused";
    }
  }, markup);
}
