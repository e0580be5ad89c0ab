// How the browser tests run. `cargo xtask test browser` serves the console and names it here.
import { defineConfig } from "@playwright/test";

/** What is no test of every day: pictures to look at, and an audit by another tool. */
const other = process.env.CMK_SCREENSHOTS ? "screenshots.ts" : process.env.CMK_LIGHTHOUSE && "lighthouse.ts";

export default defineConfig({
  testDir: ".",
  testMatch: other || "**/*.spec.ts",
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
