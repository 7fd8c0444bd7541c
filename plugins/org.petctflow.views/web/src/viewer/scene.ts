import { type Grid, type Layer, toLps, voxel } from "./space";

/** A region that is drawn as a contour. */
export interface Region { layer: Layer; value: number; name: string; index: number }

/** What is shown of a case. All layers lie on the grid. */
export interface Scene { grid: Grid; ct?: Layer; pet?: Layer; heat?: Layer; regions: Region[]; petUnit: string; label: string }

/** How it is shown. */
export interface Look {
  ctOn: boolean; level: number; width: number;
  petOn: boolean; petMin: number; petMax: number; petOpacity: number;
  heatOn: boolean; heatOpacity: number; heatThreshold: number;
  contours: boolean; hidden: Set<number>;
}

export const value = (l: Layer, at: number): number => l.data[at]! * l.slope + l.intercept;

/** Where the eye goes first: the heart of the first region, else the hottest voxel, else the middle. */
export function interesting(s: Scene): number[] {
  const { size } = s.grid;
  const first = s.regions[0];
  if (first) {
    const sum = [0, 0, 0];
    let n = 0;
    for (let c = 0, k = 0; c < size[2]; c++) for (let b = 0; b < size[1]; b++) for (let a = 0; a < size[0]; a++, k++) {
      if (first.layer.data[k] === first.value) { sum[0]! += a; sum[1]! += b; sum[2]! += c; n++; }
    }
    if (n > 0) return sum.map((x) => Math.round(x / n));
  }
  const hot = s.heat ?? s.pet;
  if (hot) {
    let best = 0;
    for (let k = 1; k < hot.data.length; k++) if (hot.data[k]! > hot.data[best]!) best = k;
    return [best % size[0], Math.floor(best / size[0]) % size[1], Math.floor(best / (size[0] * size[1]))];
  }
  return size.map((n) => n >> 1);
}

/** What lies at a voxel, in words. */
export function readOut(s: Scene, at: number[]): string {
  const k = voxel(s.grid, at);
  const mm = toLps(s.grid, at).map((x) => (Math.abs(x) < 0.05 ? 0 : x).toFixed(1).replace("-", "−"));
  const parts = [`LPS ${mm.join(", ")} mm`];
  if (s.ct) parts.push(`CT ${value(s.ct, k).toFixed(0).replace("-", "−")} HU`);
  if (s.pet) parts.push(`PET ${value(s.pet, k).toFixed(2)} ${s.petUnit}`);
  if (s.heat) parts.push(`CAM ${value(s.heat, k).toFixed(2)}`);
  const inside = s.regions.filter((r) => r.layer.data[k] === r.value).map((r) => r.name);
  if (inside.length > 0) parts.push(`in ${inside.join(", ")}`);
  return parts.join(" · ");
}
