import { el } from "../common/host";
import type { CaseMeta, ViewerData, VolumeMeta } from "./contract";

const percent = (p: number): string => `${Math.round(100 * p)} %`;

/** What the network says of a case, task by task, with the truth where it is known. */
export function outputs(data: ViewerData, c: CaseMeta): HTMLElement[] {
  return c.outputs.map((o) => {
    const task = data.tasks.find((t) => t.id === o.task);
    const classes = task?.classes ?? [];
    const p = o.probabilities ?? (o.probability === undefined ? [] : [1 - o.probability, o.probability]);
    if (p.length === 0) return el("p", { class: "note" }, `${task?.name ?? o.task}: ${o.risk === undefined ? "no output" : `risk ${o.risk.toFixed(2)}`}`);
    const best = p.indexOf(Math.max(...p));
    const rows = p.map((x, k) => {
      const fill = el("i", {});
      fill.style.width = `${100 * x}%`;
      return el("tr", {}, el("th", { scope: "row" }, classes[k] ?? `class ${k}`), el("td", {}, el("span", { class: "share", "aria-hidden": "true" }, fill)), el("td", {}, percent(x)));
    });
    const truth = o.truth === null || o.truth === undefined ? "" : ` · true: ${classes[o.truth] ?? o.truth} ${o.truth === best ? "✓ right" : "✗ wrong"}`;
    return el("table", { class: "outputs" }, el("caption", {}, `${task?.name ?? o.task}${truth}`), el("tbody", {}, ...rows));
  });
}

/** Where the weight of a heat map lies, e.g. core 41 %, rim 33 %, outside 26 %. */
export function shares(v: VolumeMeta | undefined): string {
  const s = v?.shares?.filter((x) => Number.isFinite(x.value)) ?? [];
  return s.length === 0 ? "" : `Attention: ${s.map((x) => `${x.name} ${percent(x.value)}`).join(", ")}`;
}
