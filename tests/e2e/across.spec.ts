// A key across directories: two people with a browser each, signed in to two directories by MSAL, and
// the two links between them.
import { allow, begin, letter, makeKey, offer, take } from "./across";
import { choose, passMinutes, run, signIn, verdict } from "./console";
import { expect, test } from "./fixtures";

test.use({ site: "azure", scenario: "nothing-set-up" });

test("two people bring a key from one directory to another, and a second customer follows", async ({ azure, person }) => {
  test.setTimeout(240_000);
  await azure!.control({ control: "set-speed", speed: 3600 });
  const account = await begin(azure!);
  const [mara, aiko] = [(await person("mara")).page, (await person("aiko")).page];
  for (const page of [mara, aiko]) await page.clock.install();

  const request = await offer(mara, account);
  await aiko.goto(request);
  await signIn(aiko, "Aiko");
  // The link has survived signing in.
  await expect(aiko.getByRole("heading", { level: 1, name: "A provider asks for a key" })).toBeVisible();
  await expect(aiko.getByText("Your turn: the application is installed in the directory of the key.")).toBeVisible();
  await makeKey(aiko, azure!, "Contoso", "rg-c", "kv-aiko");
  await aiko.goto(request);
  const receipt = await allow(aiko, "kv-aiko");
  await take(mara, receipt, "fabrikamfirst");
  await mara.getByRole("link", { name: "Show the resource" }).click();
  await expect(verdict(mara, "Configuration")).toHaveAttribute("data-status", "ok");

  const words = async () => {
    const log = await azure!.log();
    const who = (tenant: string) => ["Fabrikam", "Contoso", "Northwind"].find((it) => azure!.tenant(it) === tenant);
    const what = (path: string, post: boolean) => path.split("/").at(post ? -1 : -2);
    const changes = log.filter((it) => it.changed && !it.path.includes("/oauth2/") && it.person.includes("@"));
    return changes.map((it) => `${who(it.tenant)} ${it.method} ${what(it.path, it.method === "POST")}`);
  };
  const first = [
    "Fabrikam POST applications",
    "Fabrikam POST federatedIdentityCredentials",
    "Contoso PUT vaults",
    "Contoso PUT keys",
    "Contoso POST servicePrincipals",
    "Contoso PUT roleAssignments",
    "Fabrikam PATCH storageAccounts",
    "Fabrikam PATCH storageAccounts",
  ];
  expect(await words()).toEqual(first);

  // The second customer: nothing of the provider is made again.
  const second = await begin(azure!, "fabrikamsecond");
  await mara.goto(`/act/offer-customer-key${second}`);
  await mara.getByRole("radio", { name: /^Use one of this directory/ }).check();
  await choose(mara, "Registered application", "Fabrikam storage keys");
  await choose(mara, "Identity", "id-customers");
  await run(mara);
  await passMinutes(mara, "Done, proved");
  const again = await letter(mara);
  const noor = (await person("noor")).page;
  await noor.clock.install();
  await noor.goto(again);
  await signIn(noor, "Noor");
  await expect(noor.getByRole("heading", { level: 1, name: "A provider asks for a key" })).toBeVisible();
  await makeKey(noor, azure!, "Northwind", "rg-n", "kv-noor");
  await noor.goto(again);
  await take(mara, await allow(noor, "kv-noor"), "fabrikamsecond");
  expect(await words()).toEqual([
    ...first,
    "Northwind PUT vaults",
    "Northwind PUT keys",
    "Northwind POST servicePrincipals",
    "Northwind PUT roleAssignments",
    "Fabrikam PATCH storageAccounts",
    "Fabrikam PATCH storageAccounts",
  ]);
  // No token was sent to a directory that is not its own: each was accepted, or never sent.
  const refused = (await azure!.log()).filter((it) => it.code === "InvalidAuthenticationTokenTenant");
  expect(refused).toEqual([]);

  await mara.goto("/across");
  for (const name of ["fabrikamfirst", "fabrikamsecond"]) {
    await expect(mara.getByRole("table", { name: /under keys of customers/ }).getByRole("link", { name })).toBeVisible();
  }
});
