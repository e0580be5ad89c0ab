// A vault that the configuration lists, and that answers this browser, does by itself what others leave to a shell.
import { checks, enter, letVaultsAnswer, passMinutes, setSpeed, step, SUBSCRIPTION } from "./console";
import { expect, test } from "./fixtures";

const vault = `${SUBSCRIPTION}/resourceGroups/rg-keys-weu/providers/Microsoft.KeyVault/vaults/kv-fabrikam-prod`;
const ROTATE = `/act/rotate-key${vault}?key=docs-cmk`;

test.use({ site: "vaults" });

test("a silent vault is left to a shell, and one that answers disables a version", async ({ page }) => {
  await page.clock.install();
  await enter(page, "Priya", ROTATE);
  await expect(checks(page)).toContainText("kv-fabrikam-prod.vault.azure.net gave no answer that this browser may read.");
  await expect(step(page, /Make a new version of docs-cmk/)).toContainText("az keyvault key rotate");

  await letVaultsAnswer(page, /vaults answer browsers/);
  await page.reload();
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
