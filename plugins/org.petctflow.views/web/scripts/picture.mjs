// Takes a picture of a page: node scripts/picture.mjs <html file> <png file> [width] [height]. The pictures of the README are made by it.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [html, png, width = "1000", height = "620"] = process.argv.slice(2);
if (!html || !png) {
  console.error("node scripts/picture.mjs <html file> <png file> [width] [height]");
  process.exit(2);
}
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((f) => existsSync(f));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"] });
const page = await (await browser.newContext({ viewport: { width: Number(width), height: Number(height) }, offline: true })).newPage();
await page.goto(pathToFileURL(resolve(html)).href);
await page.waitForFunction(() => [window.__viewer, window.__report, window.__charts].some((p) => p && p.ready), undefined, { timeout: 60000 });
await page.waitForTimeout(3000); // the last textures
await page.screenshot({ path: png });
await browser.close();
