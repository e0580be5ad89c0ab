// What there is to look at: every page of the route table, and states that its examples do not show.
import { orders } from "./console";
import { ENVIRONMENT } from "./environments";
import { requestLink } from "./links";
import { pages, type Row } from "./sites";

/** A phone, a desk, and a wall; in pixels. */
export const widths = [360, 1440, 2560];

/** A page as somebody sees it. */
export interface Scene extends Row {
  person: string;
}

/** Every row of the route table, as the person with the most rights sees it. */
export const rows: Scene[] = pages.map((it) => ({ ...it, person: "Mara" }));

const group = orders.replace(/\/providers.*/, "");
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders-cmk`;
const keys = group.replace("rg-orders-weu", "rg-keys-weu");
const logs = `${group.replace("rg-orders-weu", "rg-logs-weu")}/providers/Microsoft.OperationalInsights`;
const docs = `${group.replace("rg-orders-weu", "rg-docs-weu")}/providers/Microsoft.Storage/storageAccounts`;
const ai = `${group.replace("rg-orders-weu", "rg-ai-weu")}/providers/Microsoft.CognitiveServices/accounts`;
const aiIdentity = ai.replace("Microsoft.CognitiveServices/accounts", "Microsoft.ManagedIdentity/userAssignedIdentities/id-ai-cmk");

/** The answered sheet of *Use my key*. */
export const wish = (vault: string, key: string) =>
  `/act/use-my-key${orders}?key=https://${vault}.vault.azure.net/keys/${key}&identity=${identity}`;

/** What the route table's examples do not show: answered sheets, and states other than the healthy one. */
export const scenes: Scene[] = [
  { name: "plan", path: wish("kv-fabrikam-prod", "orders-cmk") },
  { name: "plan-blocked", path: wish("kv-fabrikam-dev", "dev-cmk") },
  { name: "resource-cut-off", path: `/resource${orders.replace("fabrikamorders", "fabrikampayroll")}` },
  { name: "resource-pinned", path: `/resource${docs}/fabrikamdocs` },
  { name: "vault", path: `/resource${keys}/providers/Microsoft.KeyVault/vaults/kv-fabrikam-dev` },
  { name: "cluster", path: `/resource${logs}/clusters/law-hub-weu` },
  { name: "workspace", path: `/resource${logs}/workspaces/log-security-weu` },
  { name: "cluster-plan", path: `/act/change-capacity${logs}/clusters/law-hub-weu` },
  { name: "revoke", path: `/act/revoke${docs}/fabrikaminvoices` },
  { name: "revoke-cluster", path: `/act/revoke${logs}/clusters/law-hub-weu?way=disable` },
  { name: "outage", path: `/resource${docs.replace("rg-docs-weu", "rg-claims-weu")}/fabrikamclaims` },
  { name: "foundry", path: `/resource${ai}/ai-hub-weu` },
  { name: "environment-create", path: ENVIRONMENT },
  { name: "foundry-door", path: `/act/use-my-key${ai}/ai-plain-weu?key=https://kv-fabrikam-prod.vault.azure.net/keys/foundry-cmk&identity=${aiIdentity}` },
  { name: "key-request-open", path: `/key-request#${requestLink()}`, person: "Aiko" },
  { name: "offer-plan", path: `/act/offer-customer-key${orders}?application-name=Fabrikam%20archive%20keys&identity=${identity}` },
  { name: "nothing-there", path: `/resource${orders}x` },
  { name: "reader", path: `/resource${orders}`, person: "Tom" },
  { name: "no-page", path: "/nowhere" },
].map((it) => ({ person: "Mara", isOpen: false, ...it }));
