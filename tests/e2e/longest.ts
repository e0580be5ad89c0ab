// One thing of each kind, with a name as long as Azure allows and without a place to break it.
import { type Azure } from "./azure";

/** How many characters Azure allows; `src/keys/names` names its page of rules. */
export const LENGTHS = { group: 90, identity: 128, vault: 24, key: 127, account: 24, cluster: 63, workspace: 63, ai: 64 };

const named = (kind: keyof typeof LENGTHS) => kind[0].repeat(LENGTHS[kind]);

/** Makes them with another tool than the console. Gives the addresses of pages that show them. */
export async function makeLongest(azure: Azure): Promise<string[]> {
  const subscription = `/subscriptions/${azure.subscription("Fabrikam")}`;
  const group = `${subscription}/resourceGroups/${named("group")}`;
  const location = "westeurope";
  const put = async (at: string, version: string, body: object) => {
    await azure.put(`${at}?api-version=${version}`, body);
    return at;
  };
  await put(group, "2025-04-01", { location });
  const within = `${group}/providers`;
  const identity = await put(`${within}/Microsoft.ManagedIdentity/userAssignedIdentities/${named("identity")}`, "2024-11-30", { location });
  const vault = await put(`${within}/Microsoft.KeyVault/vaults/${named("vault")}`, "2026-02-01", {
    location,
    properties: {
      tenantId: azure.tenant("Fabrikam"),
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
    },
  });
  // An hour a second: a vault takes half a minute to be ready.
  await azure.control({ control: "set-speed", speed: 3600 });
  await new Promise((done) => setTimeout(done, 100));
  await put(`${vault}/keys/${named("key")}`, "2026-02-01", { properties: { kty: "RSA", keySize: 2048 } });
  const account = await put(`${within}/Microsoft.Storage/storageAccounts/${named("account")}`, "2025-08-01", {
    location,
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  });
  const logs = `${within}/Microsoft.OperationalInsights`;
  const cluster = await put(`${logs}/clusters/${named("cluster")}`, "2025-07-01", {
    location,
    identity: { type: "SystemAssigned" },
    sku: { name: "CapacityReservation", capacity: 200 },
    properties: { billingType: "Cluster" },
  });
  const workspace = await put(`${logs}/workspaces/${named("workspace")}`, "2025-07-01", {
    location,
    properties: { sku: { name: "PerGB2018" } },
  });
  const ai = await put(`${within}/Microsoft.CognitiveServices/accounts/${named("ai")}`, "2025-06-01", {
    location,
    kind: "AIServices",
    sku: { name: "S0" },
    identity: { type: "SystemAssigned" },
    properties: { customSubDomainName: named("ai") },
  });
  const answers = new URLSearchParams({ key: `https://${named("vault")}.vault.azure.net/keys/${named("key")}`, identity });
  return [
    "/",
    "/resources",
    "/resources/Microsoft.Storage/storageAccounts",
    "/keys",
    ...[account, vault, cluster, workspace, ai].map((it) => `/resource${it}`),
    ...[account, cluster, ai].map((it) => `/act/use-my-key${it}?${answers}`),
    `/create/Microsoft.Storage/storageAccounts/create-with-my-key?group=${named("group")}&${answers}`,
  ];
}
