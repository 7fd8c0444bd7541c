import { el, type Host, save } from "../common/host";
import { Cache } from "./cache";
import type { CaseMeta, ViewerData, VolumeMeta } from "./contract";
import { type Nifti, parseNifti } from "./nifti";
import { Panel } from "./panel";
import { type Position, Plane } from "./plane";
import { picture } from "./picture";
import { Projection } from "./projection";
import { type Look, type Scene, interesting, readOut } from "./scene";
import { CUTS } from "./slices";
import { gridOf, onGrid, toLps } from "./space";
import { type Files, Volume3d, graphics } from "./volume3d";

export const LAYOUTS = [
  { id: "projection", name: "Planes and projection", tiles: ["axial", "coronal", "sagittal", "projection"] },
  { id: "planes3d", name: "Planes and 3D", tiles: ["axial", "coronal", "sagittal", "3d"] },
  { id: "planes", name: "Planes", tiles: ["axial", "coronal", "sagittal"] },
  { id: "axial", name: "Axial", tiles: ["axial"] }, { id: "coronal", name: "Coronal", tiles: ["coronal"] }, { id: "sagittal", name: "Sagittal", tiles: ["sagittal"] },
  { id: "3d", name: "3D", tiles: ["3d"] },
];

/** What can be chosen. */
export interface Choice { case: string; task: string; layer: string; method: string; layout: string; ctPreset: string; petPreset: string }

/** The whole page: holds the state, loads cases and tells the planes to draw. */
export class Viewer {
  readonly look: Look;
  readonly choice: Choice;
  readonly graphics = graphics();
  scene?: Scene;
  where: Position = { at: [0, 0, 0], zoom: 1, focus: [0, 0, 0] };

  private readonly cache: Cache;
  private readonly planes: Record<string, Plane>;
  private readonly projection: Projection;
  private readonly space = new Volume3d();
  private readonly tiles = el("div", { id: "tiles" });
  private readonly status = el("output", { id: "status", "aria-live": "polite" });
  private readonly panel: Panel;
  private files: Files = {};
  private loading = 0;
  private frame = 0;

  constructor(host: Host, readonly data: ViewerData, private readonly app: HTMLElement) {
    const { initial, presets } = data;
    const ct = presets.ct.find((p) => p.id === initial.ctPreset) ?? presets.ct[0] ?? { id: "", name: "", level: 40, width: 400 };
    const pet = presets.pet.find((p) => p.id === initial.petPreset) ?? presets.pet[0] ?? { id: "", name: "", min: 0, max: 10 };
    this.look = { ctOn: true, level: ct.level, width: ct.width, petOn: true, petMin: pet.min, petMax: pet.max, petOpacity: 0.6, heatOn: true,
      heatOpacity: initial.heatOpacity ?? 0.5, heatThreshold: initial.heatThreshold ?? 0.3, contours: true, hidden: new Set() };
    const heat = data.cases.flatMap((c) => c.volumes).find((v) => v.kind === "heatmap");
    const hasPet = data.cases.some((c) => c.volumes.some((v) => v.kind === "pet"));
    this.choice = { case: initial.case, task: initial.task ?? heat?.task ?? "", layer: initial.layer ?? heat?.layer ?? "", method: heat?.method ?? "",
      layout: this.graphics.webgl2 && !this.graphics.software ? "planes3d" : hasPet ? "projection" : "planes", ctPreset: ct.id, petPreset: pet.id };
    window.__viewer.software = this.graphics.software;
    window.__viewer.webgl2 = this.graphics.webgl2;
    this.cache = new Cache(host);
    const actions = {
      move: (at: number[]) => this.move(at),
      window: (dLevel: number, dWidth: number) => this.window(this.look.level + dLevel, this.look.width + dWidth),
      zoom: (factor: number) => this.zoom(factor),
    };
    this.planes = Object.fromEntries(Object.entries(CUTS).map(([id, cut]) => [id, new Plane(cut, actions)]));
    this.projection = new Projection(actions.move);
    this.panel = new Panel(this);
    this.panel.looks();
  }

  async start(): Promise<void> {
    this.app.replaceChildren(this.panel.element, el("section", { id: "stage", "aria-label": "Images" }, this.tiles, this.status));
    this.layout(this.choice.layout);
    new ResizeObserver(() => this.draw()).observe(this.tiles);
    document.addEventListener("keydown", (e) => this.key(e));
    await this.show(this.data.cases.find((c) => c.id === this.choice.case) ?? this.data.cases[0]!);
  }

  get current(): CaseMeta {
    return this.data.cases.find((c) => c.id === this.choice.case) ?? this.data.cases[0]!;
  }

  /** The heat map of the chosen task, layer and method. */
  heat(c: CaseMeta = this.current): VolumeMeta | undefined {
    return c.volumes.find((v) => v.kind === "heatmap" && (v.task ?? "") === this.choice.task && (v.layer ?? "") === this.choice.layer && (v.method ?? "") === this.choice.method);
  }

  /** Loads a case; another one that is chosen meanwhile wins. */
  async show(c: CaseMeta): Promise<void> {
    const my = ++this.loading;
    const another = c.id !== this.scene?.label;
    this.choice.case = c.id;
    window.__viewer.ready = false;
    this.panel.show(c);
    this.status.textContent = `Loading ${c.label} …`;
    this.app.querySelector("#problem")?.remove();
    try {
      await this.load(c, another, () => my === this.loading);
    } catch (e) {
      if (my !== this.loading) return;
      this.scene = undefined;
      this.status.textContent = "";
      for (const canvas of this.tiles.querySelectorAll("canvas")) if (canvas !== this.space.canvas) canvas.width = 1; // nothing of the case before
      this.space.canvas.remove();
      this.tiles.append(el("p", { role: "alert", id: "problem" }, `${c.label} cannot be shown: ${(e as Error).message}`));
    }
    if (my === this.loading) {
      window.__viewer.case = c.id;
      window.__viewer.ready = true;
    }
  }

  private async load(c: CaseMeta, another: boolean, wanted: () => boolean): Promise<void> {
    const first = (kind: string) => c.volumes.find((v) => v.kind === kind);
    const metas = [first("ct"), first("pet"), this.heat(c), ...c.volumes.filter((v) => v.kind === "mask")];
    const read = async (v: VolumeMeta | undefined): Promise<Nifti | undefined> => {
      if (!v) return undefined;
      try {
        return parseNifti(await this.cache.get(v.id));
      } catch (e) {
        throw new Error(`the image ${v.name} cannot be read: ${(e as Error).message}`);
      }
    };
    const [ct, pet, heat, ...masks] = await Promise.all(metas.map(read));
    if (!wanted()) return;
    const reference = ct ?? pet;
    if (!reference) throw new Error("it has neither CT nor PET.");
    const grid = gridOf(reference);
    const scene: Scene = { grid, label: c.id, petUnit: first("pet")?.unit ?? "", regions: [] };
    if (ct) scene.ct = onGrid(grid, ct, false);
    if (pet) scene.pet = onGrid(grid, pet, false);
    if (heat) scene.heat = onGrid(grid, heat, false);
    const labels: Uint8Array[] = [];
    c.volumes.filter((v) => v.kind === "mask").forEach((meta, m) => {
      const layer = onGrid(grid, masks[m]!, true);
      for (const l of meta.labels ?? [{ value: 1, name: meta.name }]) {
        scene.regions.push({ layer, value: l.value, name: l.name, index: scene.regions.length });
        if (masks[m]!.data.length === reference.data.length) labels.push(Uint8Array.from(masks[m]!.data, (x) => (x === l.value ? 1 : 0)));
      }
    });
    const bytes = async (v: VolumeMeta | undefined) => (v ? this.cache.get(v.id) : undefined);
    const mask = metas[3] && labels.length > 0 ? combine(await this.cache.get(metas[3].id), labels) : undefined;
    this.files = { ct: await bytes(metas[0]), pet: await bytes(metas[1]), heat: await bytes(metas[2]), mask };
    if (!wanted()) return;
    this.scene = scene;
    this.layout(this.choice.layout);
    if (another) this.where = { at: interesting(scene), zoom: this.where.zoom, focus: [] };
    this.where.focus = [...this.where.at];
    this.panel.regions(scene.regions);
    this.panel.looks();
    this.draw(true);
    this.tell();
  }

  /** Draws once in the next frame, however often it is asked; at once if told. */
  draw(now = false): void {
    if (!now) {
      if (this.frame === 0) this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(true); });
      return;
    }
    const { scene } = this;
    if (!scene) return;
    for (const plane of Object.values(this.planes)) if (plane.canvas.isConnected) plane.draw(scene, this.look, this.where);
    if (this.projection.canvas.isConnected) this.projection.draw(scene, this.look);
    if (this.space.canvas.isConnected) {
      this.space.draw(this.files, this.look, this.ras()).catch((e: Error) => { this.status.textContent = `3D cannot be drawn: ${e.message}`; });
    }
  }

  private ras(): number[] {
    const [x, y, z] = toLps(this.scene!.grid, this.where.at) as [number, number, number];
    return [-x, -y, z];
  }

  private tell(): void {
    if (!this.scene) return;
    const { oblique } = this.scene.grid;
    const note = oblique > 5 ? ` · planes follow the image, ${Math.round(oblique)}° off the patient's axes` : "";
    this.status.textContent = `${this.current.label} · ${readOut(this.scene, this.where.at)}${note}`;
  }

  move(at: number[]): void {
    const { scene, where } = this;
    if (!scene) return;
    where.at = at;
    // zoomed in, the middle follows a cross that comes near the border
    if (at.some((x, a) => Math.abs(x - where.focus[a]!) > (0.4 * scene.grid.size[a]!) / where.zoom)) where.focus = [...at];
    for (const plane of Object.values(this.planes)) if (plane.canvas.isConnected) plane.draw(scene, this.look, where);
    if (this.space.canvas.isConnected) this.space.point(this.ras());
    this.tell();
  }

  zoom(factor: number): void {
    this.where.zoom = factor === 0 ? 1 : Math.min(12, Math.max(1, this.where.zoom * factor));
    this.where.focus = [...this.where.at];
    this.draw();
  }

  window(level: number, width: number): void {
    this.look.level = Math.round(level);
    this.look.width = Math.max(1, Math.round(width));
    this.panel.looks();
    this.draw();
  }

  range(min: number, max: number): void {
    this.look.petMin = Math.max(0, min);
    this.look.petMax = Math.max(this.look.petMin + 0.01, max);
    this.panel.looks();
    this.draw();
  }

  layout(id: string): void {
    const layout = LAYOUTS.find((l) => l.id === id) ?? LAYOUTS[0]!;
    this.choice.layout = layout.id;
    const canvases: Record<string, HTMLElement> = { projection: this.projection.canvas, "3d": this.space.canvas };
    this.tiles.dataset.count = String(layout.tiles.length);
    this.tiles.replaceChildren(...layout.tiles.map((t) => this.planes[t]?.canvas ?? canvases[t]!));
    this.draw();
  }

  /** The next case, or another one so many further. */
  step(by: number): void {
    const { cases } = this.data;
    const next = cases[Math.min(cases.length - 1, Math.max(0, cases.indexOf(this.current) + by))]!;
    if (next !== this.current) void this.show(next);
  }

  /** Saves what is seen as a PNG. */
  png(): void {
    if (!this.scene) return;
    this.space.redraw();
    const lines = [`${this.data.title} · ${this.status.textContent}`, this.panel.summary()];
    save(`${this.current.id}-${this.choice.layout}.png`.replace(/[^\w.-]+/g, "-"), picture(this.tiles, lines).toDataURL("image/png"));
  }

  private key(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || (e.target as HTMLElement).closest("input, select, textarea, #cases")) return;
    const keys: Record<string, () => void> = { n: () => this.step(1), p: () => this.step(-1), c: () => this.panel.toggle("contours"), h: () => this.panel.toggle("heat"),
      f: () => this.panel.toggle("pet"), s: () => this.png() };
    if (keys[e.key]) {
      e.preventDefault();
      keys[e.key]!();
    } else if (/^[1-9]$/.test(e.key)) {
      this.panel.preset(Number(e.key) - 1);
    }
  }
}

/** All regions as the labels 1, 2, ... in the file of the first mask: NiiVue draws one. */
function combine(file: Uint8Array<ArrayBuffer>, regions: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = file.slice();
  const from = new DataView(out.buffer).getFloat32(108, true);
  regions.forEach((r, i) => r.forEach((inside, k) => { out[from + k] = inside ? i + 1 : i === 0 ? 0 : out[from + k]!; }));
  return out;
}
