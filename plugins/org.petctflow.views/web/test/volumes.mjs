// Cases for the viewer's tests: a chest of ellipses with a tumour, as NIfTI files made here.
import { gzipSync } from "node:zlib";

const CODES = { uint8: [2, 8, 1], int16: [4, 16, 2], uint16: [512, 16, 2] };

/** Base64 of a gzipped NIfTI-1 file. */
export function nifti(size, affine, type, slope, values) {
  const [code, bits, bytes] = CODES[type];
  const b = Buffer.alloc(352 + values.length * bytes);
  b.writeInt32LE(348, 0);
  [3, ...size, 1, 1, 1, 1].forEach((n, i) => b.writeInt16LE(n, 40 + 2 * i));
  b.writeInt16LE(code, 70);
  b.writeInt16LE(bits, 72);
  [1, ...[0, 1, 2].map((c) => Math.hypot(...affine.map((row) => row[c])))].forEach((x, i) => b.writeFloatLE(x, 76 + 4 * i));
  b.writeFloatLE(352, 108);
  b.writeFloatLE(slope, 112);
  b.writeInt8(2, 123);
  b.writeInt16LE(1, 254);
  affine.flat().forEach((x, i) => b.writeFloatLE(x, 280 + 4 * i));
  b.write("n+1\0", 344, "latin1");
  const write = { uint8: "writeUInt8", int16: "writeInt16LE", uint16: "writeUInt16LE" }[type];
  values.forEach((v, i) => b[write](v, 352 + bytes * i));
  return gzipSync(b, { level: 6 }).toString("base64");
}

const each = (size, f) => {
  const out = new Array(size[0] * size[1] * size[2]);
  for (let z = 0, k = 0; z < size[2]; z++) for (let y = 0; y < size[1]; y++) for (let x = 0; x < size[0]; x++, k++) out[k] = f(x, y, z);
  return out;
};
const inside = (p, c, r) => p.reduce((s, x, i) => s + ((x - c[i]) / r[i]) ** 2, 0) <= 1;

export const SUV = 20 / 65535;
/** DICOM's order: x to the patient's right in RAS is negative, y to the front is negative. */
export const AFFINE = [[-4, 0, 0, 94], [0, -4, 0, 70], [0, 0, 5, -60]];

/** tumour: centre in voxels. turn: degrees about the patient's long axis. The PET of the second case has a grid of its own. */
function make(id, { size = [48, 36, 24], affine = AFFINE, tumour = [34, 18, 12], ownPet = false }, blobs) {
  const at = (x, y, z) => [x, y, z];
  const body = (x, y, z) => inside([x, y], [23.5, 17.5], [22, 15]);
  const lung = (x, y) => inside([x, y], [12, 17], [7, 10]) || inside([x, y], [35, 17], [7, 10]);
  const far = (x, y, z) => Math.hypot(4 * (x - tumour[0]), 4 * (y - tumour[1]), 5 * (z - tumour[2]));
  const ct = each(size, (x, y, z) => (far(x, y, z) <= 16 ? 40 : !body(x, y, z) ? -1000 : inside([x, y], [23.5, 28], [3, 3]) ? 900 : lung(x, y) ? -820 : 50));
  const suv = (x, y, z) => (far(x, y, z) <= 16 ? 9 - 0.3 * far(x, y, z) : body(x, y, z) && !lung(x, y) ? 1.6 : 0.3);
  const mask = each(size, (x, y, z) => (far(x, y, z) <= 9 ? 2 : far(x, y, z) <= 16 ? 1 : 0));
  const core = each(size, (x, y, z) => Math.round(255 * Math.exp(-((far(x, y, z) / 12) ** 2))));
  const rim = each(size, (x, y, z) => Math.round(255 * Math.exp(-(((far(x, y, z) - 18) / 6) ** 2))));
  const v = (kind, name, type, slope, values, unit, more = {}, s = size, a = affine) => {
    const blob = `${id}/${more.task ? `${more.task}-${more.layer}-${more.method}` : kind}`;
    blobs[blob] = nifti(s, a, type, slope, values);
    return { id: blob, kind, name, shape: s, affine: [...a, [0, 0, 0, 1]], unit, ...more };
  };
  const half = size.map((n) => Math.ceil(n / 2));
  const coarse = affine.map((row) => [2 * row[0], 2 * row[1], 2 * row[2], row[3] + 0.5 * (row[0] + row[1] + row[2])]);
  const pet = ownPet
    ? v("pet", "PET", "uint16", SUV, each(half, (x, y, z) => Math.round(suv(2 * x + 0.5, 2 * y + 0.5, 2 * z + 0.5) / SUV)), "SUVbw", {}, half, coarse)
    : v("pet", "PET", "uint16", SUV, each(size, (x, y, z) => Math.round(suv(...at(x, y, z)) / SUV)), "SUVbw");
  const heat = (task, layer, method, values, shares) => v("heatmap", `${method} ${layer}`, "uint8", 1 / 255, values, "", { task, layer, method,
    shares: ["core", "rim", "outside"].map((name, i) => ({ name, value: shares[i] })) });
  return {
    id, label: `Case ${id.slice(-1)}`,
    outputs: [{ task: "egfr", kind: "binary", probabilities: [0.27, 0.73], truth: 1 }, { task: "subtype", kind: "binary", probabilities: [0.61, 0.39], truth: 1 }],
    volumes: [v("ct", "CT", "int16", 1, ct, "HU"), pet, v("mask", "Mask", "uint8", 1, mask, "", { labels: [{ value: 1, name: "tumour" }, { value: 2, name: "core" }] }),
      heat("egfr", "small", "gradcam", core, [0.62, 0.28, 0.1]), heat("egfr", "large", "gradcam", rim, [0.2, 0.5, 0.3]), heat("subtype", "small", "gradcam", rim, [0.21, 0.55, 0.24])],
  };
}

const cos = Math.cos(Math.PI / 9), sin = Math.sin(Math.PI / 9);
const OBLIQUE = [[-4 * cos, 4 * sin, 0, 60], [-4 * sin, -4 * cos, 0, 100], [0, 0, 5, -60]];

export function viewer() {
  const blobs = {};
  const cases = [make("case-1", {}, blobs), make("case-2", { tumour: [12, 16, 8], ownPet: true }, blobs), make("case-3", { affine: OBLIQUE }, blobs)];
  return {
    blobs,
    data: {
      schema: "petct.viewer/1", title: "Grad-CAM </script><img src=x onerror=alert(1)>",
      tasks: [{ id: "egfr", name: "EGFR", classes: ["wild type", "mutant"] }, { id: "subtype", name: "Subtype", classes: ["adenocarcinoma", "squamous"] }],
      layers: [{ id: "small", name: "Small-scale attention" }, { id: "large", name: "Large-scale attention" }], methods: [{ id: "gradcam", name: "Grad-CAM" }],
      presets: {
        ct: [{ id: "lung", name: "Lung", level: -600, width: 1500 }, { id: "soft", name: "Soft tissue", level: 40, width: 400 }, { id: "bone", name: "Bone", level: 400, width: 1800 }],
        pet: [{ id: "suv5", name: "SUV 0 to 5", min: 0, max: 5 }, { id: "suv10", name: "SUV 0 to 10", min: 0, max: 10 }],
      },
      notes: ["Made for tests; no patient."],
      initial: { case: "case-1", task: "egfr", layer: "small", ctPreset: "lung", petPreset: "suv10", heatOpacity: 0.5, heatThreshold: 0.3 },
      cases,
    },
  };
}
