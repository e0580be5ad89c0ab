// The accessibility audit, with every rule that axe runs by itself.
import axe from "axe-core";
import { expect, type Page } from "@playwright/test";

declare const window: { axe: typeof axe };

/** Fails when axe finds anything on the page, in light or in dark. */
export async function expectNoAxe(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion no colour is caught half way.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Evaluated by the debugger, and no script of the page: the policy has nothing to refuse.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    const found = violations.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map((it) => it.html),
    }));
    expect(found, `axe on ${page.url()}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
