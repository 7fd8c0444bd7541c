import { el } from "../common/host";
import { contourColour, contourDash } from "./colours";
import type { Look, Scene } from "./scene";
import { type Cut, outline, paint } from "./slices";

/** What a plane asks of the viewer. */
export interface Actions {
  move(at: number[]): void;
  window(dLevel: number, dWidth: number): void;
  zoom(factor: number): void;
}

/** State that all planes share. Zoom 1 shows all of the image; focus is the voxel in the middle. */
export interface Position { at: number[]; zoom: number; focus: number[] }

const BAR_MM = [100, 50, 20, 10, 5];

/** One plane on a canvas of its own: image, contours, cross, scale. The mouse and the keys move the cross. */
export class Plane {
  readonly canvas: HTMLCanvasElement;
  private readonly image = document.createElement("canvas");
  private scene?: Scene;
  private where?: Position;
  /** pixels of the canvas a mm, and where the first voxel's corner lies */
  private scale = 1;
  private left = 0;
  private top = 0;

  constructor(readonly cut: Cut, private readonly actions: Actions) {
    this.canvas = el("canvas", { tabindex: "0", role: "img", class: "plane", "data-plane": cut.name.toLowerCase() });
    this.mouse();
    this.canvas.addEventListener("keydown", (e) => this.key(e));
  }

  /** Draws; the canvas takes the size it has on the page. */
  draw(scene: Scene, look: Look, where: Position): void {
    this.scene = scene;
    this.where = where;
    const ratio = window.devicePixelRatio || 1;
    const w = Math.round(this.canvas.clientWidth * ratio), h = Math.round(this.canvas.clientHeight * ratio);
    if (w === 0 || h === 0) return;
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    const { cut } = this, { size, mm } = scene.grid;
    const wide = size[cut.right] * mm[cut.right], high = size[cut.down] * mm[cut.down];
    this.scale = Math.min((w - 36 * ratio) / wide, (h - 44 * ratio) / high) * where.zoom;
    const middle = (axis: number, up: boolean) => {
      const f = where.zoom > 1 ? where.focus[axis]! + 0.5 : size[axis]! / 2;
      return (up ? size[axis]! - f : f) * mm[axis]!;
    };
    this.left = w / 2 - middle(cut.right, false) * this.scale;
    this.top = h / 2 - middle(cut.down, cut.up) * this.scale;
    const pen = this.canvas.getContext("2d")!;
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, w, h);
    const pixels = paint(scene, look, cut, where.at[cut.across]!);
    this.image.width = pixels.width;
    this.image.height = pixels.height;
    this.image.getContext("2d")!.putImageData(pixels, 0, 0);
    pen.imageSmoothingEnabled = true;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(this.image, this.left, this.top, wide * this.scale, high * this.scale);
    if (look.contours) this.contours(pen, scene, look, where, ratio);
    this.cross(pen, where, ratio, w, h);
    this.words(pen, scene, where, ratio, w, h);
    this.canvas.setAttribute("aria-label", `${cut.name} slice ${where.at[cut.across]! + 1} of ${size[cut.across]}. Arrow keys move the cross, Page Up and Page Down change the slice, plus and minus zoom.`);
  }

  private x(voxel: number): number {
    return this.left + voxel * this.scene!.grid.mm[this.cut.right] * this.scale;
  }

  /** Of a row counted from the top. */
  private y(row: number): number {
    return this.top + row * this.scene!.grid.mm[this.cut.down] * this.scale;
  }

  private contours(pen: CanvasRenderingContext2D, scene: Scene, look: Look, where: Position, ratio: number): void {
    pen.lineJoin = "round";
    for (const region of scene.regions) {
      if (look.hidden.has(region.index)) continue;
      const path = new Path2D();
      for (const line of outline(scene, region, this.cut, where.at[this.cut.across]!)) {
        path.moveTo(this.x(line[0]!), this.y(line[1]!));
        for (let i = 2; i < line.length; i += 2) path.lineTo(this.x(line[i]!), this.y(line[i + 1]!));
        path.closePath();
      }
      pen.setLineDash([]);
      pen.lineWidth = 3.6 * ratio;
      pen.strokeStyle = "rgba(0,0,0,0.55)"; // a dark seam, so that the line is seen on bright and on coloured ground
      pen.stroke(path);
      pen.setLineDash(contourDash(region.index).map((d) => d * ratio));
      pen.lineWidth = 2 * ratio;
      pen.strokeStyle = contourColour(region.index);
      pen.stroke(path);
    }
    pen.setLineDash([]);
  }

  private cross(pen: CanvasRenderingContext2D, where: Position, ratio: number, w: number, h: number): void {
    const { cut } = this, { size } = this.scene!.grid;
    const down = cut.up ? size[cut.down] - 1 - where.at[cut.down]! : where.at[cut.down]!;
    const x = Math.round(this.x(where.at[cut.right]! + 0.5)) + 0.5, y = Math.round(this.y(down + 0.5)) + 0.5, gap = 11 * ratio;
    pen.lineWidth = ratio;
    pen.strokeStyle = "rgba(240,228,66,0.85)";
    pen.beginPath();
    for (const [x0, y0, x1, y1] of [[0, y, x - gap, y], [x + gap, y, w, y], [x, 0, x, y - gap], [x, y + gap, x, h]]) {
      pen.moveTo(x0!, y0!);
      pen.lineTo(x1!, y1!);
    }
    pen.stroke();
  }

  private words(pen: CanvasRenderingContext2D, scene: Scene, where: Position, ratio: number, w: number, h: number): void {
    const { cut } = this, px = 12 * ratio;
    const text = (t: string, x: number, y: number, align: CanvasTextAlign) => {
      pen.textAlign = align;
      pen.lineWidth = 3 * ratio;
      pen.strokeStyle = "rgba(0,0,0,0.75)";
      pen.strokeText(t, x, y);
      pen.fillStyle = "#e8ecef";
      pen.fillText(t, x, y);
    };
    pen.font = `${px}px system-ui, "DejaVu Sans", sans-serif`;
    pen.textBaseline = "middle";
    text(`${cut.name} ${where.at[cut.across]! + 1}/${scene.grid.size[cut.across]}`, 6 * ratio, 11 * ratio, "left");
    pen.font = `bold ${px}px system-ui, "DejaVu Sans", sans-serif`;
    const [left, right, top, bottom] = cut.edges;
    const aside = 12 * ratio; // where the cross is seldom
    text(left, 6 * ratio, h / 2 - aside, "left");
    text(right, w - 6 * ratio, h / 2 - aside, "right");
    text(top, w / 2 + aside, 11 * ratio, "center");
    text(bottom, w / 2 + aside, h - 10 * ratio, "center");
    pen.font = `${px}px system-ui, "DejaVu Sans", sans-serif`;
    const mm = BAR_MM.find((m) => m * this.scale < w / 4) ?? 5;
    text(`${mm} mm`, w - 6 * ratio, h - 22 * ratio, "right");
    const y = Math.round(h - 10 * ratio);
    for (const [width, colour] of [[4, "rgba(0,0,0,0.75)"], [2, "#e8ecef"]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width * ratio;
      pen.beginPath();
      pen.moveTo(w - 6 * ratio - mm * this.scale, y);
      pen.lineTo(w - 6 * ratio, y);
      pen.stroke();
    }
  }

  /** The voxel below a point of the page, cut to the image. */
  voxelAt(clientX: number, clientY: number): number[] {
    const { cut } = this, { size, mm } = this.scene!.grid;
    const box = this.canvas.getBoundingClientRect(), ratio = this.canvas.width / box.width;
    const right = Math.floor(((clientX - box.left) * ratio - this.left) / (mm[cut.right] * this.scale));
    const row = Math.floor(((clientY - box.top) * ratio - this.top) / (mm[cut.down] * this.scale));
    const at = [...this.where!.at];
    at[cut.right] = Math.min(size[cut.right] - 1, Math.max(0, right));
    const down = Math.min(size[cut.down] - 1, Math.max(0, row));
    at[cut.down] = cut.up ? size[cut.down] - 1 - down : down;
    return at;
  }

  private step(axis: number, by: number): void {
    const at = [...this.where!.at];
    at[axis] = Math.min(this.scene!.grid.size[axis]! - 1, Math.max(0, at[axis]! + by));
    this.actions.move(at);
  }

  private mouse(): void {
    const c = this.canvas;
    let windowing = false;
    c.addEventListener("pointerdown", (e) => {
      if (!this.scene || e.button > 2) return;
      windowing = e.button === 2 || e.shiftKey;
      c.setPointerCapture(e.pointerId);
      if (!windowing) this.actions.move(this.voxelAt(e.clientX, e.clientY));
    });
    c.addEventListener("pointermove", (e) => {
      if (!this.scene || e.buttons === 0) return;
      if (windowing) this.actions.window(-4 * e.movementY, 4 * e.movementX);
      else this.actions.move(this.voxelAt(e.clientX, e.clientY));
    });
    c.addEventListener("contextmenu", (e) => e.preventDefault());
    c.addEventListener("wheel", (e) => {
      if (!this.scene) return;
      e.preventDefault();
      if (e.ctrlKey) this.actions.zoom(e.deltaY > 0 ? 1 / 1.25 : 1.25);
      else this.step(this.cut.across, (e.deltaY > 0) === this.cut.up ? 1 : -1);
    }, { passive: false });
  }

  private key(e: KeyboardEvent): void {
    if (!this.scene || e.ctrlKey || e.metaKey || e.altKey) return;
    const { cut } = this, vertical = cut.up ? 1 : -1;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => this.step(cut.right, -1), ArrowRight: () => this.step(cut.right, 1),
      ArrowUp: () => this.step(cut.down, vertical), ArrowDown: () => this.step(cut.down, -vertical),
      PageUp: () => this.step(cut.across, 1), PageDown: () => this.step(cut.across, -1),
      "+": () => this.actions.zoom(1.25), "=": () => this.actions.zoom(1.25), "-": () => this.actions.zoom(1 / 1.25), "0": () => this.actions.zoom(0),
    };
    if (keys[e.key]) {
      e.preventDefault();
      keys[e.key]!();
    }
  }
}
