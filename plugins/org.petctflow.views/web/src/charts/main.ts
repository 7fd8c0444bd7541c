import "../common/base.css";
import "./charts.css";
import * as echarts from "echarts/core";
import { BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { connect, el, save } from "../common/host";
import type { Chart, ChartsData } from "./contract";
import { flow } from "./flow";
import { OPTIONS, height, option, type Theme } from "./options";
import { values } from "./values";

echarts.use([BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent,
  MarkLineComponent, TooltipComponent, CanvasRenderer, SVGRenderer]);

/** For tests: whether the page is drawn, and what went wrong. */
declare global {
  interface Window { __charts: { ready: boolean; error?: string; mode?: string; list: echarts.ECharts[] } }
}
window.__charts = { ready: false, list: [] };

function theme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string) => style.getPropertyValue(name).trim();
  return { fg: get("--fg"), dim: get("--dim"), line: get("--line"), bg: get("--bg") };
}

/** A picture of the chart as it is: SVG, or PNG at twice the size. */
function exporters(chart: Chart, svgText: () => string): HTMLElement[] {
  const name = chart.id.replace(/[^\w-]+/g, "-");
  const svgButton = el("button", { type: "button", title: "Save as SVG" }, "SVG");
  svgButton.onclick = () => save(`${name}.svg`, `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`);
  const pngButton = el("button", { type: "button", title: "Save as PNG" }, "PNG");
  pngButton.onclick = () => {
    const image = new Image();
    image.onload = () => {
      const canvas = el("canvas");
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      const pen = canvas.getContext("2d")!;
      pen.fillStyle = theme().bg;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      save(`${name}.png`, canvas.toDataURL("image/png"));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
  };
  return [svgButton, pngButton];
}

function draw(chart: Chart, into: HTMLElement): void {
  if (chart.type !== "flow" && !(chart.type in OPTIONS)) {
    into.append(el("p", { role: "alert" }, `A chart of the type ${String((chart as Chart).type)} is not known to this page: it comes from a newer version.`));
    return;
  }
  const box = el("div", { class: "chart", id: `chart-${chart.id}`, tabindex: "0", "aria-label": chart.title });
  const note = chart.note ? [el("p", { class: "note" }, chart.note)] : [];
  let svgText: () => string;
  const caption = el("figcaption", {}, el("span", {}, chart.title));
  into.append(el("figure", chart.wide || chart.type === "flow" ? { class: "wide" } : {}, caption, box, ...note, values(chart)));
  if (chart.type === "flow") {
    box.style.height = "auto";
    const show = () => box.replaceChildren(flow(chart, theme()));
    show();
    onTheme(show);
    svgText = () => new XMLSerializer().serializeToString(box.firstElementChild!);
  } else {
    box.style.height = `${height(chart)}px`;
    const many = (chart.type === "scatter" || chart.type === "beeswarm") && chart.x.length > 2000;
    const drawn = echarts.init(box, undefined, { renderer: many ? "canvas" : "svg" });
    const show = () => drawn.setOption(option(chart, theme()), true);
    show();
    onTheme(show);
    new ResizeObserver(() => drawn.resize()).observe(box);
    window.__charts.list.push(drawn);
    svgText = () => {
      if (!many) return drawn.renderToSVGString();
      const still = echarts.init(null, undefined, { renderer: "svg", ssr: true, width: drawn.getWidth(), height: drawn.getHeight() });
      still.setOption(option(chart, theme()));
      const text = still.renderToSVGString();
      still.dispose();
      return text;
    };
  }
  caption.append(...exporters(chart, svgText));
}

const onTheme = (show: () => void): void => window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);

async function main(): Promise<void> {
  const host = await connect();
  const data = (await host.initial()) as ChartsData | null;
  if (data === null || data === undefined) throw new Error("The node has not run yet: execute it, then open the view again.");
  if (data.schema !== "petct.charts/1") throw new Error(`This page shows petct.charts/1, but the data are ${String(data.schema)}.`);
  document.title = data.title;
  const grid = el("div", { class: "grid" });
  document.getElementById("app")!.append(el("h1", {}, data.title), grid, ...(data.notes ?? []).map((n) => el("p", { class: "note" }, n)));
  data.charts.forEach((c) => draw(c, grid));
  window.__charts.mode = host.mode;
  window.__charts.ready = true;
}

main().catch((e: Error) => {
  window.__charts.error = e.message;
  document.getElementById("app")!.replaceChildren(el("p", { role: "alert" }, e.message));
});
