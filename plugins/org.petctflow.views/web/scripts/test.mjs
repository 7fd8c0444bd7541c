// Runs the tests of the pages and leaves their numbers where the build counts its tests.
import { fileURLToPath } from "node:url";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const tests = readdirSync("test").filter((f) => f.endsWith(".test.mjs")).map((f) => `test/${f}`);
const run = spawnSync(process.execPath, ["--test", "--test-reporter=tap", ...tests], { encoding: "utf8", maxBuffer: 1 << 26 });
console.log(run.stdout, run.stderr);
const count = (what) => Number(new RegExp(`^. ${what} (\\d+)$`, "m").exec(run.stdout)?.[1] ?? NaN);
const [all, failed, skipped] = ["tests", "fail", "skipped"].map(count);
if ([all, failed, skipped].some(Number.isNaN) || all === 0) {
  console.error("The tests of the views did not run");
  process.exit(1);
}
mkdirSync("../target/surefire-reports", { recursive: true });
writeFileSync("../target/surefire-reports/TEST-views.xml", `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="views" tests="${all}" failures="${failed}" errors="0" skipped="${skipped}"/>\n`);
process.exit(run.status);
