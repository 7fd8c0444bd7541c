import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHROMIUM, fill, open } from "./browser.mjs";
import { charts } from "./sample.mjs";

const ready = (page) => page.waitForFunction(() => window.__report.ready || window.__report.error, undefined, { timeout: 30000 });
const skip = CHROMIUM ? false : "no Chromium on this machine (apt-get install chromium)";
const shot = (name) => fileURLToPath(new URL(`../../target/screenshots/${name}`, import.meta.url));
const EVIL = "</script><img src=x onerror=\"window.broken=1\"><b>bold</b>";
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

const items = ["ANSWERED", "PARTLY", "BY_AUTHORS", "OPEN"].map((status, i) => ({ number: `${i + 1}a`, part: "Data", text: `What ${EVIL} asks for`, status,
  sections: i < 2 ? ["performance"] : [], nodes: i < 1 ? ["SUV Normalizer"] : [], remark: i === 1 || i === 2 ? "say why" : null }));
const report = {
  schema: "petct.report/1", title: `A study ${EVIL}`, description: ["What it is about, doi:10.1136/bmj-2023-078378."],
  sections: [
    { id: "methods", title: "Methods", blocks: [{ type: "text", title: "Images", text: `PET was converted ${EVIL} (doi:10.1000/x).` }] },
    { id: "performance", title: "Performance", blocks: [
      { type: "table", number: 1, title: "Metrics", columns: ["Model", "AUC", "n", "p"], rows: [["Stacking", 0.712345678, 48, 0.00001234], [EVIL, null, 123456, 0.5]], total: 12, hiddenColumns: 3, folded: false },
      { type: "table", number: 3, title: "Wide", columns: Array.from({ length: 18 }, (_, i) => `Column ${i} with words`), rows: [Array.from({ length: 18 }, (_, i) => (i % 3 ? i + 0.123456 : "several words"))], total: 1, hiddenColumns: 0, folded: false },
      { type: "table", number: 2, title: "Definitions", columns: ["Feature"], rows: [["a"]], total: 645, hiddenColumns: 0, folded: true },
      ...charts.charts.map((chart, i) => ({ type: "figure", number: i + 1, title: chart.title, chart, caption: `What is seen ${EVIL}.` })),
      { type: "figure", number: 99, title: "A picture", image: PIXEL, caption: null },
    ] },
    { id: "clear", title: "CLEAR checklist", blocks: [{ type: "checklist", title: "CLEAR (doi:10.1186/s13244-023-01415-8)", items }] },
  ],
};

test("the report is whole: every figure is drawn, nothing is loaded, no text becomes markup", { skip }, async () => {
  for (const [suffix, options] of [["", {}], ["-small", { width: 800, height: 600 }], ["-dark", { dark: true }]]) {
    const { browser, page, faults } = await open(`report${suffix}`, fill("report", report), options);
    await ready(page);
    await page.screenshot({ path: shot(`report${suffix}.png`), fullPage: true });
    assert.equal(await page.evaluate(() => window.__report.error), undefined);
    const figures = charts.charts.length + 1;
    assert.equal(await page.evaluate(() => window.__report.figures), figures);
    assert.equal(await page.locator("figure svg").count(), figures - 1);
    const empty = await page.locator("figure svg").evaluateAll((all) => all.filter((s) => s.querySelectorAll("path, rect, line").length < 3).length);
    assert.equal(empty, 0);
    assert.equal(await page.locator("img").evaluate((i) => i.naturalWidth), 1);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.locator("b", { hasText: /^bold$/ }).count(), 0);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "nothing hangs over the page's edge");
    assert.deepEqual(faults, []);
    await browser.close();
  }
});

test("numbers, folds, notes, links and checklist items read as they should", { skip }, async () => {
  const { browser, page } = await open("report-words", fill("report", report));
  await ready(page);
  const cells = await page.locator("table").first().locator("tbody tr").evaluateAll((rows) => rows.map((r) => [...r.cells].map((c) => c.textContent)));
  assert.deepEqual(cells, [["Stacking", "0.7123", "48", "1.23e-5"], [EVIL, "", "123456", "0.5"]]);
  assert.equal(await page.locator(".sheet .note").first().textContent(), "The first 2 of 12 rows. The first 4 of 7 columns.");
  assert.equal(await page.locator("details#table-2").evaluate((d) => d.open), false);
  assert.equal(await page.locator("section#methods a").getAttribute("href"), "https://doi.org/10.1000/x");
  const status = await page.locator("section#clear tbody tr").evaluateAll((rows) => rows.map((r) => [...r.cells].slice(3).map((c) => c.textContent)));
  assert.deepEqual(status, [["✓ answered", "Performance; Methods (SUV Normalizer)"], ["◐ partly", "Performance; still open: say why"], ["✓ by authors", "say why"], ["○ open", ""]]);
  await browser.close();
});

test("it prints on paper with all figures", { skip }, async () => {
  const { browser, page, faults } = await open("report-print", fill("report", report));
  await ready(page);
  const pdf = await page.pdf({ path: shot("report.pdf"), preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 4 && pages <= 14, `${pages} pages`);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 680, height: 960 }); // A4 within its margins
  assert.deepEqual(await page.locator(".sheet:visible").evaluateAll((all) => all.filter((s) => s.scrollWidth > s.clientWidth + 1).map((s) => s.getAttribute("aria-label"))), []);
  assert.equal(await page.locator("figure svg").evaluateAll((all) => all.filter((s) => s.getBoundingClientRect().width < 200).length), 0);
  assert.deepEqual(faults, []);
  await browser.close();
});

test("a figure that is not known leaves the others; data of another kind are refused in words", { skip }, async () => {
  const odd = { ...report, sections: [{ id: "other", title: "Other", blocks: [{ type: "figure", number: 1, title: "Odd", chart: { id: "o", type: "hologram", title: "Odd" }, caption: null }, report.sections[1].blocks[3]] }] };
  const first = await open("report-odd", fill("report", odd));
  await ready(first.page);
  assert.match(await first.page.locator('[role="alert"]').textContent(), /hologram is not known: it comes from a newer version/);
  assert.equal(await first.page.locator("figure svg").count(), 1);
  await first.browser.close();
  for (const [data, words] of [[{ schema: "petct.report/9" }, /petct.report\/9/], [null, /has not run yet/]]) {
    const { browser, page } = await open("report-refused", fill("report", data));
    await ready(page);
    assert.match(await page.locator('[role="alert"]').textContent(), words);
    await browser.close();
  }
});
