// What reaches out of a page sideways, and the longest names that could make it.
import { type Page } from "@playwright/test";
import { LENGTHS } from "./longest";

/** What cannot be seen without scrolling the page sideways, or not at all because something cuts it off.
 *  Below a table or code that scrolls by itself nothing counts, where the keyboard can reach it too. */
export const reaching = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const found = new Set<string>();
    if (root.scrollWidth > root.clientWidth) {
      found.add(`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} pixels`);
    }
    const named = (it: Element) => `${it.tagName.toLowerCase()}.${it.getAttribute("class") ?? ""}`;
    /** What no element around it cuts off. */
    const isOnTop = (it: Element) => it.matches(":modal, :popover-open");
    /** Between which edges of the window something in here can be seen, or why it cannot be at all. */
    const seen = (start: Element): { left: number; right: number } | string => {
      let [left, right] = [0, root.clientWidth];
      for (let it: Element | null = start; it && it !== document.body; it = isOnTop(it) ? null : it.parentElement) {
        const style = getComputedStyle(it);
        if (style.overflowX === "visible") continue;
        // Cut with a sign that it is, or meant for ears alone.
        if (style.textOverflow === "ellipsis" || style.clipPath !== "none") return { left: -Infinity, right: Infinity };
        if (style.overflowX === "auto" || style.overflowX === "scroll") {
          if (it.scrollWidth <= it.clientWidth) continue;
          const isMeant = it.matches("pre, textarea") || it.querySelector(":scope > table") !== null;
          if (isMeant && (it as HTMLElement).tabIndex >= 0) return { left: -Infinity, right: Infinity };
          return `${named(it)} scrolls sideways`;
        }
        const box = it.getBoundingClientRect();
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
      }
      return { left, right };
    };
    const check = (box: DOMRect, within: Element, what: string) => {
      if (box.width < 1 || box.height < 1) return;
      const edges = seen(within);
      if (typeof edges === "string") found.add(edges);
      else if (box.left < edges.left - 1 || box.right > edges.right + 1) {
        found.add(`${what} from ${Math.round(box.left)} to ${Math.round(box.right)}, seen from ${Math.round(edges.left)} to ${Math.round(edges.right)}`);
      }
    };
    for (const it of document.body.querySelectorAll("*")) {
      if (!it.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (it.matches("option, svg *")) continue;
      check(it.getBoundingClientRect(), (isOnTop(it) ? null : it.parentElement) ?? document.body, named(it));
      for (const text of it.childNodes) {
        if (text.nodeType !== Node.TEXT_NODE || !text.nodeValue?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const lines = [...range.getClientRects()];
        for (const line of lines) check(line, it, `“${text.nodeValue.trim().slice(0, 60)}” in ${named(it)}`);
        // A name may be broken anywhere; a word of the language that is broken had too little room.
        if (lines.length < 2 || it.closest("code, pre, .code")) continue;
        for (const word of text.nodeValue.matchAll(/(?<![^\s(])[A-Za-z’']{2,14}(?=[\s,.;:?!)]|$)/g)) {
          range.setStart(text, word.index);
          range.setEnd(text, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((it) => Math.round(it.top))).size > 1) {
            found.add(`“${word[0]}” is broken in ${named(it)}`);
          }
        }
      }
    }
    return [...found].slice(0, 20);
  });

/** What the sandbox calls things, and how long the name of such a thing can be. */
const LONGEST: [RegExp, number][] = [
  [/\brg-[a-z-]+/g, LENGTHS.group],
  [/\bid-[a-z-]+/g, LENGTHS.identity],
  [/\b[a-z-]+-cmk\b/g, LENGTHS.key],
  [/\bkv-[a-z-]+/g, LENGTHS.vault],
  [/\blaw-[a-z-]+/g, LENGTHS.cluster],
  [/\blog-[a-z-]+/g, LENGTHS.workspace],
  [/\bai-[a-z-]+/g, LENGTHS.ai],
  [/\bfabrikam[a-z]{3,}/g, LENGTHS.account],
  // What people call themselves, their directory and their subscription: longer than anybody does.
  [/\b(Mara Okafor|Tom Lindqvist|Aiko Sato)\b/g, 64],
  [/\bFabrikam( [A-Z][a-z]+)?\b/g, 64],
];

/** Makes every name on the page as long as Azure lets it be, without a place to break it. Gives the way back. */
export async function stretch(page: Page): Promise<() => Promise<void>> {
  const stretched = await page.evaluateHandle((longest) => {
    const words = longest.map(([source, length]) => [new RegExp(source, "g"), length] as const);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const changed: { text: Node; before: string; after: string }[] = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      // What opens later is looked at with its own names first.
      if (!text.parentElement?.checkVisibility()) continue;
      const before = text.nodeValue ?? "";
      const long = (name: string, length: number) => name.replace(/[^A-Za-z0-9]/g, "_").padEnd(length, "w").toUpperCase();
      const after = words.reduce((so, [word, length]) => so.replace(word, (it) => long(it, length)), before);
      if (after === before) continue;
      text.nodeValue = after;
      changed.push({ text, before, after });
    }
    return changed;
  }, LONGEST.map(([word, length]) => [word.source, length] as const));
  return () =>
    stretched.evaluate((all) => {
      // What the page has written meanwhile stays.
      for (const { text, before, after } of all) if (text.nodeValue === after) text.nodeValue = before;
    });
}
