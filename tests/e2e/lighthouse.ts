// Lighthouse on every page of the route table, for somebody who has entered: see README.md.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { enter } from "./console";
import { rows } from "./scenes";
import { sites } from "./sites";

/** Lighthouse is no dependency of the project; who runs this names the folder in which it is installed. */
const tool = (name: string): Promise<any> => import(createRequire(`${resolve(process.env.CMK_LIGHTHOUSE!)}/`).resolve(name));

/** Where Lighthouse finds the browser. */
const PORT = 9333;

const SETTINGS = {
  onlyCategories: ["accessibility", "best-practices"],
  // What it would clear is where somebody has entered.
  disableStorageReset: true,
  formFactor: "desktop",
  screenEmulation: { mobile: false, width: 1440, height: 900, deviceScaleFactor: 1 },
  // Speed is not judged.
  throttlingMethod: "provided",
};

test("Lighthouse finds nothing", async ({}, testInfo) => {
  test.setTimeout(15 * 60_000);
  const { navigation } = await tool("lighthouse");
  const { default: puppeteer } = await tool("puppeteer-core");
  const context = await chromium.launchPersistentContext(testInfo.outputPath("browser"), {
    executablePath: process.env.CMK_CHROMIUM,
    baseURL: sites.console,
    args: [`--remote-debugging-port=${PORT}`, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  await enter(context.pages()[0], "Mara", "/settings");
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${PORT}`, defaultViewport: null });
  // The tab in which somebody has entered; another one would be nobody's.
  const [tab] = await browser.pages();
  for (const { name, path } of rows) {
    const { lhr } = await navigation(tab, sites.console + path, { config: { extends: "lighthouse:default", settings: SETTINGS } });
    const [accessibility, practices] = SETTINGS.onlyCategories.map((it) => Math.round(lhr.categories[it].score * 100));
    console.log(`${name.padEnd(16)} accessibility ${accessibility}, best practices ${practices}`);
    const audits = Object.values<any>(lhr.audits).filter((it) => it.scoreDisplayMode === "binary" && it.score === 0);
    const found = audits.map((it) => `${it.id}: ${JSON.stringify(it.details?.items ?? it.title).slice(0, 400)}`);
    expect.soft(accessibility, `${name}: ${found.join("\n")}`).toBe(100);
    expect.soft(practices, `${name}: ${found.join("\n")}`).toBeGreaterThanOrEqual(95);
  }
  await browser.disconnect();
  await context.close();
});
