import type { EChartsCoreOption } from "echarts/core";
import type { Chart, ChartOf, ChartType, Curve } from "./contract";

/** Okabe and Ito's palette, told apart by colour-blind people; every series also has a dash or symbol of its own. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#999933"];
const DASHES: (string | number[])[] = ["solid", "dashed", "dotted", [8, 3, 2, 3], [2, 2], [12, 4], [6, 2, 2, 2, 2, 2], [1, 3]];
const SYMBOLS = ["circle", "triangle", "rect", "diamond", "pin", "arrow", "roundRect", "emptyCircle"];

export const colour = (i: number): string => COLOURS[i % COLOURS.length]!;
const dash = (i: number) => DASHES[i % DASHES.length]!;
const symbol = (i: number): string => SYMBOLS[i % SYMBOLS.length]!;

export interface Theme { fg: string; dim: string; line: string; bg: string }

type Option = Record<string, unknown>;
type Api = { coord(p: number[]): number[]; value(i: number): number; size(p: number[]): number[] };
type Layout = { series: unknown[]; [key: string]: unknown };

export const number = (v: number): string =>
  !Number.isFinite(v) ? "–" : Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3) ? v.toExponential(2) : String(Math.round(v * 1000) / 1000);

function axis(t: Theme, name: string, more: Option = {}): Option {
  return {
    type: "value", name, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: t.fg },
    axisLine: { show: true, onZero: false, lineStyle: { color: t.dim } }, axisLabel: { color: t.fg, hideOverlap: true },
    splitLine: { lineStyle: { color: t.line, opacity: 0.5 } }, ...more,
  };
}

function base(t: Theme, legendRows = 1): Option {
  return {
    animation: false, color: COLOURS, backgroundColor: t.bg, aria: { enabled: true },
    textStyle: { fontFamily: "system-ui, 'DejaVu Sans', sans-serif", color: t.fg },
    grid: { left: 62, right: 24, top: 14 + 22 * legendRows, bottom: 50 },
    legend: { top: 0, type: "plain", itemGap: 12, textStyle: { color: t.fg, fontSize: 11 } },
    // plain text: identifiers of the data never become markup
    tooltip: { trigger: "item", renderMode: "richText" },
  };
}

/** A legend wraps: its rows are guessed from the letters, so that the chart begins below it. */
const rows = (names: string[]): number => Math.max(1, Math.ceil(names.reduce((sum, n) => sum + n.length * 6.4 + 48, 0) / 400));

const unit = { min: 0, max: 1 };
const pairs = (x: number[], y: number[]): number[][] => x.map((v, i) => [v, y[i]!]);

const finite = (values: number[]): number[] => values.filter((v) => Number.isFinite(v));

function band(c: Curve, i: number): unknown[] {
  if (!c.bandX || !c.bandLow || !c.bandHigh) return [];
  const outline = [...pairs(c.bandX, c.bandHigh), ...pairs(c.bandX, c.bandLow).reverse()];
  return [{
    type: "custom", name: `${c.name} interval`, silent: true, z: 1, tooltip: { show: false }, clip: true,
    data: [[c.bandX[0]!, Math.min(...finite(c.bandLow))], [c.bandX[c.bandX.length - 1]!, Math.max(...finite(c.bandHigh))]], // the axes hold the band, too
    renderItem: (p: { dataIndex: number }, api: Api) => p.dataIndex > 0 ? undefined
      : ({ type: "polygon", shape: { points: outline.map((o) => api.coord(o)) }, style: { fill: colour(i), opacity: 0.16 } }),
  }];
}

const caption = (s: { name: string; label?: string }): string => (s.label ? `${s.name}  ${s.label}` : s.name);

function curve(c: Curve, i: number, step?: string): unknown {
  return { type: "line", name: caption(c), ...(step ? { step } : {}), showSymbol: !step && c.x.length <= 40, symbol: symbol(i), symbolSize: 6, color: colour(i),
    lineStyle: { type: dash(i), width: 2 }, data: pairs(c.x, c.y) };
}

const straight = (t: Theme, name: string, data: number[][]): unknown =>
  ({ type: "line", name, showSymbol: false, silent: true, color: t.dim, lineStyle: { type: "dotted", width: 1 }, data });

function operating(c: ChartOf<"roc" | "pr">, t: Theme): Layout {
  const roc = c.type === "roc";
  const names = c.series.map(caption);
  return {
    ...base(t, rows(names)), legend: { ...(base(t).legend as object), data: names },
    xAxis: axis(t, roc ? "1 − specificity" : "recall (sensitivity)", unit), yAxis: axis(t, roc ? "sensitivity" : "precision (PPV)", { ...unit, nameGap: 38 }),
    series: [...c.series.flatMap((s, i) => [...band(s, i), curve(s, i, roc ? "end" : "start")]),
      roc ? straight(t, "chance", [[0, 0], [1, 1]]) : { type: "line", name: "prevalence", data: [], markLine: { symbol: "none", silent: true, lineStyle: { color: t.dim, type: "dotted" },
        data: c.prevalence === undefined ? [] : [{ yAxis: c.prevalence, label: { formatter: `prevalence ${number(c.prevalence)}`, color: t.fg, position: "insideStartTop" } }] } }],
  };
}

function calibration(c: ChartOf<"calibration">, t: Theme): Layout {
  const names = c.series.map(caption);
  return {
    ...base(t, rows(names)), legend: { ...(base(t).legend as object), data: names },
    xAxis: axis(t, "predicted probability", unit), yAxis: axis(t, "observed proportion", { ...unit, nameGap: 38 }),
    series: [...c.series.flatMap((s, i) => [
      { type: "line", name: caption(s), color: colour(i), symbol: symbol(i), symbolSize: 8, lineStyle: { type: dash(i), width: s.smooth ? 0 : 2 }, data: s.points.map((p) => [p.predicted, p.observed]) },
      { type: "custom", name: `${s.name} interval`, silent: true, tooltip: { show: false }, data: s.points.map((p) => [p.predicted, p.low, p.high]), encode: { x: 0, y: [1, 2] },
        renderItem: (_: unknown, api: Api) => whisker(api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)]), colour(i)) },
      ...(s.smooth ? [{ type: "line", name: `${s.name} smoothed`, showSymbol: false, silent: true, color: colour(i), lineStyle: { type: dash(i), width: 2 }, data: pairs(s.smooth.x, s.smooth.y) }] : []),
    ]), straight(t, "ideal", [[0, 0], [1, 1]])],
  };
}

const whisker = (a: number[], b: number[], stroke: string): unknown =>
  ({ type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke, lineWidth: 1.4 } });

function decision(c: ChartOf<"decision">, t: Theme): Layout {
  const floor = -0.1; // below, 'treat all' falls without end and squeezes what matters
  return {
    ...base(t, rows(c.series.map((s) => s.name))), tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (v: unknown) => number(Number(v)) },
    xAxis: axis(t, "threshold probability", { min: 0 }), yAxis: axis(t, "net benefit", { min: floor, nameGap: 42 }),
    series: c.series.map((s, i) => ({ type: "line", name: s.name, showSymbol: false, symbol: symbol(i), color: colour(i), lineStyle: { type: dash(i), width: 2 }, data: s.netBenefit.map((v, k) => [c.thresholds[k], v < floor ? null : v]) })),
  };
}

function lines(c: ChartOf<"lines">, t: Theme): Layout {
  const names = c.series.map(caption);
  const marks = (c.marks ?? []).map((m) => ({ xAxis: m.x, label: { formatter: m.label, color: t.fg, position: "insideEndTop" } }));
  return {
    ...base(t, rows(names)), legend: { ...(base(t).legend as object), data: names },
    tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (v: unknown) => number(Number(v)) },
    xAxis: axis(t, c.xLabel, { scale: true }), yAxis: axis(t, c.yLabel, { scale: true, nameGap: 42, ...(c.yMin === undefined ? {} : { min: c.yMin }), ...(c.yMax === undefined ? {} : { max: c.yMax }) }),
    dataZoom: [{ type: "inside" }],
    series: c.series.flatMap((s, i) => [...band(s, i), { ...(curve(s, i) as object),
      ...(i === 0 && marks.length > 0 ? { markLine: { symbol: "none", silent: true, lineStyle: { color: t.dim, type: "dashed" }, data: marks } } : {}) }]),
  };
}

/** Gaussian kernel density with Silverman's bandwidth (Density Estimation, 1986, 3.31), within the range of the data. */
export function density(values: number[], points = 80): number[][] {
  const s = [...values].sort((a, b) => a - b);
  const n = s.length;
  const mean = s.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(s.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, n - 1));
  const spread = Math.min(sd, (quantile(s, 0.75) - quantile(s, 0.25)) / 1.34 || sd);
  const h = 0.9 * spread * n ** -0.2 || 1;
  const lo = s[0]!, hi = s[n - 1]!;
  return Array.from({ length: points }, (_, i) => {
    const x = lo + ((hi - lo) * i) / (points - 1);
    return [x, s.reduce((a, b) => a + Math.exp(-0.5 * ((x - b) / h) ** 2), 0) / (n * h * Math.sqrt(2 * Math.PI))];
  });
}

/** Linear interpolation between order statistics (type 7), of sorted values. */
export function quantile(sorted: number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  return sorted[below]! + (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!) * (at - below);
}

function violin(c: ChartOf<"violin">, t: Theme): Layout {
  const groups = c.groups.filter((g) => g.values.length > 0);
  const shapes = groups.map((g) => density(g.values));
  const sorted = groups.map((g) => [...g.values].sort((a, b) => a - b));
  return {
    ...base(t, 0), legend: { show: false }, grid: { left: 62, right: 24, top: 18, bottom: groups.length > 6 ? 96 : 44 },
    xAxis: { type: "category", data: groups.map((g) => `${g.name} (n=${g.values.length})`), axisLabel: { color: t.fg, interval: 0, rotate: groups.length > 6 ? 40 : 0, width: 120, overflow: "truncate" }, axisLine: { lineStyle: { color: t.dim } } },
    yAxis: axis(t, c.unit, { scale: true, nameGap: 42 }),
    series: [
      { type: "custom", name: "density", silent: true, tooltip: { show: false }, encode: { x: 0, y: [1, 2] }, data: groups.map((_, i) => [i, sorted[i]![0]!, sorted[i]![sorted[i]!.length - 1]!]),
        renderItem: (_: unknown, api: Api) => {
          const i = api.value(0);
          const widest = Math.max(...shapes[i]!.map((d) => d[1]!));
          const half = (api.size([1, 0])[0]! * 0.4) / widest;
          const middle = api.coord([i, 0])[0]!;
          const side = (sign: number) => shapes[i]!.map((d) => [middle + sign * d[1]! * half, api.coord([i, d[0]!])[1]!]);
          return { type: "polygon", shape: { points: [...side(1), ...side(-1).reverse()] }, style: { fill: colour(i), opacity: 0.35, stroke: colour(i) } };
        } },
      { type: "boxplot", name: "median, quartiles, whiskers to 1.5 IQR", boxWidth: [8, 18], itemStyle: { color: t.bg, borderColor: t.fg },
        data: sorted.map((s) => {
          const a = quantile(s, 0.25), b = quantile(s, 0.75), w = 1.5 * (b - a);
          return [s.find((v) => v >= a - w)!, a, quantile(s, 0.5), b, [...s].reverse().find((v) => v <= b + w)!];
        }),
        markLine: { symbol: "none", silent: true, lineStyle: { color: "#d55e00", type: "dashed", width: 1.5 },
          data: (c.reference ?? []).map((r) => ({ yAxis: r.value, label: { formatter: r.label, color: t.fg, position: "insideEndTop" } })) } },
    ],
  };
}

function scatter(c: ChartOf<"scatter">, t: Theme): Layout {
  return {
    ...base(t, rows(c.groups)), dataZoom: [{ type: "inside" }, { type: "inside", yAxisIndex: 0 }],
    tooltip: { trigger: "item", renderMode: "richText", formatter: (p: { data: number[] }) => c.ids[p.data[2]!] ?? "" },
    xAxis: axis(t, c.xLabel, { scale: true }), yAxis: axis(t, c.yLabel, { scale: true, nameGap: 42 }),
    series: c.groups.map((g, i) => ({ type: "scatter", name: g, color: colour(i), symbol: symbol(i), symbolSize: 7, itemStyle: { opacity: 0.7 },
      data: c.x.map((x, k) => [x, c.y[k]!, k]).filter((_, k) => c.group[k] === i) })),
  };
}

/** From the first colour to the second; grey where the level is not known. */
function shade(level: number | null, t: Theme): string {
  if (level === null) return t.dim;
  const at = (i: number) => [1, 3, 5].map((k) => parseInt(colour(i).slice(k, k + 2), 16));
  const [low, high] = [at(0), at(1)];
  return `rgb(${low!.map((v, k) => Math.round(v + (high![k]! - v) * level)).join(",")})`;
}

/** Offsets from a row's middle that keep points with nearly the same abscissa apart: the 1st in the middle, then above and below in turn. */
export function swarm(x: number[], row: number[]): number[] {
  const finite = x.filter(Number.isFinite);
  const low = Math.min(...finite), width = (Math.max(...finite) - low) / 80 || 1;
  const places = x.map((v, i) => `${row[i]} ${Math.floor((v - low) / width)}`);
  const crowd = new Map<string, number>();
  const rank = places.map((p) => (crowd.set(p, (crowd.get(p) ?? 0) + 1), crowd.get(p)! - 1));
  const most = new Map<number, number>(); // a crowded row must not flatten the others
  rank.forEach((n, i) => most.set(row[i]!, Math.max(most.get(row[i]!) ?? 1, n + 1)));
  return rank.map((n, i) => (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2) * Math.min(0.12, 0.84 / most.get(row[i]!)!));
}

function beeswarm(c: ChartOf<"beeswarm">, t: Theme): Layout {
  const offsets = swarm(c.x, c.category);
  const sign = (name: string, level: number) => ({ type: "scatter", name, color: shade(level, t), symbolSize: 7, data: [] });
  return {
    ...base(t), grid: { left: 12, right: 30, top: 36, bottom: 46, containLabel: true },
    tooltip: { trigger: "item", renderMode: "richText", formatter: (p: { data: { value: number[] } }) => `${c.ids[p.data.value[2]!] ?? ""}  ${number(p.data.value[0]!)}` },
    xAxis: axis(t, c.xLabel, { scale: true }),
    yAxis: { type: "value", inverse: true, min: -1, max: c.categories.length, interval: 1, splitLine: { lineStyle: { color: t.line, opacity: 0.5 } },
      axisLabel: { color: t.fg, width: 236, overflow: "break", fontSize: 11, lineHeight: 12, formatter: (v: number) => c.categories[v] ?? "" } },
    series: [sign(c.low, 0), sign(c.high, 1), straight(t, "zero", [[0, -1], [0, c.categories.length]]),
      { type: "scatter", name: c.xLabel, symbolSize: 5, data: c.x.map((x, i) => ({ value: [x, c.category[i]! + offsets[i]!, i], itemStyle: { color: shade(c.level[i]!, t), opacity: 0.8 } })) }],
    legend: { ...(base(t).legend as object), data: [c.low, c.high] },
  };
}

function bars(c: ChartOf<"bars">, t: Theme): Layout {
  const order = c.categories.map((_, i) => i).reverse(); // the first on top
  return {
    ...base(t, 0), legend: { show: false }, grid: { left: 12, right: 30, top: 10, bottom: 46, containLabel: true },
    xAxis: axis(t, c.xLabel), yAxis: { type: "category", data: order.map((i) => c.categories[i]!), axisLabel: { color: t.fg, width: 236, overflow: "break", fontSize: 11, lineHeight: 12, interval: 0 }, axisLine: { lineStyle: { color: t.dim } } },
    series: [
      { type: "bar", name: c.xLabel, color: colour(0), data: order.map((i) => c.values[i]!), barMaxWidth: 18 },
      ...(c.low && c.high ? [{ type: "custom", name: "interval", silent: true, tooltip: { show: false }, encode: { x: [1, 2], y: 0 }, data: order.map((i, k) => [k, c.low![i]!, c.high![i]!]),
        renderItem: (_: unknown, api: Api) => whisker(api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)]), t.fg) }] : []),
    ],
  };
}

/** More cells than that have no room for their numbers: colours and a colour bar tell them, and a tooltip each. */
const MOST_NUMBERS = 100;

/** Blue for positive values, vermillion for negative ones, the ground for zero: told apart by colour-blind people. */
const signColour = (v: number): string => (v < 0 ? "#d55e00" : "#0072b2");

/** Room for the columns' names, which are turned where they are many or long. */
const turned = (c: ChartOf<"matrix">): boolean => c.columns.length > 6 || Math.max(...c.columns.map((n) => n.length)) * c.columns.length > 60;
const below = (c: ChartOf<"matrix">): number => (turned(c) ? 40 + Math.min(150, 7 * Math.max(...c.columns.map((n) => n.length))) : 54);

function matrix(c: ChartOf<"matrix">, t: Theme): Layout {
  const most = Math.max(...c.values.flat().filter(Number.isFinite).map(Math.abs), 1e-300);
  const cells = c.rows.flatMap((_, r) => c.columns.map((__, k) => [k, c.rows.length - 1 - r, c.values[r]![k]!, r]));
  const many = cells.length > MOST_NUMBERS, signed = c.values.flat().some((v) => v < 0);
  const names = Math.min(190, 12 + 7 * Math.max(...c.rows.map((n) => n.length)));
  return {
    ...base(t, 0), legend: { show: false }, grid: { left: names + 30, right: many ? 74 : 20, top: 14, bottom: below(c) },
    tooltip: { renderMode: "richText", formatter: (p: { data: number[] }) => `${c.rows[p.data[3]!]}, ${c.columns[p.data[0]!]}: ${number(p.data[2]!)}` },
    xAxis: { type: "category", data: c.columns, name: c.xLabel, nameLocation: "middle", nameGap: below(c) - 22, nameTextStyle: { color: t.fg },
      axisLabel: { color: t.fg, width: turned(c) ? 150 : 110, overflow: "truncate", interval: 0, rotate: turned(c) ? 60 : 0, fontSize: turned(c) ? 11 : 12 } },
    yAxis: { type: "category", data: [...c.rows].reverse(), name: c.yLabel, nameLocation: "middle", nameGap: names + 12, nameTextStyle: { color: t.fg },
      axisLabel: { color: t.fg, width: names, overflow: "truncate", interval: 0 } },
    series: [{ type: "custom", name: "cells", data: cells, encode: { x: 0, y: 1 },
      renderItem: (p: { dataIndex: number; coordSys: { x: number; y: number; width: number; height: number } }, api: Api) => {
        const at = api.coord([api.value(0), api.value(1)]), size = api.size([1, 1]), v = api.value(2), r = api.value(3);
        const share = Number.isFinite(v) ? Math.abs(v) / most : 0, gap = many ? 0.5 : 2;
        const percent = c.percent?.[r]?.[api.value(0)];
        const words = many ? [] : percent === undefined ? [number(v)] : [number(v), `${(100 * percent).toFixed(1)} %`];
        return { type: "group", children: [
          { type: "rect", shape: { x: at[0]! - size[0]! / 2, y: at[1]! - size[1]! / 2, width: size[0]! - gap, height: size[1]! - gap },
            style: { fill: signColour(v), opacity: many ? share : 0.08 + 0.85 * share } },
          ...words.map((text, line) => (
            { type: "text", style: { x: at[0], y: at[1]! + 18 * (line - (words.length - 1) / 2), align: "center", verticalAlign: "middle", fontSize: 14, fill: share > 0.5 ? "#fff" : t.fg, text } })),
          ...(many && p.dataIndex === 0 ? colourBar(p.coordSys, most, signed, t) : []),
        ] };
      } }],
  };
}

function colourBar(box: { x: number; y: number; width: number; height: number }, most: number, signed: boolean, t: Theme): unknown[] {
  const x = box.x + box.width + 14, height = Math.min(160, box.height), zero = signed ? 0.5 : 1;
  const stops = [{ offset: 0, color: signColour(1) }, { offset: zero, color: t.bg }, ...(signed ? [{ offset: 1, color: signColour(-1) }] : [])];
  const text = (y: number, value: number) => ({ type: "text", style: { x: x + 18, y, text: number(value), fill: t.fg, fontSize: 11, verticalAlign: "middle" } });
  return [{ type: "rect", shape: { x, y: box.y, width: 12, height }, style: { fill: { type: "linear", x: 0, y: 0, x2: 0, y2: 1, colorStops: stops }, stroke: t.dim } },
    text(box.y + 5, most), text(box.y + height * zero - (signed ? 0 : 5), 0), ...(signed ? [text(box.y + height - 5, -most)] : [])];
}

export const OPTIONS: { [T in Exclude<ChartType, "flow">]: (chart: ChartOf<T>, theme: Theme) => Layout } = {
  roc: operating as (c: ChartOf<"roc">, t: Theme) => Layout, pr: operating as (c: ChartOf<"pr">, t: Theme) => Layout,
  calibration, decision, lines, violin, scatter, beeswarm, bars, matrix,
};

/** How many pixels high a chart is. */
export function height(c: Exclude<Chart, { type: "flow" }>): number {
  switch (c.type) {
    case "bars": return Math.max(160, 70 + 26 * c.categories.length);
    case "beeswarm": return Math.max(220, 100 + 36 * c.categories.length);
    case "matrix": return Math.max(320, 22 * c.rows.length + 14 + below(c));
    case "violin": return c.groups.length > 6 ? 400 : 320;
    default: return 320;
  }
}

export const option = (chart: Exclude<Chart, { type: "flow" }>, theme: Theme): EChartsCoreOption =>
  (OPTIONS[chart.type] as (c: unknown, t: Theme) => Layout)(chart, theme);
