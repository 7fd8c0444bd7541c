import type { ChartOf } from "./contract";
import type { Theme } from "./options";

const NS = "http://www.w3.org/2000/svg";
const BOX = 300, SIDE = 330, GAP = 40, LINE = 17, PAD = 9;

function svg(tag: string, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElement {
  const e = document.createElementNS(NS, tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
  e.append(...children);
  return e;
}

/** Breaks a label into lines that fit a box; a letter of 13 px is about 7 px wide. */
function wrap(text: string, width: number): string[] {
  const most = Math.floor((width - 2 * PAD) / 7);
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A cohort flow chart: who came, who was excluded and why, who is analysed. */
export function flow(c: ChartOf<"flow">, t: Theme): SVGSVGElement {
  const nodes: SVGElement[] = [];
  const box = (x: number, y: number, width: number, lines: string[]): number => {
    const height = lines.length * LINE + 2 * PAD;
    nodes.push(svg("rect", { x, y, width, height, rx: 4, fill: t.bg, stroke: t.dim }));
    lines.forEach((l, i) => nodes.push(svg("text", { x: x + PAD, y: y + PAD + LINE * (i + 0.75), fill: t.fg, "font-size": 13 }, l)));
    return height;
  };
  const arrow = (x1: number, y1: number, x2: number, y2: number) =>
    nodes.push(svg("line", { x1, y1, x2, y2, stroke: t.dim, "stroke-width": 1.4, "marker-end": "url(#tip)" }));
  const line = (x1: number, y1: number, x2: number, y2: number) => nodes.push(svg("line", { x1, y1, x2, y2, stroke: t.dim, "stroke-width": 1.4 }));
  let tail = 0;
  /** How the last step is divided: a line across, and an arrow to each part. */
  const parts = (groups: { label: string; n: number }[], from: number, top: number) => {
    if (groups.length === 0) return;
    const width = Math.max(120, (BOX + GAP + SIDE) / groups.length - 12);
    const middle = (i: number) => 6 + i * (width + 12) + width / 2;
    const across = top - GAP / 2;
    line(6 + BOX / 2, from, 6 + BOX / 2, across);
    line(Math.min(6 + BOX / 2, middle(0)), across, Math.max(6 + BOX / 2, middle(groups.length - 1)), across);
    const highest = Math.max(...groups.map((g, i) => {
      arrow(middle(i), across, middle(i), top - 3);
      return box(6 + i * (width + 12), top, width, [...wrap(g.label, width), `n = ${g.n}`]);
    }));
    tail = highest + GAP;
  };
  let y = 6;
  c.steps.forEach((step, i) => {
    const height = box(6, y, BOX, [...wrap(step.label, BOX), `n = ${step.n}`]);
    const last = i === c.steps.length - 1;
    let next = y + height + GAP;
    if (step.excluded?.length) {
      const lines = [`Excluded: n = ${step.excluded.reduce((s, e) => s + e.n, 0)}`, ...step.excluded.flatMap((e) => wrap(`${e.reason}: ${e.n}`, SIDE))];
      const top = y + height + GAP / 2;
      const side = box(6 + BOX + GAP, top, SIDE, lines);
      arrow(6 + BOX / 2, top + side / 2, 6 + BOX + GAP - 3, top + side / 2);
      next = Math.max(next, top + side + GAP / 2);
    }
    if (!last) arrow(6 + BOX / 2, y + height, 6 + BOX / 2, next - 3);
    else parts(c.groups ?? [], y + height, next);
    y = next;
  });
  const height = y + tail - GAP + 10, width = Math.max(BOX + GAP + SIDE + 12, (c.groups?.length ?? 0) * 132 + 6);
  const picture = svg("svg", { xmlns: NS, viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": c.title, "font-family": "system-ui, 'DejaVu Sans', sans-serif" },
    svg("defs", {}, svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" }, svg("path", { d: "M0 0 L8 4 L0 8 z", fill: t.dim }))),
    ...nodes);
  picture.setAttribute("style", "max-width:100%;height:auto");
  return picture as SVGSVGElement;
}
