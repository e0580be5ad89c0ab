// A simulated Azure behind the public cloud's own names, started for one test and steered by it.
import { spawn, type ChildProcess } from "node:child_process";
import { request as ask } from "node:https";
import { createInterface, type Interface } from "node:readline";

/** The client ID in the configuration of the sites that sign in. */
const CLIENT = "5c0e9a41-0000-4000-8000-000000000001";

/** What it begins with. */
export type Scenario = "everyday" | "nothing-set-up";

/** What a request log says of one request. */
export interface Logged {
  person: string;
  /** The directory of the token. */
  tenant: string;
  method: string;
  path: string;
  status: number;
  code?: string;
  changed: boolean;
}

/** What it says of itself when it is ready. */
interface Ready {
  arm: string;
  people: { id: string; objectId: string }[];
  clients: { id: string; tenantId: string; clientId: string; clientSecret: string }[];
  subscriptions: { id: string; tenantId: string; name: string }[];
  tenants: { id: string; name: string }[];
}

/** One that runs until the test has ended. */
export class Azure {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly output: Interface,
    private readonly ready: Ready,
  ) {}

  /** `https://localhost:PORT`. */
  get arm(): string {
    return this.ready.arm;
  }

  /** The tenant ID of a directory. */
  tenant(name: string): string {
    return this.ready.tenants.find((it) => it.name === name)!.id;
  }

  /** The object ID of somebody. */
  object(person: string): string {
    return this.ready.people.find((it) => it.id === person)!.objectId;
  }

  /** The first subscription of a directory. */
  subscription(name: string): string {
    return this.ready.subscriptions.find((it) => it.tenantId === this.tenant(name))!.id;
  }

  /** Puts something there with another tool than the console, as the application of a directory. */
  async put(path: string, body: object, of = "Fabrikam"): Promise<void> {
    const headers = { Authorization: `Bearer ${await this.token(of)}`, "Content-Type": "application/json" };
    await this.post(path, "PUT", JSON.stringify(body), headers);
  }

  /** A token for Resource Manager under one of its names, of the application of a directory. */
  async token(of = "Fabrikam", arm = this.arm): Promise<string> {
    const client = this.ready.clients.find((it) => it.tenantId === this.tenant(of))!;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: client.clientId,
      client_secret: client.clientSecret,
      scope: `${arm}/.default`,
    });
    // Entra knows Resource Manager by the name that goes with its own.
    const host = arm === this.arm ? new URL(arm).host : "login.microsoftonline.com";
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Host: host };
    const answer = await this.post(`/${client.tenantId}/oauth2/v2.0/token`, "POST", form.toString(), headers);
    return (answer as { access_token: string }).access_token;
  }

  /** One request to its own name, whose certificate nobody knows. */
  private post(path: string, method: string, body: string, headers: Record<string, string>): Promise<unknown> {
    return new Promise((done, failed) => {
      const sent = ask(`${this.arm}${path}`, { method, headers, rejectUnauthorized: false }, (answer) => {
        let text = "";
        answer.on("data", (part: Buffer) => (text += part.toString()));
        answer.on("end", () => {
          if ((answer.statusCode ?? 500) < 300) done(text ? JSON.parse(text) : {});
          else failed(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
        });
      });
      sent.on("error", failed);
      sent.end(body);
    });
  }

  /** Starts one that lets people come back to this address, with these faults at every turn. */
  static async start(redirectUri: string, scenario: Scenario, faults: readonly string[]): Promise<Azure> {
    const spa = ["--spa-client", CLIENT, "--redirect-uri", redirectUri];
    const wrong = faults.flatMap((it) => ["--fault", it]);
    const child = spawn(
      process.env.CMK_XTASK ?? "xtask",
      ["sandbox", "--listen", "127.0.0.1:0", "--cloud", "public", "--scenario", scenario, ...spa, ...wrong],
      { stdio: ["pipe", "pipe", "ignore"] },
    );
    const output = createInterface({ input: child.stdout });
    const lines = output[Symbol.asyncIterator]();
    const ready = await lines.next();
    if (ready.done) throw new Error("The simulated Azure did not start.");
    return new Azure(child, lines, output, JSON.parse(ready.value) as Ready);
  }

  /** Uses a control of the sandbox. */
  async control(control: object): Promise<void> {
    const said = (await this.ask(JSON.stringify(control))) as { done: boolean; why?: string };
    if (!said.done) throw new Error(`${JSON.stringify(control)}: ${said.why}`);
  }

  /** Everything that was asked of it. */
  async log(): Promise<Logged[]> {
    return (await this.ask("log")) as Logged[];
  }

  stop() {
    this.output.close();
    this.process.kill();
  }

  private async ask(line: string): Promise<unknown> {
    this.process.stdin?.write(`${line}\n`);
    const answer = await this.lines.next();
    if (answer.done) throw new Error("The simulated Azure has gone.");
    return JSON.parse(answer.value);
  }
}
