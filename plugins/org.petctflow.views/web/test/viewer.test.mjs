import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { CHROMIUM, closeAll, fill, OUT, open } from "./browser.mjs";
import { viewer } from "./volumes.mjs";

const skip = CHROMIUM ? false : "no Chromium on this machine (apt-get install chromium)";
const { data, blobs } = viewer();
const html = fill("viewer", data, blobs);
const ready = (page, id = "case-1") => page.waitForFunction((c) => (window.__viewer.ready && window.__viewer.case === c) || window.__viewer.error, id, { timeout: 60000 });
const status = (page) => page.textContent("#status");
/** The colour of the voxel below the cross of a plane. */
const pixel = (page, plane, at) => page.evaluate(([p, voxel]) => {
  const v = window.__viewer.viewer;
  if (voxel) v.move(voxel);
  v.draw(true);
  const tile = v.planes[p], c = tile.canvas, cut = tile.cut, g = v.scene.grid;
  const down = cut.up ? g.size[cut.down] - 1 - v.where.at[cut.down] : v.where.at[cut.down];
  return [...c.getContext("2d").getImageData(Math.round(tile.left + (v.where.at[cut.right] + 0.5) * g.mm[cut.right] * tile.scale) - 3,
    Math.round(tile.top + (down + 0.5) * g.mm[cut.down] * tile.scale) - 3, 1, 1).data].slice(0, 3);
}, [plane, at]);

/** Waits until it holds: a page is drawn when its machine finds the time. */
const until = async (holds, what) => {
  for (let i = 0; i < 300; i++) {
    if (await holds()) return;
    await new Promise((r) => setTimeout(r, 100));
  }
  assert.fail(`never came: ${what}`);
};
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);

afterEach(closeAll);

test("the viewer shows the case, without an error or a request", { skip }, async () => {
  for (const [suffix, options] of [["", {}], ["-small", { width: 800, height: 600 }], ["-dark", { dark: true }], ["-small-dark", { width: 800, height: 600, dark: true }]]) {
    const { page, faults, shot } = await open(`viewer${suffix}`, html, options);
    await ready(page);
    assert.equal(await page.evaluate(() => window.__viewer.error), undefined);
    await shot();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "nothing hangs over the page's edge");
    assert.equal(await page.locator("img").count(), 0, "a hostile title stays text");
    assert.match(await page.textContent("h1"), /<img src=x/);
    assert.deepEqual(faults, []);
    await closeAll();
  }
});

test("the voxel of the data is the voxel on the page", { skip }, async () => {
  const { page } = await open("viewer-known", html);
  await ready(page);
  // the tumour's centre, file voxel (34, 18, 12): RAS = (94 - 4 * 34, 70 - 4 * 18, 5 * 12 - 60) = (-42, -2, 0)
  assert.equal(await status(page), "Case 1 · LPS 42.0, 2.0, 0.0 mm · CT 40 HU · PET 9.00 SUVbw · CAM 1.00 · in core");
  await page.locator('[data-plane="axial"]').focus();
  await page.keyboard.press("ArrowRight"); // the patient's left
  assert.match(await status(page), /LPS 46\.0, 2\.0, 0\.0 mm · CT 40 HU · PET 7\.80 SUVbw/);
  await page.keyboard.press("PageUp"); // to the head
  await page.keyboard.press("ArrowUp"); // to the front
  assert.match(await status(page), /LPS 46\.0, −2\.0, 5\.0 mm/);
  // below the spine's level: bone of 900 HU is white in the lung window, air outside is grey by (-1000 + 1350) / 1500
  await page.evaluate(() => { Object.assign(window.__viewer.viewer.look, { petOn: false, heatOn: false, contours: false }); });
  assert.deepEqual(await pixel(page, "axial", [23, 28, 6]), [255, 255, 255]);
  const air = Math.round((255 * 350) / 1500);
  assert.ok((await pixel(page, "axial", [1, 1, 6])).every((c) => Math.abs(c - air) <= 1));
  assert.ok((await pixel(page, "sagittal", [12, 17, 6])).every((c) => Math.abs(c - Math.round((255 * 530) / 1500)) <= 1), "the right lung");
});

test("window, range, slices, opacity and contours change the picture", { skip }, async () => {
  const { page, faults, shot } = await open("viewer-look", html);
  await ready(page);
  const at = [23, 28, 12]; // the spine
  const lung = await pixel(page, "axial", at);
  await page.getByLabel("CT window").selectOption("bone");
  await until(async () => !same(await pixel(page, "axial", at), lung), "the bone window");
  assert.equal(await page.getByLabel("CT level").inputValue(), "400");
  await page.getByLabel("CT level").fill("300");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByLabel("CT window").inputValue(), "", "as set below");
  const tumour = [34, 18, 12];
  const warm = await pixel(page, "axial", tumour);
  await page.getByLabel("Heat opacity").fill("0");
  await until(async () => !same(await pixel(page, "axial", tumour), warm), "the picture without the heat map");
  await page.getByLabel("PET range").selectOption("suv5");
  await until(async () => /5 SUVbw/.test(await page.textContent("#panel")), "the range in the panel");
  const green = () => page.evaluate(() => {
    const c = document.querySelector('[data-plane="axial"]'), d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
    let n = 0;
    for (let i = 0; i < d.length; i += 4) if (Math.abs(d[i] - 86) < 12 && Math.abs(d[i + 1] - 180) < 12 && Math.abs(d[i + 2] - 233) < 12) n++;
    return n;
  });
  await until(async () => (await green()) > 50, "the tumour's contour in sky blue");
  await page.getByLabel("Contours", { exact: true }).uncheck();
  await until(async () => (await green()) === 0, "the picture without contours");
  await page.locator('[data-plane="coronal"]').click({ position: { x: 60, y: 100 } });
  await until(async () => !/LPS 42\.0/.test(await status(page)), "the place that was clicked");
  await page.getByLabel("Layout").selectOption("axial");
  await until(async () => (await page.locator(".plane").count()) === 1, "one plane");
  await shot("-axial");
  assert.deepEqual(faults, []);
});

test("cases, tasks and layers are chosen, by keys too; the picture is saved", { skip }, async () => {
  const { page, faults, shot } = await open("viewer-cases", html);
  await ready(page);
  assert.equal(await page.textContent("#shares"), "Attention: core 62 %, rim 28 %, outside 10 %");
  await page.getByLabel("Task", { exact: true }).selectOption("subtype");
  await ready(page);
  assert.equal(await page.textContent("#shares"), "Attention: core 21 %, rim 55 %, outside 24 %");
  assert.match(await status(page), /CAM 0\.00/);
  await page.getByLabel("Layer", { exact: true }).selectOption("large");
  await ready(page);
  assert.match(await page.textContent("#shares"), /no heat map of this task and layer/);
  assert.doesNotMatch(await status(page), /CAM/);
  await page.getByLabel("Task", { exact: true }).selectOption("egfr");
  await ready(page);
  await page.locator('[data-plane="axial"]').focus();
  await page.keyboard.press("n");
  await ready(page, "case-2");
  // its PET lies on a grid of its own, twice as coarse: between its voxels values are interpolated
  assert.match(await status(page), /^Case 2 · LPS −46\.0, −6\.0, −20\.0 mm · CT 40 HU · PET [78]\.\d\d SUVbw · CAM 0\.0\d · in core$/);
  await page.keyboard.press("n");
  await ready(page, "case-3");
  assert.match(await status(page), /planes follow the image, 20° off the patient's axes/);
  await shot("-oblique");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#png").click()]);
  assert.equal(download.suggestedFilename(), "case-3-projection.png");
  await download.saveAs(`${OUT}viewer-saved.png`);
  assert.deepEqual(faults, []);
});

test("without WebGL2 the planes and the projection are shown", { skip }, async () => {
  const { page, faults, shot } = await open("viewer-flat", html, { flags: ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"] });
  await ready(page);
  assert.equal(await page.evaluate(() => window.__viewer.webgl2), false);
  assert.match(await page.textContent("#panel"), /has no WebGL2/);
  assert.equal(await page.locator('option[value="3d"]').count(), 0);
  const before = await status(page);
  await page.locator('[data-plane="projection"]').click({ position: { x: 120, y: 180 } });
  assert.notEqual(await status(page), before, "a click on the projection goes to the hottest voxel behind");
  await shot();
  assert.deepEqual(faults, []);
});

test("3D is drawn when it is asked for", { skip }, async () => {
  const { page, faults, shot } = await open("viewer-3d", html, { width: 800, height: 600 });
  await ready(page);
  assert.equal(await page.evaluate(() => window.__viewer.software), true, "SwiftShader is known as software, so 3D is off at first");
  assert.equal(await page.locator('[data-plane="3d"]').count(), 0);
  await page.getByLabel("Layout").selectOption("planes3d");
  await page.waitForFunction(() => {
    const space = window.__viewer.viewer.space, nv = space.nv;
    if (!nv || !space.shown) return false;
    nv.drawScene();
    const gl = nv.gl, w = gl.drawingBufferWidth, h = gl.drawingBufferHeight, d = new Uint8Array(w * h * 4);
    gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, d);
    let lit = 0;
    for (let i = 0; i < d.length; i += 4) if (d[i] + d[i + 1] + d[i + 2] > 60) lit++;
    return lit > 0.03 * w * h;
  }, undefined, { timeout: 60000, polling: 500 });
  await shot();
  assert.deepEqual(faults, []);
});

test("what cannot be shown is told in words, and the other cases go on", { skip }, async () => {
  const damaged = { ...blobs, "case-1/ct": Buffer.from("no gzip").toString("base64") };
  delete damaged["case-3/pet"];
  const { page, shot } = await open("viewer-damaged", fill("viewer", data, damaged));
  await ready(page);
  assert.match(await page.locator('[role="alert"]').textContent(), /^Case 1 cannot be shown: the image CT cannot be read: it is no gzipped file, or damaged$/);
  await shot();
  await page.locator('li[data-id="case-3"]').click();
  await ready(page, "case-3");
  assert.match(await page.locator('[role="alert"]').textContent(), /the image PET cannot be read: This file holds no image case-3\/pet/);
  await page.locator('li[data-id="case-2"]').click();
  await ready(page, "case-2");
  assert.equal(await page.locator('[role="alert"]').count(), 0);
  assert.match(await status(page), /^Case 2 · LPS/);
  for (const [what, words] of [[{ schema: "petct.viewer/9", cases: [] }, /petct\.viewer\/9/], [null, /has not run yet/], [{ ...data, cases: [] }, /no case to show/]]) {
    const other = await open("viewer-refused", fill("viewer", what));
    await other.page.waitForFunction(() => window.__viewer.error);
    assert.match(await other.page.locator('[role="alert"]').textContent(), words);
  }
});

test("inside KNIME's frame voxels come in parts by KNIME's messages", { skip }, async () => {
  const inner = fill("viewer", "").replace('id="view-data">""<', 'id="view-data"><');
  const script = (value) => JSON.stringify(value).replace(/</g, "\\u003c");
  const outer = `<iframe sandbox="allow-downloads allow-scripts" style="width:100%;height:760px"></iframe><script>
    const config = { initialData: ${script(JSON.stringify({ result: JSON.stringify(data) }))}, nodeId: "root:1", projectId: "p", workflowId: "root", extensionType: "view" };
    const blobs = ${script(blobs)};
    window.calls = [];
    const answers = { getConfig: () => config, callNodeDataService: (q) => {
      const { id, method, params: [blob, part] } = JSON.parse(q.dataServiceRequest);
      window.calls.push([q.serviceType, method, blob, part]);
      const size = 1000, parts = Math.ceil(blobs[blob].length / size);
      return JSON.stringify({ result: JSON.stringify({ jsonrpc: "2.0", id, result: { data: blobs[blob].slice(part * size, (part + 1) * size), part, parts } }) });
    } };
    addEventListener("message", (e) => {
      if (e.data.type !== "UIExtensionRequest") return;
      e.source.postMessage({ type: "UIExtensionResponse", requestId: e.data.requestId, payload: answers[e.data.payload.method](...e.data.payload.params) }, "*");
    });
    document.querySelector("iframe").srcdoc = ${script(inner)};
  </script>`;
  const { page, faults, shot } = await open("viewer-knime", `<!doctype html><meta charset="utf-8">${outer}`);
  const frame = page.frameLocator("iframe");
  await frame.locator("#status", { hasText: "PET 9.00 SUVbw" }).waitFor({ timeout: 60000 });
  const calls = await page.evaluate(() => window.calls);
  assert.deepEqual(calls[0].slice(0, 2), ["data", "getBlob"]);
  assert.ok(calls.some((c) => c[3] > 0), "a volume of more than one part");
  assert.deepEqual([...new Set(calls.map((c) => c[2]))].sort(), ["case-1/ct", "case-1/egfr-small-gradcam", "case-1/mask", "case-1/pet"], "only what is shown is asked for");
  await shot();
  assert.deepEqual(faults, []);
});
