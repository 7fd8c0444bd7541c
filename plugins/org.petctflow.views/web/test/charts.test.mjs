import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { CHROMIUM, closeAll, fill, open } from "./browser.mjs";
import { charts } from "./sample.mjs";

const ready = (page) => page.waitForFunction(() => window.__charts.ready || window.__charts.error, undefined, { timeout: 30000 });
const skip = CHROMIUM ? false : "no Chromium on this machine (apt-get install chromium)";

afterEach(closeAll);

test("every chart is drawn, without an error or a request", { skip }, async () => {
  for (const [suffix, options] of [["", {}], ["-small", { width: 800, height: 600 }], ["-dark", { dark: true }]]) {
    const { browser, page, faults } = await open(`charts${suffix}`, fill("charts", charts), options);
    await ready(page);
    await page.screenshot({ path: fileURLToPath(new URL(`../../target/screenshots/charts${suffix}.png`, import.meta.url)), fullPage: true });
    assert.equal(await page.evaluate(() => window.__charts.error), undefined);
    assert.equal(await page.locator("figure").count(), charts.charts.length);
    const empty = await page.locator(".chart").evaluateAll((boxes) => boxes.filter((b) => !b.querySelector("svg path, svg rect, canvas")).map((b) => b.id));
    assert.deepEqual(empty, []);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0, "nothing hangs over the page's edge");
    assert.deepEqual(faults, []);
    await browser.close();
  }
});

test("the curve that is drawn is the curve of the data", { skip }, async () => {
  const one = { ...charts, charts: [{ id: "roc", type: "roc", title: "ROC", series: [{ name: "known", x: [0, 0, 0.5, 1], y: [0, 0.5, 1, 1] }] }] };
  const { browser, page } = await open("charts-known", fill("charts", one));
  await ready(page);
  const points = await page.evaluate(() => {
    const chart = window.__charts.list[0];
    return [[0, 0.5], [0.5, 1]].map((p) => chart.convertToPixel({ gridIndex: 0 }, p));
  });
  const path = await page.evaluate(() => [...document.querySelectorAll("#chart-roc svg path")].filter((p) => p.getAttribute("stroke") === "#0072b2").map((p) => p.getAttribute("d")).sort((a, b) => b.length - a.length)[0]);
  const numbers = path.match(/-?\d+(\.\d+)?/g).map(Number);
  for (const [x, y] of points) {
    const near = numbers.some((n, i) => i % 2 === 0 && Math.abs(n - x) < 1 && Math.abs(numbers[i + 1] - y) < 1);
    assert.ok(near, `the path passes ${x}, ${y}: ${path}`);
  }
  await browser.close();
});

test("a click on the legend hides a curve, and the values are there to read", { skip }, async () => {
  const { browser, page } = await open("charts-legend", fill("charts", { ...charts, charts: charts.charts.slice(5, 6) }));
  await ready(page);
  const curves = () => page.evaluate(() => document.querySelectorAll('#chart-loss svg path[stroke="#d55e00"]').length);
  const before = await curves();
  await page.locator("svg text", { hasText: "validation" }).click();
  await page.waitForTimeout(200);
  assert.ok((await curves()) < before, "the curve is gone");
  await page.getByText("Values").click();
  assert.equal(await page.locator("tbody tr").count(), 80);
  assert.equal(await page.locator("tbody tr").first().textContent(), "training11.6");
  await browser.close();
});

test("points of a swarm stand at their abscissa, in their row, apart from each other, coloured by their level", { skip }, async () => {
  const one = { ...charts, charts: [{ id: "swarm", type: "beeswarm", title: "Swarm", xLabel: "x", categories: ["first", "second"], x: [1, 1, 1, -1], category: [0, 0, 0, 1], level: [0, 1, null, 0.5], ids: ["a", "b", "c", "d"], low: "low", high: "high" }] };
  const { browser, page, faults } = await open("charts-swarm", fill("charts", one));
  await ready(page);
  const points = await page.evaluate(() => window.__charts.list[0].getOption().series[3].data.map((d) => [...d.value, d.itemStyle.color]));
  assert.deepEqual(points.map((p) => p[0]), [1, 1, 1, -1]);
  assert.deepEqual(points.map((p) => Math.round(p[1]) || 0), [0, 0, 0, 1]);
  assert.equal(new Set(points.slice(0, 3).map((p) => p[1])).size, 3);
  assert.deepEqual([points[0][3], points[1][3]], ["rgb(0,114,178)", "rgb(213,94,0)"]);
  assert.equal(await page.locator("svg text", { hasText: "second" }).count(), 1);
  assert.deepEqual(faults, []);
  await browser.close();
});

test("charts are saved as SVG and PNG", { skip }, async () => {
  const { browser, page, faults } = await open("charts-save", fill("charts", charts));
  await ready(page);
  for (const kind of ["SVG", "PNG"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("figure").first().getByText(kind, { exact: true }).click()]);
    assert.equal(download.suggestedFilename(), `roc.${kind.toLowerCase()}`);
  }
  assert.deepEqual(faults, []);
  await browser.close();
});

test("a hostile name stays text, another schema and a missing run are told in words", { skip }, async () => {
  const hostile = await open("charts-hostile", fill("charts", charts));
  await ready(hostile.page);
  assert.equal(await hostile.page.locator("img").count(), 0);
  assert.ok((await hostile.page.textContent("body")).includes("Stacking </script><img src=x"));
  await hostile.browser.close();
  for (const [data, words] of [[{ schema: "petct.charts/9" }, /petct\.charts\/9/], [null, /has not run yet/]]) {
    const { browser, page } = await open("charts-refused", fill("charts", data));
    await ready(page);
    assert.match(await page.locator('[role="alert"]').textContent(), words);
    await browser.close();
  }
});

/** KNIME's side of the frame: data in the configuration or from the node's service, as text or as a tree, or an error in their place. */
async function inKnime(name, { initial, asText = true, byService = false }) {
  const inner = fill("charts", "").replace('id="view-data">""<', 'id="view-data"><');
  const script = (value) => JSON.stringify(value).replace(/</g, "\\u003c");
  const outer = `<iframe sandbox="allow-downloads allow-scripts" style="width:100%;height:760px"></iframe><script>
    const initial = ${script(asText ? JSON.stringify(initial) : initial)};
    window.asked = [];
    addEventListener("message", (e) => {
      if (e.data.type === "UIExtensionEscapePressed" || e.data.type === "UIExtensionReady") window.asked.push(e.data.type);
      if (e.data.type !== "UIExtensionRequest") return;
      const { method, params } = e.data.payload;
      window.asked.push(method === "callNodeDataService" ? params[0].serviceType : method);
      const config = { nodeId: "root:1", projectId: "p", workflowId: "root", extensionType: "view", renderingConfig: { type: "DEFAULT" } };
      const payload = method === "callNodeDataService" ? initial : ${byService} ? config : { ...config, initialData: initial };
      e.source.postMessage({ type: "UIExtensionResponse", requestId: "another's", payload: "an answer to somebody else" }, "*");
      e.source.postMessage({ type: "UIExtensionPushEvent", payload: { eventType: "SelectionEvent", payload: {} } }, "*");
      e.source.postMessage({ type: "UIExtensionResponse", requestId: e.data.requestId, payload }, "*");
    });
    document.querySelector("iframe").srcdoc = ${script(inner)};
  </script>`;
  const { browser, page, faults } = await open(name, `<!doctype html><meta charset="utf-8">${outer}`);
  return { browser, page, faults, frame: page.frameLocator("iframe") };
}

test("inside KNIME's frame the page asks for its data by KNIME's messages", { skip }, async () => {
  const result = { ...charts, charts: charts.charts.slice(0, 2).map((c) => ({ ...c, series: c.series.slice(0, 1) })) };
  for (const [name, how, asked] of [["text", { initial: { result } }, []], ["tree", { initial: { result }, asText: false }, []], ["service", { initial: { result }, byService: true }, ["initial_data"]],
    ["service-tree", { initial: { result: JSON.stringify(result) }, asText: false, byService: true }, ["initial_data"]]]) {
    const { browser, page, faults, frame } = await inKnime(`charts-knime-${name}`, how);
    await frame.locator("figure").nth(1).waitFor({ timeout: 30000 });
    await frame.locator("figure .chart").first().focus();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => window.asked.includes("UIExtensionEscapePressed"));
    const all = await page.evaluate(() => window.asked);
    assert.deepEqual(all.filter((m) => !m.startsWith("UIExtension")), ["getConfig", ...asked], name);
    assert.equal(all.filter((m) => m === "UIExtensionReady").length, 1, name);
    assert.deepEqual(faults, []);
    await browser.close();
  }
});

test("an error of the node's side is shown in words inside KNIME's frame", { skip }, async () => {
  for (const kind of ["userError", "internalError"]) {
    const { browser, frame } = await inKnime(`charts-knime-${kind}`, { initial: { [kind]: { message: "The images were moved away.", details: null } }, byService: true });
    assert.equal(await frame.locator('[role="alert"]').textContent({ timeout: 30000 }), "The images were moved away.");
    await browser.close();
  }
});

test("a flow chart leads to each part, and a large matrix is coloured by sign", { skip }, async () => {
  const { browser, page } = await open("charts-flow", fill("charts", charts));
  await ready(page);
  // one arrow a step but the last, one an exclusion, one a part
  assert.equal(await page.locator('#chart-flow line[marker-end]').count(), 1 + 1 + 2);
  const colours = await page.evaluate(() => ["#0072b2", "#d55e00"].map((c) => document.querySelectorAll(`#chart-correlation svg path[fill="${c}"]`).length));
  const expected = charts.charts.find((c) => c.id === "correlation").values.flat();
  assert.deepEqual(colours, [expected.filter((v) => v >= 0).length, expected.filter((v) => v < 0).length]);
  assert.equal(await page.locator("#chart-correlation svg text", { hasText: "original_ZoneEntropy" }).count(), 2, "rows and columns have whole names");
  await browser.close();
});
