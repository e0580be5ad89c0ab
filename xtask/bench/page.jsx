// The conventional page: lists storage accounts by the published SDKs, and holds one form.
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { LogicManagementClient } from "@azure/arm-logic";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { OperationalInsightsManagementClient } from "@azure/arm-operationalinsights";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { StorageManagementClient } from "@azure/arm-storage";
import {
  Button, Field, FluentProvider, Input, Select, Table, TableBody, TableCell, TableHeader, TableHeaderCell,
  TableRow, webLightTheme,
} from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const credential = {
  getToken: async () => ({ token: sessionStorage.getItem("token"), expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** A client without a header that nobody has seen Azure accept from a browser. */
const plain = (client) => {
  client.pipeline.removePolicy({ name: "userAgentPolicy" });
  return client;
};

/** Every client that a page of this kind needs, for one subscription. */
const clients = (subscription) => ({
  authorization: plain(new AuthorizationManagementClient(credential, subscription)),
  cognitive: plain(new CognitiveServicesManagementClient(credential, subscription)),
  vaults: plain(new KeyVaultManagementClient(credential, subscription)),
  logic: plain(new LogicManagementClient(credential, subscription)),
  identities: plain(new ManagedServiceIdentityClient(credential, subscription)),
  insights: plain(new OperationalInsightsManagementClient(credential, subscription)),
  storage: plain(new StorageManagementClient(credential, subscription)),
});

function Page() {
  const [rows, setRows] = useState([]);
  useEffect(() => {
    (async () => {
      const found = [];
      for await (const subscription of plain(new SubscriptionClient(credential)).subscriptions.list()) {
        const all = clients(subscription.subscriptionId);
        for await (const account of all.storage.storageAccounts.list()) found.push(account);
        setRows([...found]);
      }
    })();
  }, []);
  return (
    <FluentProvider theme={webLightTheme}>
      <h1>Storage accounts</h1>
      <Table aria-label="Storage accounts">
        <TableHeader>
          <TableRow>{["Name", "Region", "Key"].map((it) => <TableHeaderCell key={it}>{it}</TableHeaderCell>)}</TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((it) => (
            <TableRow key={it.id}>
              <TableCell><div elementtiming="row"><a href={it.id}>{it.name}</a></div></TableCell>
              <TableCell>{it.location}</TableCell>
              <TableCell>{it.encryption?.keyVaultProperties?.keyName ?? "Microsoft's"}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <KeyForm names={rows.map((it) => it.name)} />
    </FluentProvider>
  );
}

function KeyForm({ names }) {
  const [account, setAccount] = useState("");
  const [key, setKey] = useState("");
  return (
    <form>
      <Field label="Account">
        <Select value={account} onChange={(_, it) => setAccount(it.value)}>
          {names.map((it) => <option key={it}>{it}</option>)}
        </Select>
      </Field>
      <Field label="Key"><Input value={key} onChange={(_, it) => setKey(it.value)} /></Field>
      <Button appearance="primary">Use this key</Button>
    </form>
  );
}

/** Builds and serialises request bodies; gives their length. */
globalThis.bodies = (count) => {
  let length = 0;
  for (let i = 0; i < count; i += 1) length += JSON.stringify(body(i)).length;
  return length;
};

const body = (i) => {
  const identity = `/subscriptions/f1ce8c24-1e3f-5e19-a6ef-bb2b23f2ba9c/resourceGroups/rg-${i}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-${i}`;
  return {
    location: "westeurope",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    identity: { type: "UserAssigned", userAssignedIdentities: { [identity]: {} } },
    properties: {
      minimumTlsVersion: "TLS1_2",
      supportsHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyvaultproperties: { keyvaulturi: `https://kv-${i}.vault.azure.net`, keyname: `key-${i}`, keyversion: "" },
        identity: { userAssignedIdentity: identity },
        services: Object.fromEntries(["blob", "file", "queue", "table"].map((it) => [it, { enabled: true, keyType: "Account" }])),
      },
    },
  };
};

createRoot(document.getElementById("root")).render(<Page />);
