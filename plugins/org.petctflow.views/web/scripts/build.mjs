// Builds each page into one self-contained file: ../js/dist/charts.html, viewer.html and report.html. The same file is the page that
// KNIME shows and the template that the headless writer fills, so it may load nothing from anywhere.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const out = fileURLToPath(new URL("../../js/dist/", import.meta.url));
const SLOTS = ['<script type="application/json" id="view-data"></script>', "<!--VIEW-BLOBS-->"];

const notice = readFileSync(new URL("../../../../NOTICE", import.meta.url), "utf8");

/** Collects the packages whose code a page holds. */
const collect = (names) => ({
  name: "packages",
  generateBundle(_, bundle) {
    for (const module of Object.values(bundle).flatMap((o) => Object.entries(o.modules ?? {}))) {
      const name = /node_modules\/((@[^/]+\/)?[^/]+)/.exec(module[0])?.[1];
      if (name && module[1].renderedLength > 0) names.add(name);
    }
  },
});

/** Their licences as a comment: a page is handed on without the rest of the house. */
function licences(names) {
  const texts = [...names].sort().map((name) => {
    if (!notice.includes(`${name} `) && !notice.includes(`${name},`)) throw new Error(`NOTICE does not name ${name}, which a page holds`);
    const folder = new URL(`../node_modules/${name}/`, import.meta.url);
    const { version, license } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
    const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f));
    // a package without the text of its licence has it in licences/
    const text = license === "Apache-2.0" ? "https://www.apache.org/licenses/LICENSE-2.0"
      : readFileSync(file ? new URL(file, folder) : new URL(`../licences/${name.replace("/", "+")}.txt`, import.meta.url), "utf8").trim();
    return `${name} ${version}, ${license}\n${text}`;
  });
  return `<!--\nThis page is part of PETCT Flow, GPL-3.0 with additional permissions, and holds code of\n\n${texts.join("\n\n").replace(/--/g, "- -")}\n-->\n`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const page of ["charts", "viewer", "report"].filter((p) => existsSync(`${p}.html`))) {
  const packages = new Set();
  await build({
    configFile: false, logLevel: "warn", base: "./", publicDir: false,
    // NiiVue can read Zarr; these decoders of it would be half of the page, and the page reads nothing but NIfTI
    resolve: { alias: [{ find: /^numcodecs\/.*/, replacement: fileURLToPath(new URL("../src/viewer/no-codec.ts", import.meta.url)) }] },
    plugins: [collect(packages), viteSingleFile({ removeViteModuleLoader: true })],
    build: { target: "es2022", outDir: out, emptyOutDir: false, modulePreload: false, rollupOptions: { input: `${page}.html` } },
  });
  const html = readFileSync(`${out}${page}.html`, "utf8");
  for (const slot of SLOTS) {
    if (html.split(slot).length !== 2) throw new Error(`${page}.html must hold exactly once: ${slot}`);
  }
  if (/(src|href)="(?!data:|#)[^"]*"/.test(html.slice(0, html.indexOf("<script")))) throw new Error(`${page}.html loads something from elsewhere`);
  writeFileSync(`${out}${page}.html`, html.trimEnd() + "\n" + licences(packages));
  console.log(`${page}.html ${Buffer.byteLength(html)} bytes`);
}
