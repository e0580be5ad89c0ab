// An Azure, or somebody in its place, that answers what it must not: nothing is believed, and no token goes astray.
import { orders, signIn } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure" });

const OURS = ["https://management.azure.com", "https://login.microsoftonline.com"];

test.describe("a list that goes on elsewhere", () => {
  test.use({ azureFaults: ["hostile-next-link"] });

  test("is not followed, and the page says that it is not whole", async ({ page }) => {
    const strangers: string[] = [];
    page.on("request", (it) => {
      const { origin, hostname } = new URL(it.url());
      if (hostname !== "localhost" && !OURS.includes(origin)) strangers.push(it.url());
    });
    await page.goto("/resources/Microsoft.Storage/storageAccounts");
    await signIn(page);
    await expect(page.getByRole("main")).toContainText(/could not be read/i);
    expect(strangers).toEqual([]);
  });
});

test.describe("an ID token for another application", () => {
  test.use({ azureFaults: ["foreign-id-token"] });

  test("signs nobody in, and leaves nothing", async ({ page }) => {
    await page.goto(`/resource${orders}`);
    await signIn(page);
    await expect(page.getByRole("main")).toContainText(/refused/i);
    await expect(page.getByRole("button", { name: "Sign in with Microsoft" })).toBeVisible();
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    expect(kept).not.toMatch(/eyJ/);
  });
});
