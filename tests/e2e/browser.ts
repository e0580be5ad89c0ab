// Starts a browser as a person has it: Playwright's own switches would let pass what fails for them.
import { chromium, type BrowserContext } from "@playwright/test";

/** Switches of Playwright that turn off a protection or a habit of real browsers. */
const UNREAL = [
  "--disable-popup-blocking",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--disable-back-forward-cache",
];

/** Playwright's list of disabled features, without the partitioning of storage. The last list counts. */
const DISABLED_FEATURES = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** The names under which the public cloud is reached; everything else is found nowhere. */
const CLOUD = ["login.microsoftonline.com", "management.azure.com", "graph.microsoft.com", "*.vault.azure.net"];

/** Switches that lead a cloud's names to the Azure of a test, whose certificate nobody knows. */
function leadingTo(azure: string) {
  const host = new URL(azure).host.replace("localhost", "127.0.0.1");
  const rules = CLOUD.map((it) => `MAP ${it}:443 ${host}`);
  const others = ["MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1"];
  return [`--host-resolver-rules=${[...rules, ...others].join(", ")}`, "--ignore-certificate-errors"];
}

/** A browser of its own, with a profile on disk: nothing is shared, and nothing is off the record.
 *  With an Azure, the names of the public cloud lead there. */
export function launch(profile: string, baseURL: string, azure?: string): Promise<BrowserContext> {
  const root = process.getuid?.() === 0;
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CMK_CHROMIUM,
    baseURL,
    viewport: { width: 1440, height: 900 },
    ignoreDefaultArgs: UNREAL,
    args: [
      `--disable-features=${DISABLED_FEATURES.join(",")}`,
      // Chromium refuses its own sandbox to root.
      ...(root ? ["--no-sandbox"] : []),
      ...(azure ? leadingTo(azure) : []),
    ],
  });
}
