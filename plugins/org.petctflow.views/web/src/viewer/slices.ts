import { HEAT, HOT } from "./colours";
import type { Look, Region, Scene } from "./scene";

/** A plane across one axis of the grid: which axes run to the right and down on the screen, and whether down is backwards. */
export interface Cut { across: 0 | 1 | 2; right: 0 | 1 | 2; down: 0 | 1 | 2; up: boolean; name: string; edges: [left: string, right: string, top: string, bottom: string] }

/** Radiological: the patient's left is on the right, seen from the feet, the front and the left. */
export const CUTS: Record<"axial" | "coronal" | "sagittal", Cut> = {
  axial: { across: 2, right: 0, down: 1, up: false, name: "Axial", edges: ["R", "L", "A", "P"] },
  coronal: { across: 1, right: 0, down: 2, up: true, name: "Coronal", edges: ["R", "L", "S", "I"] },
  sagittal: { across: 0, right: 1, down: 2, up: true, name: "Sagittal", edges: ["A", "P", "S", "I"] },
};

function walk(s: Scene, cut: Cut, index: number): { w: number; h: number; first: number; right: number; down: number } {
  const { size } = s.grid;
  const stride = [1, size[0], size[0] * size[1]];
  const h = size[cut.down];
  return { w: size[cut.right], h, right: stride[cut.right]!, down: cut.up ? -stride[cut.down]! : stride[cut.down]!,
    first: index * stride[cut.across]! + (cut.up ? (h - 1) * stride[cut.down]! : 0) };
}

/** PET below a tenth of its range lets the CT through; above, it comes in gradually. */
const petAlpha = (t: number): number => Math.min(1, Math.max(0, (t - 0.1) / 0.3));

/** The slice's colours, a pixel a voxel. */
export function paint(s: Scene, look: Look, cut: Cut, index: number): ImageData {
  const { w, h, first, right, down } = walk(s, cut, index);
  const image = new ImageData(w, h);
  const o = image.data;
  const ct = look.ctOn ? s.ct : undefined, pet = look.petOn ? s.pet : undefined, heat = look.heatOn ? s.heat : undefined;
  const low = look.level - look.width / 2;
  const petSpan = look.petMax - look.petMin;
  for (let y = 0, p = 0; y < h; y++) {
    for (let x = 0, k = first + y * down; x < w; x++, k += right, p += 4) {
      const grey = ct ? Math.min(255, Math.max(0, ((ct.data[k]! * ct.slope + ct.intercept - low) / look.width) * 255)) : 0;
      let r = grey, g = grey, b = grey;
      if (pet) {
        const t = (pet.data[k]! * pet.slope + pet.intercept - look.petMin) / petSpan;
        if (t > 0) {
          const q = 3 * Math.min(255, Math.round(t * 255)), a = ct ? look.petOpacity * petAlpha(t) : 1;
          r += (HOT[q]! - r) * a; g += (HOT[q + 1]! - g) * a; b += (HOT[q + 2]! - b) * a;
        }
      }
      if (heat) {
        const t = heat.data[k]! * heat.slope + heat.intercept;
        if (t >= look.heatThreshold && t > 0) {
          const q = 3 * Math.min(255, Math.round(t * 255)), a = look.heatOpacity;
          r += (HEAT[q]! - r) * a; g += (HEAT[q + 1]! - g) * a; b += (HEAT[q + 2]! - b) * a;
        }
      }
      o[p] = r; o[p + 1] = g; o[p + 2] = b; o[p + 3] = 255;
    }
  }
  return image;
}

/** The outline of a region in a slice along the voxels' borders, as closed lines; corners in pixels of the slice. */
export function outline(s: Scene, region: Region, cut: Cut, index: number): number[][] {
  const { w, h, first, right, down } = walk(s, cut, index);
  const d = region.layer.data;
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < w && y < h && d[first + y * down + x * right] === region.value;
  // edges with the region on their right, by the corner where they begin
  const next = new Map<number, number[]>();
  const edge = (x0: number, y0: number, x1: number, y1: number) => {
    const from = y0 * (w + 1) + x0, to = y1 * (w + 1) + x1, others = next.get(from);
    if (others) others.push(to); else next.set(from, [to]);
  };
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      if (!inside(x, y)) continue;
      if (!inside(x, y - 1)) edge(x, y, x + 1, y);
      if (!inside(x + 1, y)) edge(x + 1, y, x + 1, y + 1);
      if (!inside(x, y + 1)) edge(x + 1, y + 1, x, y + 1);
      if (!inside(x - 1, y)) edge(x, y + 1, x, y);
    }
  }
  const lines: number[][] = [];
  for (const start of next.keys()) {
    while (next.get(start)!.length > 0) {
      const line: number[] = [];
      let at = start;
      do {
        line.push(at % (w + 1), Math.floor(at / (w + 1)));
        at = next.get(at)!.pop()!;
      } while (at !== start);
      lines.push(line);
    }
  }
  return lines;
}
