// What every browser test starts from: people with a browser each, and a watch over all their pages.
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { Azure, type Scenario } from "./azure";
import { launch } from "./browser";
import { sites, type Site } from "./sites";

/** Somebody with a browser of their own. */
export interface Person {
  /** The first tab. */
  page: Page;
  /** Another tab of the same browser: same storage, same sandbox. */
  newTab(): Promise<Page>;
}

interface Fixtures {
  /** Which deployment is visited. */
  site: Site;
  /** What an Azure to sign in to begins with. */
  scenario: Scenario;
  /** What goes wrong in Azure at every turn, by name. */
  azureFaults: string[];
  /** The Azure behind a site that signs in to one, begun anew for each test; nothing elsewhere. */
  azure: Azure | undefined;
  /** Opens a browser for somebody; once for each name. */
  person: (name: string) => Promise<Person>;
  /** The one person of a test that needs no more. */
  page: Page;
  /** What the watch has found; a test fails unless this is empty at its end. */
  findings: string[];
}

export const test = base.extend<Fixtures>({
  site: ["console", { option: true }],

  scenario: ["everyday", { option: true }],

  azureFaults: [[], { option: true }],

  azure: async ({ site, scenario, azureFaults }, use) => {
    if (!site.startsWith("azure")) return use(undefined);
    const azure = await Azure.start(`${sites[site]}/auth/redirect.html`, scenario, azureFaults);
    await use(azure);
    azure.stop();
  },

  findings: async ({}, use) => {
    const findings: string[] = [];
    await use(findings);
    expect(findings, "violations of the content security policy, and errors of pages").toEqual([]);
  },

  person: async ({ azure, findings, site }, use, testInfo) => {
    const people = new Map<string, Promise<BrowserContext>>();
    const open = async (name: string) => {
      const context = await launch(testInfo.outputPath(`browser-of-${name}`), sites[site], azure?.arm);
      await watch(context, (finding) => findings.push(`${name}: ${finding}`));
      return context;
    };
    await use(async (name) => {
      const known = people.get(name) ?? open(name);
      people.set(name, known);
      const context = await known;
      return { page: context.pages()[0], newTab: () => context.newPage() };
    });
    for (const context of await Promise.all(people.values())) {
      await settle(context);
      await context.close();
    }
  },

  page: async ({ person }, use) => {
    await use((await person("somebody")).page);
  },
});

export { expect };

/** Reports violations, uncaught errors and failed WebAssembly of every tab and every worker. */
async function watch(context: BrowserContext, report: (finding: string) => void) {
  await context.exposeBinding("__violation", (_source, text: string) => report(text));
  // Installed before the first script of every document.
  await context.addInitScript(() => {
    const tell = (globalThis as unknown as { __violation(text: string): void }).__violation;
    addEventListener("securitypolicyviolation", (it) => {
      tell(`${it.violatedDirective} refused ${it.blockedURI} (${it.sourceFile}:${it.lineNumber}) ${it.sample}`);
    });
  });
  context.on("weberror", (it) => report(`uncaught ${it.error().stack ?? it.error().message}`));
  // A worker has no document to listen on, but the console names its violations and panics too.
  context.on("console", (it) => {
    if (/Content Security Policy|Trusted ?Type|panicked at/.test(it.text())) report(it.text());
  });
}

/** One round trip to every tab, so that nothing it has said is still on its way. */
async function settle(context: BrowserContext) {
  for (const page of context.pages()) {
    await page.evaluate(() => new Promise((done) => setTimeout(done))).catch(() => undefined);
  }
}
