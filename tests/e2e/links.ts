// Links between two directories, as the console writes them: to be opened, and to be bent.
import { createHash } from "node:crypto";
import { orders } from "./console";

/** The namespace of version 5 UUIDs made of addresses. */
const NAMESPACE = Buffer.from("6ba7b8119dad11d180b400c04fd430c8", "hex");

const REQUEST = ["provider", "name", "app", "app-name", "page", "for", "made"] as const;
const RECEIPT = ["provider", "app", "for", "customer", "key", "object", "made"] as const;

export const provider = "5c0e9a41-0000-4000-8000-00000000000a";
const application = "5c0e9a41-0000-4000-8000-00000000000b";

/** The sandbox begins on this day. */
const today = Date.parse("2026-11-23T14:30:00Z") / 1000;

const request: Record<(typeof REQUEST)[number], string> = {
  provider,
  name: "Fabrikam",
  app: application,
  "app-name": "Fabrikam storage keys",
  page: "https://portal.fabrikam.example/installed",
  for: orders,
  made: `${today}`,
};

const receipt: Record<(typeof RECEIPT)[number], string> = {
  provider,
  app: application,
  for: orders,
  customer: "5c0e9a41-0000-4000-8000-00000000000c",
  key: "https://kv-contoso-prod.vault.azure.net/keys/contoso-cmk",
  object: "5c0e9a41-0000-4000-8000-00000000000d",
  made: `${today}`,
};

/** The fragment of a request, with other values than usual. */
export const requestLink = (other: Partial<typeof request> = {}) => written("request", REQUEST, { ...request, ...other });

/** The fragment of a receipt, with other values than usual. */
export const receiptLink = (other: Partial<typeof receipt> = {}) => written("receipt", RECEIPT, { ...receipt, ...other });

/** So many days before the sandbox begins. */
export const daysAgo = (days: number) => `${today - days * 86_400}`;

function written<N extends string>(kind: string, names: readonly N[], values: Record<N, string>): string {
  const parts = names.map((name) => `${name}=${escaped(values[name])}`);
  const text = ["v=1", `kind=${kind}`, ...parts].join("&");
  return `${text}&sum=${sum(text)}`;
}

function escaped(text: string): string {
  const rest = (it: string) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!~*'()]/g, rest).replaceAll("%2F", "/");
}

function sum(text: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString("hex");
}
