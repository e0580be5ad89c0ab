// How the browser tests run. `cargo xtask test browser` serves the console and names it here.
import { defineConfig } from "@playwright/test";

/** What is no test of every day, by the variable that asks for it: pictures to look at, an audit by another tool, and
 *  measurements. */
const OTHERS = { CMK_SCREENSHOTS: "screenshots.ts", CMK_LIGHTHOUSE: "lighthouse.ts", CMK_BENCH: "bench.ts" };
const other = Object.entries(OTHERS).find(([name]) => process.env[name])?.[1];

export default defineConfig({
  testDir: ".",
  testMatch: other ?? "**/*.spec.ts",
  outputDir: "../../target/e2e",
  // Two processors; a test has browsers of its own, so files and tests are free to overlap.
  workers: 2,
  fullyParallel: true,
  // A test that passes at the second try is a failure with an alibi.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: { actionTimeout: 15_000, screenshot: "only-on-failure" },
});
