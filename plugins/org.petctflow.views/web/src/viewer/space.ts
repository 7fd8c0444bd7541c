import type { Nifti, Numbers } from "./nifti";

/**
 * The grid that is shown: the reference image's voxels with its axes exchanged and turned so that they run, as nearly as they can,
 * to the patient's left, back and head. Along these axes planes are cut; an oblique image keeps its own directions.
 */
export interface Grid {
  size: [number, number, number];
  /** mm between voxels along each axis */
  mm: [number, number, number];
  /** voxel to LPS mm, row by row */
  lps: number[][];
  /** degrees between the grid's axes and the patient's */
  oblique: number;
  /** for each axis: which axis of the file, and whether backwards */
  axis: number[];
  flip: boolean[];
  source: Nifti;
}

/** A volume on the grid: first axis fastest; value = data * slope + intercept. */
export interface Layer { data: Numbers; slope: number; intercept: number }

const ORDERS = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

export function gridOf(v: Nifti): Grid {
  const a = v.affine.map((row, r) => row.map((x) => (r < 2 ? -x : x))); // RAS to LPS
  const mm = [0, 1, 2].map((c) => Math.hypot(a[0]![c]!, a[1]![c]!, a[2]![c]!));
  if (mm.some((m) => !(m > 0) || !Number.isFinite(m))) throw new Error("its voxels have no size");
  const along = (order: number[]) => [0, 1, 2].map((r) => a[r]![order[r]!]! / mm[order[r]!]!);
  const score = (order: number[]) => along(order).reduce((sum, x) => sum + Math.abs(x), 0);
  const axis = ORDERS.reduce((best, o) => (score(o) > score(best) + 1e-9 ? o : best));
  const cosine = along(axis);
  const flip = cosine.map((x) => x < 0);
  const n = v.size;
  const lps = [0, 1, 2].map((r) => {
    const step = axis.map((c, i) => (flip[i] ? -a[r]![c]! : a[r]![c]!));
    return [...step, a[r]![3]! + axis.reduce((sum, c, i) => sum + (flip[i] ? a[r]![c]! * (n[c]! - 1) : 0), 0)];
  });
  return { size: axis.map((c) => n[c]!) as Grid["size"], mm: axis.map((c) => mm[c]!) as Grid["mm"], lps, axis, flip, source: v,
    oblique: (Math.acos(Math.min(1, ...cosine.map(Math.abs))) * 180) / Math.PI };
}

export const toLps = (g: Grid, at: number[]): number[] => g.lps.map((row) => row[0]! * at[0]! + row[1]! * at[1]! + row[2]! * at[2]! + row[3]!);

export const voxel = (g: Grid, at: number[]): number => at[0]! + g.size[0] * (at[1]! + g.size[1] * at[2]!);

/** Brings a volume onto the grid: voxels of the same grid are moved, others interpolated, labels taken from the nearest voxel. */
export function onGrid(g: Grid, v: Nifti, labels: boolean): Layer {
  const s = g.source;
  const same = v.size.every((n, i) => n === s.size[i]) && v.affine.every((row, r) => row.every((x, c) => Math.abs(x - s.affine[r]![c]!) < 1e-3));
  return { data: same ? move(g, v) : resample(g, v, labels), slope: v.slope, intercept: v.intercept };
}

function move(g: Grid, v: Nifti): Numbers {
  const stride = [1, v.size[0]!, v.size[0]! * v.size[1]!];
  const step = g.axis.map((c, i) => (g.flip[i] ? -stride[c]! : stride[c]!));
  const from = g.axis.reduce((sum, c, i) => sum + (g.flip[i] ? stride[c]! * (v.size[c]! - 1) : 0), 0);
  const out = new (v.data.constructor as new (n: number) => Numbers)(v.data.length);
  let k = 0;
  for (let c = 0; c < g.size[2]; c++) {
    for (let b = 0; b < g.size[1]; b++) {
      let at = from + c * step[2]! + b * step[1]!;
      for (let a = 0; a < g.size[0]; a++, at += step[0]!) out[k++] = v.data[at]!;
    }
  }
  return out;
}

function resample(g: Grid, v: Nifti, labels: boolean): Numbers {
  const back = inverse(v.affine.map((row, r) => row.map((x) => (r < 2 ? -x : x))));
  const m = [0, 1, 2].map((r) => [0, 1, 2, 3].map((c) => [0, 1, 2].reduce((sum, k) => sum + back[r]![k]! * g.lps[k]![c]!, c === 3 ? back[r]![3]! : 0)));
  const [n0, n1, n2] = v.size as [number, number, number];
  const out = labels ? new Uint8Array(g.size[0] * g.size[1] * g.size[2]) : new Float32Array(g.size[0] * g.size[1] * g.size[2]);
  const outside = labels ? 0 : -v.intercept / v.slope;
  let k = 0;
  for (let c = 0; c < g.size[2]; c++) {
    for (let b = 0; b < g.size[1]; b++) {
      for (let a = 0; a < g.size[0]; a++, k++) {
        const x = m[0]![0]! * a + m[0]![1]! * b + m[0]![2]! * c + m[0]![3]!;
        const y = m[1]![0]! * a + m[1]![1]! * b + m[1]![2]! * c + m[1]![3]!;
        const z = m[2]![0]! * a + m[2]![1]! * b + m[2]![2]! * c + m[2]![3]!;
        if (x < -0.5 || y < -0.5 || z < -0.5 || x > n0 - 0.5 || y > n1 - 0.5 || z > n2 - 0.5) {
          out[k] = outside;
        } else if (labels) {
          out[k] = v.data[Math.round(clamp(x, n0)) + n0 * (Math.round(clamp(y, n1)) + n1 * Math.round(clamp(z, n2)))]!;
        } else {
          out[k] = linear(v.data, n0, n1, n2, clamp(x, n0), clamp(y, n1), clamp(z, n2));
        }
      }
    }
  }
  return out;
}

const clamp = (x: number, n: number): number => Math.min(n - 1, Math.max(0, x));

function linear(d: Numbers, n0: number, n1: number, n2: number, x: number, y: number, z: number): number {
  const i = Math.floor(x), j = Math.floor(y), k = Math.floor(z);
  const dx = i + 1 < n0 ? 1 : 0, dy = j + 1 < n1 ? n0 : 0, dz = k + 1 < n2 ? n0 * n1 : 0;
  const at = i + n0 * (j + n1 * k), u = x - i, v = y - j, w = z - k;
  const line = (p: number) => d[p]! + u * (d[p + dx]! - d[p]!);
  const plane = (p: number) => line(p) + v * (line(p + dy) - line(p));
  return plane(at) + w * (plane(at + dz) - plane(at));
}

/** The inverse of an affine map, row by row. */
function inverse(a: number[][]): number[][] {
  const [[a0, a1, a2, at], [b0, b1, b2, bt], [c0, c1, c2, ct]] = a as [number[], number[], number[]] as [[number, number, number, number], [number, number, number, number], [number, number, number, number]];
  const det = a0 * (b1 * c2 - b2 * c1) - a1 * (b0 * c2 - b2 * c0) + a2 * (b0 * c1 - b1 * c0);
  if (!(Math.abs(det) > 0)) throw new Error("its voxels have no size");
  const r = [[b1 * c2 - b2 * c1, a2 * c1 - a1 * c2, a1 * b2 - a2 * b1], [b2 * c0 - b0 * c2, a0 * c2 - a2 * c0, a2 * b0 - a0 * b2],
    [b0 * c1 - b1 * c0, a1 * c0 - a0 * c1, a0 * b1 - a1 * b0]].map((row) => row.map((x) => x / det));
  return r.map((row) => [...row, -(row[0]! * at + row[1]! * bt + row[2]! * ct)]);
}
