// Opens a page in Debian's Chromium, offline, and records whatever it should not do.
import { after } from "node:test";
import { chromium } from "playwright-core";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((f) => existsSync(f));
export const DIST = fileURLToPath(new URL("../../js/dist/", import.meta.url));
export const OUT = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
mkdirSync(OUT, { recursive: true });

const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync"];

/** What the headless writer of org.petctflow.study does: data and blobs into the two slots of a page. */
export function fill(page, data, blobs = {}) {
  const json = JSON.stringify(data).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
  const tags = Object.entries(blobs).map(([id, b]) => `<script type="text/plain" id="blob:${id}">${b}</script>`).join("\n");
  return readFileSync(`${DIST}${page}.html`, "utf8")
    .replace('<script type="application/json" id="view-data"></script>', () => `<script type="application/json" id="view-data">${json}</script>`)
    .replace("<!--VIEW-BLOBS-->", () => tags);
}

const browsers = new Map();
const opened = new Set();

/** For afterEach: a test that failed leaves its page open. */
export async function closeAll() {
  for (const context of opened) await context.close();
  opened.clear();
}

// one browser for all tests of a file: starting one costs more than a test
after(async () => {
  for (const browser of browsers.values()) await (await browser).close();
});

/** What is returned as browser is the page's own context: closing it leaves the browser to the next test. */
export async function open(name, html, { width = 1280, height = 800, dark = false, flags = FLAGS, setup } = {}) {
  const file = `${OUT}${name}.html`;
  writeFileSync(file, html);
  const kind = flags.join(" ");
  if (!browsers.has(kind)) browsers.set(kind, chromium.launch({ executablePath: CHROMIUM, headless: true, args: flags }));
  const context = await (await browsers.get(kind)).newContext({ viewport: { width, height }, offline: true, colorScheme: dark ? "dark" : "light", acceptDownloads: true });
  opened.add(context);
  const page = await context.newPage();
  const faults = [];
  // a test that reads pixels is what the warning of readbacks is about
  page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !m.text().includes("willReadFrequently")) faults.push(`${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => faults.push(`page error: ${e.message}`));
  page.on("request", (r) => { if (!/^(file|data|blob):/.test(r.url())) faults.push(`request: ${r.url()}`); });
  if (setup) await setup(page);
  await page.goto(pathToFileURL(file).href);
  return { browser: context, page, faults, shot: (suffix = "") => page.screenshot({ path: `${OUT}${name}${suffix}.png`, fullPage: false }) };
}
