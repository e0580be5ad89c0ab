// A simulated Azure behind the public cloud's own names, started for one test and steered by it.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

/** The client ID in the configuration of the sites that sign in. */
const CLIENT = "5c0e9a41-0000-4000-8000-000000000001";

/** What it begins with. */
export type Scenario = "everyday" | "nothing-set-up";

/** What a request log says of one request. */
export interface Logged {
  person: string;
  method: string;
  path: string;
  status: number;
  code?: string;
  changed: boolean;
}

/** One that runs until the test has ended. */
export class Azure {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly output: Interface,
    /** `https://localhost:PORT`. */
    readonly arm: string,
  ) {}

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
    return new Azure(child, lines, output, (JSON.parse(ready.value) as { arm: string }).arm);
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
