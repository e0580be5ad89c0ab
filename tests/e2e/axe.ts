// The accessibility audit, with every rule that axe runs by itself.
import axe from "axe-core";
import { expect, type Page } from "@playwright/test";

declare const window: { axe: typeof axe };

/** How a page can be drawn: the colours of the console, or those that a person has forced upon it. */
const LOOKS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
] as const;

/** Fails when axe finds anything on the page: light, dark, and in both kinds of high contrast. */
export async function expectNoAxe(page: Page) {
  for (const look of LOOKS) {
    // Without motion no colour is caught half way.
    await page.emulateMedia({ ...look, reducedMotion: "reduce" });
    // Evaluated by the debugger, and no script of the page: the policy has nothing to refuse.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map((it) => it.html),
    }));
    expect(found, `axe on ${page.url()}, ${look.colorScheme}, forced colours ${look.forcedColors}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}
