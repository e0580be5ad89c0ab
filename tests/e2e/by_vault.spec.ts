// A vault that the configuration lists, and that answers this browser, does by itself what others leave to a shell.
import { checks, enter, letVaultsAnswer, passMinutes, run, setSpeed, signIn, step, SUBSCRIPTION } from "./console";
import { expect, test } from "./fixtures";

const vault = `${SUBSCRIPTION}/resourceGroups/rg-keys-weu/providers/Microsoft.KeyVault/vaults/kv-fabrikam-prod`;
const ROTATE = `/act/rotate-key${vault}?key=docs-cmk`;

test.describe("in the sandbox", () => {
  test.use({ site: "vaults" });

  test("a silent vault is left to a shell, and one that answers disables a version", async ({ page }) => {
    await page.clock.install();
    await enter(page, "Priya", ROTATE);
    await expect(checks(page)).toContainText("kv-fabrikam-prod.vault.azure.net gave no answer that this browser may read.");
    await expect(step(page, /Make a new version of docs-cmk/)).toContainText("az keyvault key rotate");

    await letVaultsAnswer(page, /vaults answer browsers/);
    await checks(page).getByRole("button", { name: "Read again" }).click();
    await expect(checks(page)).toContainText("kv-fabrikam-prod.vault.azure.net answers this browser.");
    const rotate = step(page, /Make a new version of docs-cmk/);
    await expect(rotate).not.toContainText("az keyvault");
    await expect(rotate).toContainText("https://kv-fabrikam-prod.vault.azure.net/keys/docs-cmk/rotate?api-version=7.6");

    await page.goto(`/act/switch-version${vault}?key=docs-cmk&to=disable`);
    await setSpeed(page, 60);
    await page.getByRole("combobox", { name: "Version" }).selectOption({ index: 1 });
    await page.getByRole("button", { name: /^Run \d+ steps$/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /^Type/ }).fill("kv-fabrikam-prod");
    await dialog.getByRole("button", { name: "Run it" }).click();
    await passMinutes(page, "proved");
    await expect(step(page, /Disable version/)).toContainText("PATCH");
  });
});

test.describe("signed in to Azure", () => {
  test.use({ site: "azure-vaults" });

  test("the browser asks the vault first, and lets through what it allows", async ({ azure, page }) => {
    await page.goto(ROTATE);
    await signIn(page, "Priya");
    await expect(checks(page)).toContainText("gave no answer that this browser may read.");
    await azure!.control({ control: "set-cors", cors: "with-vaults" });
    await page.reload();
    await expect(checks(page)).toContainText("kv-fabrikam-prod.vault.azure.net answers this browser.");
    await run(page);
    await expect(page.getByRole("main")).toContainText("proved", { timeout: 30_000 });
    const sent = (await azure!.log()).filter((it) => it.path === "/keys/docs-cmk/rotate");
    expect(sent).toMatchObject([{ method: "POST", status: 200, changed: true }]);
  });
});
