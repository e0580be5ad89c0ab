// Starts the console: guards what may become code or markup, then loads the WebAssembly.
// It is a file of its own because the content security policy refuses every inline script.

// The chosen theme, before anything is painted; the console itself lets people choose it.
for (const name of ["theme", "contrast"]) {
  try {
    const chosen = localStorage.getItem(`cmk-console.${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  } catch {
    // A browser without storage shows the theme of the system.
  }
}

const boot = document.getElementById("boot");
const says = document.getElementById("boot-says");

/** The one script address the page ever hands to the browser: the sandbox's worker. */
const WORKER = new URL("sandbox_worker_loader.js", import.meta.url).href;

/** Imports MSAL when somebody signs in to Azure, and never before; WebAssembly cannot import by itself. */
globalThis.cmkConsoleLoadMsal = () => import("/vendor/msal-browser.min.js");

// Leptos builds the static parts of a page from markup, so the policy cannot refuse all of it. It parses
// the markup into a template, where nothing runs or loads, and refuses what could do more than show
// something. The wall behind it is a script-src without 'unsafe-inline'.
const ELEMENTS = new Set(
  "script style iframe frame frameset object embed link meta base template foreignobject animate animatemotion animatetransform set".split(" "),
);
const ATTRIBUTES = new Set(["style", "srcdoc", "formaction", "ping", "xlink:href"]);
const ADDRESSES = new Set(["href", "src", "action", "poster", "data"]);
const PROTOCOLS = new Set(["https:", "http:"]);

/** What makes one attribute unacceptable, or nothing. */
function refusedAttribute({ name, value }) {
  const lower = name.toLowerCase();
  if (lower.startsWith("on") || ATTRIBUTES.has(lower)) return name;
  if (!ADDRESSES.has(lower)) return undefined;
  return PROTOCOLS.has(new URL(value, document.baseURI).protocol) ? undefined : `${name}=${value}`;
}

/** The first thing in parsed markup that could run, load or restyle something. */
function refused(fragment) {
  for (const element of fragment.querySelectorAll("*")) {
    if (ELEMENTS.has(element.localName.toLowerCase())) return `<${element.localName}>`;
    for (const attribute of element.attributes) {
      const finding = refusedAttribute(attribute);
      if (finding) return finding;
    }
  }
  return undefined;
}

// Parsing asks the policy again; this says that the question is our own.
let parsing = false;

function parsed(markup) {
  const template = document.createElement("template");
  parsing = true;
  try {
    template.innerHTML = markup;
  } finally {
    parsing = false;
  }
  return template.content;
}

globalThis.trustedTypes?.createPolicy("default", {
  createHTML(markup) {
    if (parsing) return markup;
    const finding = refused(parsed(markup));
    if (finding) throw new TypeError(`Refused markup: ${finding}`);
    return markup;
  },
  createScriptURL(address) {
    const absolute = new URL(address, document.baseURI).href;
    if (absolute !== WORKER) throw new TypeError(`Refused script address: ${absolute}`);
    return absolute;
  },
});

/** What this browser lacks, in words; empty when it lacks nothing. */
function lacking() {
  const needs = [
    ["a secure address (https, or localhost)", globalThis.isSecureContext],
    ["WebAssembly", "WebAssembly" in globalThis],
    ["web cryptography", globalThis.crypto?.subtle],
    ["BroadcastChannel", "BroadcastChannel" in globalThis],
    ["IndexedDB", "indexedDB" in globalThis],
    ["web locks", navigator.locks],
  ];
  return needs.filter(([, present]) => !present).map(([name]) => name);
}

/** Whether the document on the server names other files than this one by now. */
async function isReplaced(file) {
  try {
    const answer = await fetch("/index.html", { cache: "no-store", credentials: "omit" });
    return answer.ok && !(await answer.text()).includes(file);
  } catch {
    return false;
  }
}

async function start() {
  const missing = lacking();
  if (missing.length > 0) {
    says.textContent = `The console cannot start here, because this browser or address lacks: ${missing.join(", ")}. Open it over https in a current browser.`;
    return;
  }
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  try {
    const { default: init } = await import(js);
    await init({ module_or_path: wasm });
    boot.remove();
  } catch (error) {
    says.textContent = (await isReplaced(js))
      ? "The console was updated while this page was loading. Reload the page."
      : "The console could not be loaded. Check the network and reload the page; the browser's console has the details.";
    throw error;
  }
}

await start();
