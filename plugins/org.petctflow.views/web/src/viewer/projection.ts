import { el } from "../common/host";
import { HOT } from "./colours";
import type { Look, Scene } from "./scene";

/** The hottest voxel of the PET on every ray, seen from a side that can be turned. Needs no WebGL. A click goes to the voxel. */
export class Projection {
  readonly canvas = el("canvas", { tabindex: "0", role: "img", class: "plane", "data-plane": "projection" });
  private readonly image = document.createElement("canvas");
  private angle = 0;
  private scene?: Scene;
  private look?: Look;
  /** for every pixel: the voxel that is seen there */
  private seen = new Int32Array(0);
  private side = 0;
  private box = [0, 0, 1, 1];

  constructor(private readonly move: (at: number[]) => void) {
    let turned = false;
    this.canvas.addEventListener("pointerdown", (e) => {
      turned = false;
      this.canvas.setPointerCapture(e.pointerId);
    });
    this.canvas.addEventListener("pointermove", (e) => {
      if (e.buttons === 0 || e.movementX === 0) return;
      turned = true;
      this.turn(e.movementX / 100);
    });
    this.canvas.addEventListener("pointerup", (e) => {
      if (!turned) this.pick(e);
    });
    this.canvas.addEventListener("keydown", (e) => {
      if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
      e.preventDefault();
      this.turn(e.key === "ArrowLeft" ? -Math.PI / 18 : Math.PI / 18);
    });
  }

  private turn(by: number): void {
    this.angle = (this.angle + by + 2 * Math.PI) % (2 * Math.PI);
    if (this.scene && this.look) {
      this.side = 0;
      this.draw(this.scene, this.look);
    }
  }

  draw(scene: Scene, look: Look): void {
    if (this.scene !== scene) this.side = 0;
    this.scene = scene;
    this.look = look;
    const ratio = window.devicePixelRatio || 1;
    const w = Math.round(this.canvas.clientWidth * ratio), h = Math.round(this.canvas.clientHeight * ratio);
    if (w === 0 || h === 0) return;
    this.canvas.width = w;
    this.canvas.height = h;
    const pen = this.canvas.getContext("2d")!;
    pen.fillStyle = "#000";
    pen.fillRect(0, 0, w, h);
    pen.font = `${12 * ratio}px system-ui, "DejaVu Sans", sans-serif`;
    pen.fillStyle = "#e8ecef";
    const { pet } = scene, degrees = Math.round((this.angle * 180) / Math.PI) % 360;
    if (!pet) {
      pen.fillText("This case has no PET to project.", 6 * ratio, 20 * ratio);
      this.canvas.setAttribute("aria-label", "This case has no PET to project.");
      return;
    }
    const step = Math.min(...scene.grid.mm), high = scene.grid.size[2] * scene.grid.mm[2];
    if (this.side === 0) this.project(scene);
    const picture = new ImageData(this.side, scene.grid.size[2]);
    for (let p = 0; p < this.seen.length; p++) {
      const k = this.seen[p]!;
      const t = k < 0 ? 0 : (pet.data[k]! * pet.slope + pet.intercept - look.petMin) / (look.petMax - look.petMin);
      const q = 3 * Math.min(255, Math.max(0, Math.round(t * 255)));
      picture.data.set([HOT[q]!, HOT[q + 1]!, HOT[q + 2]!, 255], 4 * p);
    }
    this.image.width = picture.width;
    this.image.height = picture.height;
    this.image.getContext("2d")!.putImageData(picture, 0, 0);
    const wide = this.side * step, scale = Math.min((w - 20 * ratio) / wide, (h - 44 * ratio) / high);
    this.box = [(w - wide * scale) / 2, (h - high * scale) / 2, wide * scale, high * scale];
    pen.imageSmoothingQuality = "high";
    pen.drawImage(this.image, this.box[0]!, this.box[1]!, this.box[2]!, this.box[3]!);
    pen.textBaseline = "middle";
    pen.fillText(`PET, maximum along rays, ${degrees}°`, 6 * ratio, 11 * ratio);
    pen.fillText("drag to turn, click to go there", 6 * ratio, h - 10 * ratio);
    this.canvas.setAttribute("aria-label", `Maximum intensity projection of the PET, turned by ${degrees} degrees. Left and right arrow turn it.`);
  }

  /** Rays across the axial slices; each pixel is as wide as the finest voxel. */
  private project(s: Scene): void {
    const { size, mm } = s.grid, pet = s.pet!;
    const step = Math.min(...mm), wide = size[0] * mm[0], deep = size[1] * mm[1];
    const n = Math.ceil(Math.hypot(wide, deep) / step);
    const cos = Math.cos(this.angle), sin = Math.sin(this.angle);
    this.side = n;
    this.seen = new Int32Array(n * size[2]).fill(-1);
    const rays: number[][] = [];
    for (let p = 0; p < n; p++) {
      const ray: number[] = [];
      for (let t = 0; t < n; t++) {
        const u = (p + 0.5 - n / 2) * step, v = (t + 0.5 - n / 2) * step;
        const a = Math.floor((u * cos - v * sin + wide / 2) / mm[0]), b = Math.floor((u * sin + v * cos + deep / 2) / mm[1]);
        if (a >= 0 && b >= 0 && a < size[0] && b < size[1]) ray.push(a + size[0] * b);
      }
      rays.push(ray);
    }
    const plane = size[0] * size[1];
    for (let c = 0; c < size[2]; c++) {
      for (let p = 0; p < n; p++) {
        let best = -1, most = -Infinity;
        for (const k of rays[p]!) {
          const x = pet.data[c * plane + k]!;
          if (x > most) { most = x; best = c * plane + k; }
        }
        this.seen[(size[2] - 1 - c) * n + p] = best;
      }
    }
  }

  private pick(e: PointerEvent): void {
    if (!this.scene?.pet || this.side === 0) return;
    const page = this.canvas.getBoundingClientRect(), ratio = this.canvas.width / page.width;
    const p = Math.floor((((e.clientX - page.left) * ratio - this.box[0]!) / this.box[2]!) * this.side);
    const { size } = this.scene.grid, row = Math.floor((((e.clientY - page.top) * ratio - this.box[1]!) / this.box[3]!) * size[2]);
    const k = p >= 0 && row >= 0 && p < this.side && row < size[2] ? this.seen[row * this.side + p]! : -1;
    if (k >= 0) this.move([k % size[0], Math.floor(k / size[0]) % size[1], Math.floor(k / (size[0] * size[1]))]);
  }
}
