// Links from another directory: what they show, and why one is not taken.
import { letter } from "./across";
import { choose, enter, orders, run, setSpeed, verdict } from "./console";
import { expect, test } from "./fixtures";
import { daysAgo, receiptLink, requestLink } from "./links";

const good = requestLink();

for (const [name, path, why] of [
  ["nothing", "/key-request", "This is no link between a provider and a customer."],
  ["a part of it", `/key-request#${good.slice(0, -30)}`, "The end of this link is missing."],
  ["something changed", `/key-request#${good.replace("Fabrikam", "Contoso1")}`, "This link was changed or damaged on its way."],
  ["one that is old", `/key-request#${requestLink({ made: daysAgo(31) })}`, "This link was good until"],
  ["one of a later version", `/key-request#${good.replace("v=1", "v=2")}`, "This link has the format 2"],
  ["a receipt", `/key-request#${receiptLink()}`, "This link is for the other side."],
  ["a request", `/key-receipt#${good}`, "This link is for the other side."],
  ["the receipt of another directory", `/key-receipt#${receiptLink()}`, "This receipt is for the directory"],
] as const) {
  test(`${name} is not taken, and says why`, async ({ page }) => {
    await enter(page, "Aiko", path);
    const banner = page.getByRole("main").locator(".banner").filter({ hasText: why });
    await expect(banner).toBeVisible();
    await expect(banner.getByRole("link", { name: "Keys across directories" })).toBeVisible();
  });
}

test("a request says who asks for what, whose turn it is, and fills the sheet it leads to", async ({ page }) => {
  await enter(page, "Aiko", `/key-request#${good}`);
  await expect(page.getByText("Check who is asking")).toBeVisible();
  await expect(page.getByText("Your turn: the application is installed in the directory of the key.")).toBeVisible();
  await page.getByRole("link", { name: "Choose the key and grant it" }).click();
  await expect(page.getByRole("textbox", { name: "Request" })).toHaveValue(good);
  // What is pasted instead and does not fit is refused at its field, and nothing else is forgotten.
  await page.getByRole("textbox", { name: "Key", exact: true }).fill("https://kv-contoso-prod.vault.azure.net/keys/contoso-cmk");
  await page.getByRole("textbox", { name: "Request" }).fill(good.slice(0, -5));
  await page.getByRole("textbox", { name: "Request" }).blur();
  await expect(page.getByText("The end of this link is missing.").first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Key", exact: true })).toHaveValue(/contoso-cmk$/);
});

test("two people in two tabs of one browser bring a key from one directory to another", async ({ person }) => {
  test.setTimeout(180_000);
  const browser = await person("both");
  const [mara, aiko] = [browser.page, await browser.newTab()];
  await enter(mara, "Mara", `/act/offer-customer-key${orders}`);
  await setSpeed(mara, 3600);
  await mara.getByRole("textbox", { name: /^Name of the application/ }).fill("Fabrikam archive keys");
  await choose(mara, "Identity", "id-orders-cmk");
  await run(mara);
  const request = await letter(mara);

  await enter(aiko, "Aiko", request);
  await expect(aiko.getByText("Your turn: the application is installed in the directory of the key.")).toBeVisible();
  await aiko.getByRole("link", { name: "Choose the key and grant it" }).click();
  await aiko.getByRole("radio", { name: /^Let this console install it/ }).check();
  await aiko.getByRole("textbox", { name: "Key", exact: true }).fill("https://kv-contoso-prod.vault.azure.net/keys/contoso-cmk");
  await run(aiko);
  const receipt = await letter(aiko);

  await mara.goto(receipt);
  await expect(mara.getByText("Your turn: the key is set, and read back.")).toBeVisible();
  await mara.getByRole("link", { name: "Use this key on fabrikamorders" }).click();
  await choose(mara, "Identity", "id-orders-cmk");
  await run(mara);
  await expect(mara.getByRole("region", { name: "Run" })).toContainText("Done, proved", { timeout: 60_000 });
  await mara.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(mara, "Configuration")).toHaveAttribute("data-status", "ok");
});
