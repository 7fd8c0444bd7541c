/** Colour tables of 256 steps, three bytes a step. */
type Stop = [at: number, r: number, g: number, b: number];

function table(stops: Stop[]): Uint8Array {
  const t = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    let k = 1;
    while (k < stops.length - 1 && stops[k]![0] < i) k++;
    const [x0, ...from] = stops[k - 1]!, [x1, ...to] = stops[k]!;
    for (let c = 0; c < 3; c++) t[3 * i + c] = Math.round(from[c]! + ((to[c]! - from[c]!) * (i - x0)) / (x1 - x0));
  }
  return t;
}

/** Black, red, yellow, white: what nuclear medicine knows as hot. */
export const HOT_STOPS: Stop[] = [[0, 0, 0, 0], [95, 255, 0, 0], [191, 255, 255, 0], [255, 255, 255, 255]];

/** Viridis (van der Walt and Smith 2015, CC0), by nine of its colours: light and dark in order for colour-blind people, and unlike hot. */
export const HEAT_STOPS: Stop[] = [[0, 68, 1, 84], [32, 71, 44, 122], [64, 59, 81, 139], [96, 44, 113, 142], [128, 33, 144, 141], [159, 39, 173, 129],
  [191, 92, 200, 99], [223, 170, 220, 50], [255, 253, 231, 37]];

export const HOT = table(HOT_STOPS);
export const HEAT = table(HEAT_STOPS);

export const gradient = (t: Uint8Array): string =>
  `linear-gradient(to right,${Array.from({ length: 17 }, (_, i) => 3 * Math.min(255, i * 16)).map((k) => `rgb(${t[k]},${t[k + 1]},${t[k + 2]})`).join(",")})`;

/** Contours: Okabe and Ito's light colours, each with a dash of its own. */
const CONTOURS = ["#56b4e9", "#cc79a7", "#e69f00", "#ffffff", "#009e73", "#f0e442"];
const DASHES = [[], [7, 3], [3, 3], [10, 3, 2, 3], [5, 2], [2, 2]];
export const contourColour = (i: number): string => CONTOURS[i % CONTOURS.length]!;
export const contourDash = (i: number): number[] => DASHES[i % DASHES.length]!;
