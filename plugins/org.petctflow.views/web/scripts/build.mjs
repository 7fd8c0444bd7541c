// Builds each page into one self-contained file: ../js/dist/charts.html, viewer.html and report.html. The same file is the page that
// KNIME shows and the template that the headless writer fills, so it may load nothing from anywhere.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const out = fileURLToPath(new URL("../../js/dist/", import.meta.url));
const SLOTS = ['<script type="application/json" id="view-data"></script>', "<!--VIEW-BLOBS-->"];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const page of ["charts", "viewer", "report"].filter((p) => existsSync(`${p}.html`))) {
  await build({
    configFile: false, logLevel: "warn", base: "./", publicDir: false,
    resolve: { alias: { "niivue-shaders": fileURLToPath(new URL("../node_modules/@niivue/niivue/src/shader-srcs.ts", import.meta.url)) } },
    plugins: [viteSingleFile({ removeViteModuleLoader: true })],
    build: { target: "es2022", outDir: out, emptyOutDir: false, modulePreload: false, rollupOptions: { input: `${page}.html` } },
  });
  const html = readFileSync(`${out}${page}.html`, "utf8");
  for (const slot of SLOTS) {
    if (html.split(slot).length !== 2) throw new Error(`${page}.html must hold exactly once: ${slot}`);
  }
  if (/(src|href)="(?!data:|#)[^"]*"/.test(html.slice(0, html.indexOf("<script")))) throw new Error(`${page}.html loads something from elsewhere`);
  console.log(`${page}.html ${Buffer.byteLength(html)} bytes`);
}
