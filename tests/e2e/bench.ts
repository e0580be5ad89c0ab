// Measures the console and, where there is one, the conventional page, in turns: `cargo xtask bench`.
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { type BrowserContext, type Page } from "@playwright/test";
import { type Azure } from "./azure";
import { launch } from "./browser";
import { signIn } from "./console";
import { test } from "./fixtures";
import { sites } from "./sites";

test.use({ site: "azure" });

const ROUNDS = 5;
const BODIES = 10_000;

type Measure = "firstRow" | "firstPaint" | "mainThread" | "heap" | "bodies";
type Sample = Record<Measure, number>;

declare global {
  var rowAt: number | undefined;
  var bodies: (count: number) => number;
}

test("cold loads", async ({ azure }, testInfo) => {
  test.setTimeout(600_000);
  const samples: Record<string, Sample[]> = { console: [] };
  const console = await visit(testInfo.outputPath("console"), sites.azure, azure!);
  const table = `${sites.azure}/resources/Microsoft.Storage/storageAccounts`;
  await console.goto(table);
  await signIn(console);
  await firstRow(console);
  const bodies = await serve(process.env.CMK_BENCH_BODIES!);
  let baseline: Page | undefined;
  let address = "";
  if (process.env.CMK_BENCH_BASELINE) {
    address = await serve(process.env.CMK_BENCH_BASELINE);
    baseline = await visit(testInfo.outputPath("baseline"), address, azure!);
    samples.baseline = [];
    const token = await azure!.token("Fabrikam", "https://management.azure.com");
    await baseline.goto(address);
    await baseline.evaluate((it) => sessionStorage.setItem("token", it), token);
    await baseline.reload();
    await firstRow(baseline);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.console.push({ ...(await load(console, table)), bodies: await ours(testInfo.outputPath(`bodies-${round}`), bodies) });
    if (baseline) samples.baseline.push({ ...(await load(baseline, address)), bodies: await build(baseline) });
  }
  const browser = console.context().browser()?.version() ?? (await console.evaluate(() => navigator.userAgent));
  const columns = Object.entries(samples).map(([name, rows]) => [name, transposed(rows)]);
  await writeFile(process.env.CMK_BENCH!, JSON.stringify({ browser, samples: Object.fromEntries(columns) }));
});

/** A browser that notes when the first row of data was painted. */
async function visit(profile: string, address: string, azure: Azure): Promise<Page> {
  const context: BrowserContext = await launch(profile, address, azure.arm);
  await context.addInitScript(() => {
    new PerformanceObserver((list) => {
      const [first] = list.getEntries() as (PerformanceEntry & { renderTime: number })[];
      globalThis.rowAt ??= first.renderTime || first.startTime;
    }).observe({ type: "element", buffered: true });
  });
  return context.pages()[0];
}

const firstRow = (page: Page) => page.waitForFunction(() => globalThis.rowAt);

/** Loads with nothing in the browser's cache. */
async function load(page: Page, address: string): Promise<Omit<Sample, "bodies">> {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.clearBrowserCache");
  await debug.send("Performance.enable");
  const before = await busy(debug);
  await page.goto(address);
  await firstRow(page);
  const at = await page.evaluate(() => globalThis.rowAt!);
  await page.waitForLoadState("networkidle");
  const after = await busy(debug);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  await debug.send("HeapProfiler.collectGarbage");
  const heap = (await debug.send("Runtime.getHeapUsage")) as unknown as Record<string, number>;
  const bytes = heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
  await debug.detach();
  // A navigation into another process begins to count anew.
  const mainThread = 1000 * (after >= before ? after - before : after);
  return { firstRow: at, firstPaint: paint, mainThread, heap: bytes / 1024 };
}

/** Seconds that the main thread has worked. */
async function busy(debug: { send(method: "Performance.getMetrics"): Promise<{ metrics: { name: string; value: number }[] }> }) {
  const { metrics } = await debug.send("Performance.getMetrics");
  return metrics.find((it) => it.name === "TaskDuration")!.value;
}

/** How long a page that has been loaded just now builds request bodies. */
const build = (page: Page) =>
  page.evaluate((count) => {
    const begun = performance.now();
    globalThis.bodies(count);
    return performance.now() - begun;
  }, BODIES);

/** The same, of the console's core. */
async function ours(profile: string, address: string): Promise<number> {
  const context = await launch(profile, address);
  const page = context.pages()[0];
  await page.goto(address);
  await page.waitForFunction(() => globalThis.bodies);
  const took = await build(page);
  await context.close();
  return took;
}

const transposed = (rows: Sample[]) =>
  Object.fromEntries(Object.keys(rows[0] ?? {}).map((it) => [it, rows.map((row) => row[it as Measure])]));

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** What serves the core's own bodies, which have no page of their own. */
const PAGE = `<!doctype html><script type="module">
import init, { bodies } from "/bodies.js";
await init();
globalThis.bodies = bodies;
</script>`;

/** Serves a folder, compressed as the console's own server does. Ends with the process. */
async function serve(folder: string): Promise<string> {
  const server: Server = createServer(async (request, answer) => {
    const name = request.url === "/" ? "index.html" : request.url!.slice(1);
    const content = await readFile(join(folder, name)).catch(() => (name === "index.html" ? Buffer.from(PAGE) : undefined));
    if (!content) return answer.writeHead(404).end();
    answer.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "text/plain", "Content-Encoding": "br" });
    answer.end(compressed(name + folder, content));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const known = new Map<string, Buffer>();

function compressed(name: string, content: Buffer): Buffer {
  const it = known.get(name) ?? brotliCompressSync(content);
  known.set(name, it);
  return it;
}
