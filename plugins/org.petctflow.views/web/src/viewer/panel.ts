import { el } from "../common/host";
import { HEAT, HOT } from "./colours";
import type { CaseMeta } from "./contract";
import { bar, check, group, pair, sample, select, slider } from "./controls";
import { outputs, shares } from "./outputs";
import type { Region } from "./scene";
import { LAYOUTS, type Viewer } from "./viewer";

const CUSTOM = { id: "", name: "as set below" };
const number = (v: number): string => String(Math.round(v * 100) / 100);
const HELP = ["Click or drag: cross", "wheel: slices", "Ctrl+wheel, + −: zoom", "Shift+drag: CT window", "n p: cases", "1–9: CT windows", "f h c: PET, heat map, contours",
  "s: save PNG"];

/** The controls beside the images. */
export class Panel {
  readonly element: HTMLElement;
  private readonly list = el("ul", { id: "cases", role: "listbox", "aria-label": "Cases", tabindex: "0" });
  private readonly said = el("div", { id: "said" });
  private readonly shares = el("p", { class: "note", id: "shares" });
  private readonly regionBox = el("div", { id: "regions" });
  private readonly ct; private readonly ctNumbers; private readonly pet; private readonly petNumbers; private readonly petBar = bar(HOT);
  private readonly toggles: Record<string, { show(v: boolean): void; get(): boolean; set(v: boolean): void }> = {};

  constructor(private readonly v: Viewer) {
    const { data, look, choice } = v;
    const has = (kind: string) => data.cases.some((c) => c.volumes.some((x) => x.kind === kind));
    for (const c of data.cases) {
      const item = el("li", { role: "option", id: `case-${data.cases.indexOf(c)}`, "data-id": c.id, "aria-selected": "false" }, c.label);
      item.onclick = () => void v.show(c);
      this.list.append(item);
    }
    this.list.onkeydown = (e) => {
      const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -data.cases.length, End: data.cases.length }[e.key];
      if (by === undefined) return;
      e.preventDefault();
      v.step(by);
    };
    const reload = () => void v.show(v.current);
    const heatMethods = [...new Set(data.cases.flatMap((c) => c.volumes.flatMap((x) => x.method ?? [])))].map((id) => ({ id, name: data.methods?.find((m) => m.id === id)?.name ?? id }));
    const ctOn = check("CT", true, (on) => { look.ctOn = on; v.draw(); }).box;
    const petOn = this.box("pet", "PET", () => look.petOn, (on) => { look.petOn = on; });
    const heatOn = this.box("heat", "Heat map", () => look.heatOn, (on) => { look.heatOn = on; });
    const contoursOn = this.box("contours", "Contours", () => look.contours, (on) => { look.contours = on; });
    this.ct = select("Window", "CT window", [...data.presets.ct, CUSTOM], choice.ctPreset, (id) => {
      const p = data.presets.ct.find((x) => x.id === id);
      if (p) v.window(p.level, p.width);
    });
    this.ctNumbers = pair(["CT level", "CT width"], "10", (level, width) => v.window(level, width));
    this.pet = select("Range", "PET range", [...data.presets.pet, CUSTOM], choice.petPreset, (id) => {
      const p = data.presets.pet.find((x) => x.id === id);
      if (p) v.range(p.min, p.max);
    });
    this.petNumbers = pair(["PET from", "PET to"], "0.5", (min, max) => v.range(min, max));
    const heatBar = bar(HEAT);
    heatBar.show("0", "1");
    const layouts = LAYOUTS.filter((l) => (v.graphics.webgl2 || !l.tiles.includes("3d")) && (has("pet") || !l.tiles.includes("projection")));
    const png = el("button", { type: "button", id: "png" }, "Save PNG");
    png.onclick = () => v.png();
    this.element = el("aside", { id: "panel", "aria-label": "Cases and controls" }, el("header", {}, el("h1", {}, data.title), png),
      ...(data.cases.length > 1 ? [this.list] : []), this.said,
      ...(has("heatmap") ? [group("Heat map",
        select("Task", "Task", data.tasks, choice.task, (id) => { choice.task = id; reload(); }).box,
        select("Layer", "Layer", data.layers, choice.layer, (id) => { choice.layer = id; reload(); }).box,
        select("Method", "Method", heatMethods, choice.method, (id) => { choice.method = id; reload(); }).box,
        slider("Opacity", "Heat opacity", look.heatOpacity, (x) => { look.heatOpacity = x; v.draw(); }),
        slider("Threshold", "Heat threshold", look.heatThreshold, (x) => { look.heatThreshold = x; v.draw(); }), heatBar.box, this.shares)] : []),
      ...(has("ct") ? [group("CT", this.ct.box, this.ctNumbers.box)] : []),
      ...(has("pet") ? [group("PET", this.pet.box, this.petNumbers.box,
        slider("Opacity", "PET opacity", look.petOpacity, (x) => { look.petOpacity = x; v.draw(); }), this.petBar.box)] : []),
      group("View", select("Layout", "Layout", layouts, choice.layout, (id) => v.layout(id)).box,
        el("div", { class: "row" }, ...(has("ct") ? [ctOn] : []), ...(has("pet") ? [petOn] : []), ...(has("heatmap") ? [heatOn] : []), ...(has("mask") ? [contoursOn] : [])), this.regionBox),
      ...(v.graphics.webgl2 ? [] : [el("p", { class: "note" }, "This browser has no WebGL2: planes and projection are shown, 3D is not.")]),
      ...data.notes.map((n) => el("p", { class: "note" }, n)), el("p", { class: "note help" }, ...HELP.flatMap((h, i) => [i > 0 ? " · " : "", el("span", {}, h)])));
  }

  private box(id: string, label: string, get: () => boolean, set: (v: boolean) => void): HTMLElement {
    const box = check(label, get(), (on) => { set(on); this.v.draw(); });
    this.toggles[id] = { show: box.show, get, set };
    return box.box;
  }

  /** Switches by key. */
  toggle(id: string): void {
    const t = this.toggles[id]!;
    t.set(!t.get());
    t.show(t.get());
    this.v.draw();
  }

  preset(index: number): void {
    const p = this.v.data.presets.ct[index];
    if (p) this.v.window(p.level, p.width);
  }

  show(c: CaseMeta): void {
    for (const item of this.list.children) {
      const chosen = (item as HTMLElement).dataset.id === c.id;
      item.setAttribute("aria-selected", String(chosen));
      if (chosen) {
        this.list.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    }
    this.said.replaceChildren(...outputs(this.v.data, c), ...(c.note ? [el("p", { class: "note" }, c.note)] : []));
    const { data, choice } = this.v;
    const heat = this.v.heat(c);
    const missing = data.tasks.length > 0 && data.layers.length > 0 && !heat ? "This case has no heat map of this task and layer." : "";
    this.shares.textContent = shares(heat) || missing;
    this.shares.hidden = this.shares.textContent === "" || choice.layer === "";
  }

  /** The names of the contours, each to be hidden. */
  regions(regions: Region[]): void {
    const { look } = this.v;
    this.regionBox.replaceChildren(...regions.map((r) => check(r.name, !look.hidden.has(r.index), (on) => {
      if (on) look.hidden.delete(r.index); else look.hidden.add(r.index);
      this.v.draw();
    }, sample(r.index)).box));
  }

  /** After the look changed otherwise than here. */
  looks(): void {
    const { look, data, scene } = this.v;
    this.ct.show(data.presets.ct.find((p) => p.level === look.level && p.width === look.width)?.id ?? "");
    this.ctNumbers.show(look.level, look.width);
    this.pet.show(data.presets.pet.find((p) => p.min === look.petMin && p.max === look.petMax)?.id ?? "");
    this.petNumbers.show(look.petMin, look.petMax);
    this.petBar.show(number(look.petMin), `${number(look.petMax)} ${scene?.petUnit ?? ""}`.trim());
  }

  /** The settings in one line, for pictures. */
  summary(): string {
    const { look, scene, data, choice } = this.v;
    const parts: string[] = [];
    if (scene?.ct && look.ctOn) parts.push(`CT level ${look.level} width ${look.width} HU`);
    if (scene?.pet && look.petOn) parts.push(`PET ${number(look.petMin)} to ${number(look.petMax)} ${scene.petUnit}`);
    if (scene?.heat && look.heatOn) {
      const name = (list: { id: string; name: string }[], id: string) => list.find((x) => x.id === id)?.name ?? id;
      parts.push(`heat map ${name(data.tasks, choice.task)}, ${name(data.layers, choice.layer)}, from ${Math.round(100 * look.heatThreshold)} %`);
    }
    return parts.join(" · ");
  }
}
