import { el } from "../common/host";
import type { Chart } from "./contract";
import { number, quantile } from "./options";

const MOST_ROWS = 500;

/** What a chart shows as a table: for screen readers, and for whoever wants the numbers. */
export function values(chart: Chart): HTMLElement {
  const [head, rows] = table(chart);
  const cut = rows.slice(0, MOST_ROWS);
  const body = el("table", {}, el("thead", {}, el("tr", {}, ...head.map((h) => el("th", { scope: "col" }, h)))),
    el("tbody", {}, ...cut.map((r) => el("tr", {}, ...r.map((c) => el("td", {}, typeof c === "number" ? number(c) : c))))));
  const more = rows.length > cut.length ? [el("p", { class: "note" }, `${rows.length - cut.length} more rows are in the node's output table.`)] : [];
  return el("details", {}, el("summary", {}, "Values"), el("div", { class: "scroll", tabindex: "0" }, body, ...more));
}

type Row = (string | number)[];

function table(c: Chart): [string[], Row[]] {
  switch (c.type) {
    case "roc":
    case "pr":
      return [["curve", "", c.type === "roc" ? "1 − specificity" : "recall", c.type === "roc" ? "sensitivity" : "precision"],
        c.series.flatMap((s) => s.x.map((x, i): Row => [s.name, i === 0 ? s.label ?? "" : "", x, s.y[i]!]))];
    case "calibration":
      return [["model", "predicted", "observed", "95 % CI", "n"], c.series.flatMap((s) => s.points.map((p): Row => [s.name, p.predicted, p.observed, `${number(p.low)} to ${number(p.high)}`, p.n]))];
    case "decision":
      return [["threshold", ...c.series.map((s) => s.name)], c.thresholds.map((t, i): Row => [t, ...c.series.map((s) => s.netBenefit[i]!)])];
    case "lines":
      return [["series", c.xLabel, c.yLabel], c.series.flatMap((s) => s.x.map((x, i): Row => [s.name, x, s.y[i]!]))];
    case "violin":
      return [["group", "n", "median", "quartiles", "range"], c.groups.filter((g) => g.values.length > 0).map((g): Row => {
        const s = [...g.values].sort((a, b) => a - b);
        return [g.name, s.length, quantile(s, 0.5), `${number(quantile(s, 0.25))} to ${number(quantile(s, 0.75))}`, `${number(s[0]!)} to ${number(s[s.length - 1]!)}`];
      })];
    case "scatter":
      return [["id", "group", c.xLabel, c.yLabel], c.x.map((x, i): Row => [c.ids[i]!, c.groups[c.group[i]!]!, x, c.y[i]!])];
    case "beeswarm":
      return [["", "id", c.xLabel, `${c.low} (0) to ${c.high} (1)`], c.x.map((x, i): Row => [c.categories[c.category[i]!]!, c.ids[i]!, x, c.level[i] ?? NaN])];
    case "bars":
      return [["", c.xLabel, ...(c.low && c.high ? ["interval"] : [])], c.categories.map((n, i): Row => [n, c.values[i]!, ...(c.low && c.high ? [`${number(c.low[i]!)} to ${number(c.high[i]!)}`] : [])])];
    case "matrix":
      return [[c.yLabel, ...c.columns], c.rows.map((r, i): Row => [r, ...c.values[i]!])];
    case "flow":
      return [["step", "n"], [...c.steps.flatMap((s): Row[] => [[s.label, s.n], ...(s.excluded ?? []).map((e): Row => [`  excluded: ${e.reason}`, e.n])]), ...(c.groups ?? []).map((g): Row => [g.label, g.n])]];
  }
}
