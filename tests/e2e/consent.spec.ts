// Somebody who may grant a key but install nothing: Azure refuses, says who can, and the plan goes on when
// that person has.
import { begin, makeKey, offer, PAGE } from "./across";
import { type Azure } from "./azure";
import { passMinutes, run, signIn, step } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure", scenario: "nothing-set-up" });

/** Owner, by its GUID. */
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

test("a directory that lets not everybody install is named with who can, and waited for", async ({ azure, person }) => {
  test.setTimeout(180_000);
  await azure!.control({ control: "set-speed", speed: 3600 });
  const account = await begin(azure!);
  const [mara, aiko, ben] = [(await person("mara")).page, (await person("aiko")).page, (await person("ben")).page];
  for (const page of [mara, aiko, ben]) await page.clock.install();
  const request = await offer(mara, account);
  await makeOwner(azure!, "ben");
  await ben.goto(request);
  await signIn(ben, "Ben");
  await expect(ben.getByRole("heading", { level: 1, name: "A provider asks for a key" })).toBeVisible();
  await makeKey(ben, azure!, "Contoso", "rg-c", "kv-ben");

  // By Graph, with a right that Ben does not have.
  await ben.goto(request);
  await ben.getByRole("link", { name: "Choose the key and grant it" }).click();
  const key = ben.getByRole("textbox", { name: "Key", exact: true });
  await key.fill("https://kv-ben.vault.azure.net/keys/data-cmk");
  await ben.getByRole("radio", { name: /^Let this console install it/ }).check();
  await expect(ben.getByText("Your directory may not let you install applications.")).toBeVisible();
  await run(ben);
  await passMinutes(ben, "Refused");
  await expect(ben.getByRole("main")).toContainText("Authorization_RequestDenied");
  await expect(ben.getByRole("main")).toContainText("Application Administrator");

  // The answers are kept, and one of them is another way.
  await ben.getByRole("button", { name: "Change the answers" }).click();
  await expect(key).toHaveValue("https://kv-ben.vault.azure.net/keys/data-cmk");
  await ben.getByRole("radio", { name: /^An administrator consents/ }).check();
  await run(ben);
  const consent = step(ben, /Install Fabrikam/);
  await expect(consent).toContainText("Application Administrator");
  const link = await consent.getByText(/^https:\/\/login\.microsoftonline\.com\//).innerText();

  // Ben himself is not let through, and nothing is installed by it.
  const other = (await person("ben")).newTab();
  await (await other).goto(link);
  await expect(await other).toHaveTitle("Need admin approval");
  await expect((await other).getByText(/AADSTS90094/)).toBeVisible();

  // Aiko declines, and agrees the second time.
  await aiko.route(`${PAGE}**`, (route) => route.fulfill({ body: "Installed" }));
  for (const [button, answer] of [["Cancel", "error=access_denied"], ["Accept on behalf of your organization", "admin_consent=True"]]) {
    await aiko.goto(link);
    if (button === "Cancel") await aiko.getByRole("button", { name: /^Aiko/ }).click();
    await aiko.getByRole("button", { name: button }).click();
    await expect(aiko).toHaveURL(new RegExp(`${answer}`));
  }
  await passMinutes(ben, "Done, proved");
});

async function makeOwner(azure: Azure, name: string) {
  const subscription = azure.subscription("Contoso");
  const role = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`;
  const id = "5c0e9a41-0000-4000-8000-0000000000bb";
  const properties = { roleDefinitionId: role, principalId: azure.object(name), principalType: "User" };
  const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/${id}`;
  await azure.put(`${path}?api-version=2022-04-01`, { properties }, "Contoso");
}
