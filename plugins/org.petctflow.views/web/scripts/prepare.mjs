// What Maven calls: installs what the lock file names and builds the pages, each only when something changed.
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const files = (dir) => readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? files(`${dir}/${e.name}`) : [`${dir}/${e.name}`]));
const digest = (paths) => paths.sort().reduce((h, p) => h.update(p).update("\0").update(readFileSync(p)), createHash("sha256")).digest("hex");
const unchanged = (stamp, value) => existsSync(stamp) && readFileSync(stamp, "utf8") === value;

function npm(...args) {
  const { status, error } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (error || status !== 0) {
    console.error(error ? `npm cannot be started: ${error.message}. Install Node.js 18 or newer with npm.` : `npm ${args.join(" ")} ended with ${status}`);
    process.exit(1);
  }
}

const lock = digest(["package.json", "package-lock.json"]);
if (!unchanged("node_modules/.installed", lock)) {
  npm("ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
  writeFileSync("node_modules/.installed", lock);
}
const sources = digest(["package.json", "package-lock.json", "tsconfig.json", ...files("src"), ...files("licences"), "scripts/build.mjs", "../../../NOTICE", ...readdirSync(".").filter((f) => f.endsWith(".html"))]);
const stamp = "node_modules/.built";
if (!unchanged(stamp, sources) || ["charts", "viewer", "report"].some((p) => !existsSync(`../js/dist/${p}.html`) || statSync(`../js/dist/${p}.html`).size === 0)) {
  npm("run", "--silent", "typecheck");
  npm("run", "--silent", "build");
  writeFileSync(stamp, sources);
}
