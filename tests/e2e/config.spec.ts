// A configuration that cannot be used stops the console, with its reason, before anything is sent.
import { expectNoAxe } from "./axe";
import { enter, orders } from "./console";
import { expect, test } from "./fixtures";

const WRONG = [
  { site: "no-config", says: ["config.json", "could not be read", "404"] },
  { site: "malformed", says: ["config.json", "is not JSON", "line 2"] },
  {
    site: "unknown-cloud",
    says: ["$.cloud", "mooncake", '"public", "usgov", "china"', "$.vaultHosts[0]"],
  },
] as const;

for (const { site, says } of WRONG) {
  test.describe(() => {
    test.use({ site });

    test(`${site}: says what is wrong, and sends nothing`, async ({ page }) => {
      const asked: string[] = [];
      page.on("request", (it) => asked.push(new URL(it.url()).pathname));
      await page.goto("/?source=sandbox");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("The console is not configured");
      for (const words of says) await expect(page.getByRole("main")).toContainText(words);
      expect(asked.filter((it) => it.includes("sandbox_worker") || it.startsWith("/subscriptions"))).toEqual([]);
      expect(page.workers()).toEqual([]);
      await expectNoAxe(page);
    });
  });
}

test.describe("looking only", () => {
  test.use({ site: "readonly" });

  test("nothing can be run where the deployment allows no writing", async ({ page }) => {
    await enter(page, "Mara", `/act/use-my-key${orders}`);
    const button = page.getByRole("region", { name: "Run" }).getByRole("button", { name: /^Run/ });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("region", { name: "Run" })).toContainText(/look/i);
  });
});
