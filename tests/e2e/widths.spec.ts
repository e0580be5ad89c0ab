// Every page fits its window, from a phone to a wall, however long the names on it are.
import { type Page } from "@playwright/test";
import { enter, orders, sandbox, setFault, setSpeed, signIn } from "./console";
import { ENVIRONMENT } from "./environments";
import { expect, test } from "./fixtures";
import { makeLongest } from "./longest";
import { rows, scenes, widths, wish, type Scene } from "./scenes";
import { reaching, stretch } from "./widths";

const all = [...rows, ...scenes];
const mine = (it: Scene) => it.person === "Mara" && !it.isOpen;

test("the open pages fit every width", async ({ page }) => {
  for (const { name, path } of rows.filter((it) => it.isOpen)) {
    await page.goto(path);
    // The sandbox has started, and offers its people.
    await expect(page.getByRole("radio").first()).toBeVisible();
    await expectToFit(page, name);
  }
});

for (const [what, some] of [
  ["route table", rows.filter(mine)],
  ["scenes", scenes.filter(mine)],
  ...all.filter((it) => it.person !== "Mara").map((it) => [it.person, [it]] as const),
] as const) {
  test(`the pages fit every width: ${what}`, async ({ page }) => {
    test.setTimeout(120_000);
    await enter(page, some[0].person, some[0].path);
    for (const scene of some) await open(page, scene);
  });
}

test("a run fits every width, at work and proved", async ({ page }) => {
  await enter(page, "Mara", wish("kv-fabrikam-prod", "orders-cmk"));
  await setSpeed(page, 1);
  await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
  await expect(page.locator("[aria-current=step]")).toContainText("Wait");
  await expectToFit(page, "a run at work");
  await setSpeed(page, 3600);
  const shown = page.getByRole("link", { name: "Show the resource" });
  await expect(shown).toBeVisible({ timeout: 30_000 });
  await expectToFit(page, "a run that is proved");
  await shown.click();
  await expectToFit(page, "a resource with a history");
  await open(page, { name: "operations with a run", path: "/operations" });
});

test("what opens over a page fits every width", async ({ page }) => {
  await enter(page, "Mara", ENVIRONMENT);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  for (const [name, opened] of [
    ["faults", () => sandbox(page).getByRole("button", { name: /^Faults/ }).click()],
    ["reset", () => sandbox(page).getByRole("button", { name: "Reset" }).click()],
    ["appearance", () => button("Appearance").click()],
    ["account", () => button(/Change person or leave$/).click()],
    ["palette", () => page.keyboard.press("Control+k").then(() => page.keyboard.type("key"))],
    ["picked key", () => button("Pick from a vault").click()],
  ] as const) {
    await opened();
    await expectToFit(page, name);
    await page.keyboard.press("Escape");
  }
  await setFault(page, { name: "throttling" });
  await expectToFit(page, "a fault that is switched on");
  await setFault(page);
  await page.setViewportSize({ width: widths[0], height: 900 });
  await button("Menu").click();
  await expectToFit(page, "navigation", [widths[0]]);

  await page.goto(`/act/revoke${orders.replace("rg-orders-weu", "rg-docs-weu").replace("fabrikamorders", "fabrikaminvoices")}`);
  await button(/^Run \d+ steps$/).click();
  await expect(page.getByRole("dialog")).toContainText("Stops something");
  await expectToFit(page, "the last question");
});

test.describe("signed in", () => {
  test.use({ site: "azure" });

  test("things with the longest names Azure has fit every width", async ({ azure, page }) => {
    test.setTimeout(120_000);
    const paths = await makeLongest(azure!);
    await page.goto(paths[0]);
    await signIn(page);
    // Back from Microsoft's page, the console is loaded once more.
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    for (const path of paths) await open(page, { name: path.slice(0, 40), path });
  });
});

/** Follows a link to there, which loads nothing anew, and looks in every width. */
async function open(page: Page, { name, path }: Pick<Scene, "name" | "path">) {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, path);
  expect(decodeURI(page.url())).toContain(decodeURI(path));
  await expectToFit(page, name);
}

/** Nothing reaches out of the window, in any width, whatever the things on the page are called. */
async function expectToFit(page: Page, name: string, of = widths) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  // While something starts that every page needs, the heading is the console's own name.
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("cmk-console");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => {
    for (const it of document.querySelectorAll("details")) it.open = true;
  });
  const check = async (state: string, some: number[]) => {
    for (const width of some) {
      await page.setViewportSize({ width, height: Math.max(900, Math.round(width * 0.5625)) });
      expect.soft(await reaching(page), `${name}, ${state}, ${width} pixels`).toEqual([]);
    }
  };
  await check("names of everyday", of);
  const relax = await stretch(page);
  await check("the longest names", of);
  // Both looks share their measures; one width shows whether something forgot.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await check("dark", [of[0]]);
  await relax();
}
