import "../common/base.css";
import "./report.css";
import * as echarts from "echarts/core";
import { BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import type { Chart } from "../charts/contract";
import { flow } from "../charts/flow";
import { height as heightOf, OPTIONS, option, type Theme } from "../charts/options";
import { values } from "../charts/values";
import { connect, el } from "../common/host";
import type { Block, BlockOf, Cell, Item, ReportData, Status } from "./contract";

echarts.use([BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** For tests: whether the page is written, and what went wrong. */
declare global {
  interface Window { __report: { ready: boolean; error?: string; figures: number } }
}
window.__report = { ready: false, figures: 0 };

const PAPER: Theme = { fg: "#16191c", dim: "#55606a", line: "#c9d0d6", bg: "#ffffff" };
const WIDTH = 500;

/** A whole number as it is, others with four digits that count; the full number is in the node's table. */
export function text(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell) && Math.abs(cell) < 1e15) return String(cell);
  const size = Math.abs(cell);
  return size < 1e-4 || size >= 1e6 ? cell.toExponential(2) : String(Number(cell.toPrecision(4)));
}

/** A text with its DOIs as links. Nothing is loaded: a link is followed only by whoever clicks it. */
function linked(words: string): (Node | string)[] {
  return words.split(/(\bdoi:10\.\d{4,9}\/[^\s;,]*[\w-]|\barXiv:\d{4}\.\d{4,5})/).map((part, i) => (i % 2 === 0 ? part
    : el("a", { href: part.startsWith("doi:") ? `https://doi.org/${encodeURI(part.slice(4))}` : `https://arxiv.org/abs/${part.slice(6)}` }, part)));
}

/** A chart as a drawing that grows and shrinks with the page. */
function drawing(chart: Chart): Node {
  if (chart.type === "flow") return flow(chart, PAPER);
  if (!(chart.type in OPTIONS)) throw new Error(`a chart of the type ${String((chart as Chart).type)} is not known: it comes from a newer version`);
  const wide = isWide(chart);
  const width = wide ? 720 : WIDTH;
  const height = Math.max(heightOf(chart), wide && chart.type !== "bars" ? 400 : 0);
  const still = echarts.init(null, undefined, { renderer: "svg", ssr: true, width, height });
  still.setOption({ ...option(chart, PAPER), aria: { enabled: false } });
  // paper has room for whole names, and no tooltip that could show them
  if (chart.type === "violin" && chart.groups.length <= 10) {
    const label = { rotate: 0, interval: 0, overflow: "break", lineHeight: 13, fontSize: 11, width: Math.floor((width - 90) / Math.max(1, chart.groups.length)) - 6 };
    still.setOption({ xAxis: { axisLabel: label }, grid: { bottom: chart.groups.length > 3 ? 74 : 44 } });
  }
  if (chart.type === "beeswarm") still.setOption({ yAxis: { axisLabel: { width: 330, fontSize: 10, overflow: "breakAll" } } });
  if (chart.type === "bars") still.setOption({ yAxis: { axisLabel: { width: 370, fontSize: 10, overflow: "breakAll" } } });
  const parsed = new DOMParser().parseFromString(still.renderToSVGString(), "image/svg+xml").documentElement;
  still.dispose();
  if (parsed.tagName !== "svg") throw new Error("the chart could not be drawn");
  for (const [name, value] of [["viewBox", `0 0 ${width} ${height}`], ["role", "img"], ["aria-label", chart.title]] as const) parsed.setAttribute(name, value);
  parsed.removeAttribute("width");
  parsed.removeAttribute("height");
  return document.importNode(parsed, true);
}

const isWide = (chart?: Chart): boolean => chart !== undefined
  && (chart.wide === true || chart.type === "flow" || chart.type === "bars" || chart.type === "beeswarm" || (chart.type === "violin" && chart.groups.length > 6));

function figure(f: BlockOf<"figure">): HTMLElement {
  const caption = el("figcaption", {}, el("b", {}, `Figure ${f.number}. ${f.title}.`), ...(f.caption ? [" ", ...linked(f.caption)] : []));
  const box = el("figure", { id: `figure-${f.number}`, ...(isWide(f.chart) ? { class: "wide" } : {}) });
  try {
    box.append(f.chart ? drawing(f.chart) : el("img", { src: `data:image/png;base64,${f.image ?? ""}`, alt: f.title }));
    box.append(caption, ...(f.chart ? [values(f.chart)] : []));
    window.__report.figures++;
  } catch (e) { // the other figures and the text are still worth reading
    box.append(el("p", { role: "alert" }, `This figure cannot be shown: ${(e as Error).message}.`), caption);
  }
  return box;
}

function table(t: BlockOf<"table">): HTMLElement {
  const numbers = t.columns.map((_, c) => t.rows.some((r) => r[c] !== null) && t.rows.every((r) => r[c] === null || typeof r[c] === "number"));
  const cls = (c: number): Record<string, string> => (numbers[c] ? { class: "number" } : {});
  const head = [el("b", {}, `Table ${t.number}. `), t.title];
  const sheet = el("table", t.columns.length > 9 ? { class: "many" } : {}, ...(t.folded ? [] : [el("caption", {}, ...head)]),
    el("thead", {}, el("tr", {}, ...t.columns.map((n, c) => el("th", { scope: "col", ...cls(c) }, n)))),
    el("tbody", {}, ...t.rows.map((r) => el("tr", {}, ...r.map((cell, c) => el("td", { ...cls(c), ...(typeof cell === "number" ? { title: String(cell) } : {}) }, text(cell)))))));
  const notes: string[] = [];
  if (t.rows.length === 0) notes.push("The table is empty.");
  if (t.total > t.rows.length) notes.push(`The first ${t.rows.length} of ${t.total} rows.`);
  if (t.hiddenColumns > 0) notes.push(`The first ${t.columns.length} of ${t.columns.length + t.hiddenColumns} columns.`);
  const body = el("div", { class: "sheet", tabindex: "0", role: "group", "aria-label": t.title }, sheet, ...(notes.length ? [el("p", { class: "note" }, notes.join(" "))] : []));
  return t.folded ? el("details", { id: `table-${t.number}` }, el("summary", {}, ...head, ` (${t.total} rows)`), body) : body;
}

const STATUS: Record<Status, string> = { ANSWERED: "✓ answered", PARTLY: "◐ partly", BY_AUTHORS: "✓ by authors", OPEN: "○ open" };

function checklist(c: BlockOf<"checklist">, titles: Map<string, string>): HTMLElement {
  const where = (i: Item): (Node | string)[] => {
    const links = [...i.sections.map((s) => el("a", { href: `#${s}` }, titles.get(s) ?? s)),
      ...(i.nodes.length ? [el("a", { href: "#methods" }, `Methods (${i.nodes.join(", ")})`)] : [])];
    const joined = links.flatMap((l, k): (Node | string)[] => (k === 0 ? [l] : ["; ", l]));
    return i.status === "BY_AUTHORS" ? [i.remark ?? ""] : i.status === "PARTLY" ? [...joined, `; still open: ${i.remark}`] : joined;
  };
  const count = (s: Status) => c.items.filter((i) => i.status === s).length;
  return el("div", { class: "sheet", tabindex: "0", role: "group", "aria-label": c.title },
    el("p", {}, ...linked(c.title), `. Items in words of our own. ${count("ANSWERED")} answered here, ${count("PARTLY")} in part, ${count("BY_AUTHORS")} by the authors, ${count("OPEN")} open. `
      + "Whether an answer is good enough is for the authors to say."),
    el("table", {}, el("thead", {}, el("tr", {}, ...["Item", "Part", "What it asks for", "Status", "Where, and what is open"].map((h) => el("th", { scope: "col" }, h)))),
      el("tbody", {}, ...c.items.map((i) => el("tr", {}, el("td", {}, i.number), el("td", {}, i.part), el("td", {}, i.text),
        el("td", { class: `status ${i.status}` }, STATUS[i.status]), el("td", {}, ...where(i)))))));
}

function write(data: ReportData, into: HTMLElement): void {
  document.title = data.title;
  const titles = new Map(data.sections.map((s) => [s.id, s.title]));
  into.append(el("h1", {}, data.title), ...data.description.map((p) => el("p", {}, ...linked(p))),
    el("nav", { "aria-label": "Contents" }, el("ol", {}, ...data.sections.map((s) => el("li", {}, el("a", { href: `#${s.id}` }, s.title))))));
  for (const s of data.sections) {
    const section = el("section", { id: s.id }, el("h2", {}, s.title));
    let figures: HTMLElement | null = null;
    for (const b of s.blocks as Block[]) {
      if (b.type === "figure") {
        if (figures === null) section.append(figures = el("div", { class: "figures" }));
        figures.append(figure(b));
        continue;
      }
      figures = null;
      section.append(b.type === "text" ? el("div", {}, el("h3", {}, b.title), el("p", {}, ...linked(b.text))) : b.type === "table" ? table(b) : checklist(b, titles));
    }
    into.append(section);
  }
}

async function main(): Promise<void> {
  const data = (await (await connect()).initial()) as ReportData | null;
  if (data === null || data === undefined) throw new Error("The node has not run yet: execute it, then open the view again.");
  if (data.schema !== "petct.report/1") throw new Error(`This page shows petct.report/1, but the data are ${String(data.schema)}.`);
  write(data, document.getElementById("app")!);
  await Promise.all([...document.images].map((i) => i.decode().catch(() => window.__report.figures--)));
  window.__report.ready = true;
}

main().catch((e: Error) => {
  window.__report.error = e.message;
  document.getElementById("app")!.replaceChildren(el("p", { role: "alert" }, e.message));
});
