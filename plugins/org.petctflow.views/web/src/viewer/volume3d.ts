import { MULTIPLANAR_TYPE, NVImage, Niivue, SLICE_TYPE } from "@niivue/niivue";
import { el } from "../common/host";
import { contourColour, HEAT_STOPS } from "./colours";
import type { Look } from "./scene";

const NIFTI = 1; // NVIMAGE_TYPE.NII, which NiiVue does not export

/** The files of what is shown, unpacked. */
export interface Files { ct?: Uint8Array<ArrayBuffer>; pet?: Uint8Array<ArrayBuffer>; heat?: Uint8Array<ArrayBuffer>; mask?: Uint8Array<ArrayBuffer> }

export interface Graphics { webgl2: boolean; software: boolean }

/** Whether there is WebGL2, and whether a processor only pretends to be a graphics card: a frame in space then takes a second. */
export function graphics(): Graphics {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return { webgl2: false, software: false };
  const name = String(gl.getParameter(gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { webgl2: true, software: /SwiftShader|llvmpipe|Software|Basic Render/i.test(name) };
}

/** The volumes in space, drawn by NiiVue. One instance a page: it frees no textures. */
export class Volume3d {
  readonly canvas = el("canvas", { tabindex: "0", role: "img", class: "plane", "data-plane": "3d",
    "aria-label": "Volumes in space. Drag or press the arrow keys to turn them." });
  private nv?: Niivue;
  private shown?: Files;
  private pending = 0;

  async draw(files: Files, look: Look, ras: number[]): Promise<void> {
    const my = ++this.pending;
    const nv = this.nv ?? await this.start();
    if (this.shown !== files) {
      const image = (bytes: Uint8Array<ArrayBuffer>, name: string, colours: string) => NVImage.new(bytes.slice().buffer, `${name}.nii`, colours, 1, null, NaN, NaN, true, 0.02,
        false, false, "", 0, NIFTI as never, NaN, NaN, false, null as never, 0, null as never);
      const wanted = [[files.ct, "ct", "petct-grey"], [files.pet, "pet", "petct-hot"], [files.heat, "heat", "petct-heat"]] as const;
      const volumes: NVImage[] = [];
      for (const [bytes, name, colours] of wanted) if (bytes) volumes.push(await image(bytes, name, colours));
      const drawing = files.mask && volumes.length > 0 ? await image(files.mask, "mask", "gray") : undefined;
      if (my !== this.pending) return;
      nv.volumes = volumes;
      volumes.forEach((v, i) => { if (i > 0) v.colormapType = 1 as never; }); // below its range a layer is clear
      this.range(nv, look);
      nv.setVolume(volumes[0]!, 0); // sets nv.back, which an assignment alone leaves empty
      const pet = volumes.find((v) => v.name === "pet.nii");
      if (pet && volumes[0] !== pet) nv.setModulationImage(pet.id, pet.id, 1); // cold tissue lets the CT through
      if (drawing) nv.loadDrawing(drawing); else nv.closeDrawing();
      this.shown = files;
    }
    this.range(nv, look);
    nv.setDrawOpacity(look.contours && files.mask ? 0.15 : 0);
    nv.updateGLVolume();
    this.point(ras);
  }

  /** Moves the cross to RAS mm. */
  point(ras: number[]): void {
    const nv = this.nv;
    if (!nv || nv.volumes.length === 0) return;
    nv.scene.crosshairPos = nv.mm2frac(ras as never);
    nv.drawScene();
  }

  /** Draws again, so that the pixels can be read in the same task. */
  redraw(): void {
    this.nv?.drawScene();
  }

  private async start(): Promise<Niivue> {
    const nv = new Niivue({ logLevel: "error", backColor: [0, 0, 0, 1], show3Dcrosshair: true, isColorbar: false, crosshairWidth: 1, crosshairWidthUnit: "mm",
      crosshairColor: [0.94, 0.89, 0.26, 0.85], multiplanarLayout: MULTIPLANAR_TYPE.GRID, sliceType: SLICE_TYPE.RENDER, dragAndDropEnabled: false,
      viewModeHotKey: "", clipPlaneHotKey: "", isAlphaClipDark: false } as never);
    await nv.attachToCanvas(this.canvas);
    nv.addColormap("petct-hot", { R: [0, 255, 255, 255], G: [0, 0, 255, 255], B: [0, 0, 0, 255], A: [0, 20, 230, 255], I: [0, 95, 191, 255] });
    nv.addColormap("petct-heat", { R: HEAT_STOPS.map((s) => s[1]), G: HEAT_STOPS.map((s) => s[2]), B: HEAT_STOPS.map((s) => s[3]),
      A: HEAT_STOPS.map((_, i) => (i === 0 ? 0 : 120 + 15 * i)), I: HEAT_STOPS.map((s) => s[0]) });
    const lut = new Uint8ClampedArray(1024);
    for (let i = 1; i < 256; i++) {
      const c = Number.parseInt(contourColour(i - 1).slice(1), 16);
      lut.set([c >> 16, (c >> 8) & 255, c & 255, 255], 4 * i);
    }
    nv.drawLut = { lut, labels: Array(256).fill("") } as never;
    // NiiVue has letters of its own; the page's keys are enough
    this.canvas.addEventListener("keydown", (e) => {
      e.stopPropagation();
      const turn: Record<string, [number, number]> = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] };
      const by = turn[e.key];
      if (!by) return;
      e.preventDefault();
      nv.setRenderAzimuthElevation(nv.scene.renderAzimuth + by[0], nv.scene.renderElevation + by[1]);
    }, true);
    this.nv = nv;
    return nv;
  }

  /** CT: a grey haze, clear below -300 HU, so that neither air nor the chest wall hides what is inside. */
  private range(nv: Niivue, look: Look): void {
    const low = look.level - look.width / 2;
    const knee = Math.round(Math.min(200, Math.max(1, ((-300 - low) / look.width) * 255)));
    nv.addColormap("petct-grey", { R: [0, knee, 255], G: [0, knee, 255], B: [0, knee, 255], A: [0, 0, 16], I: [0, knee, 255] });
    for (const v of nv.volumes) {
      if (v.name === "ct.nii") {
        [v.cal_min, v.cal_max, v.opacity] = [low, low + look.width, look.ctOn ? 1 : 0];
      } else if (v.name === "pet.nii") {
        [v.cal_min, v.cal_max, v.opacity] = [look.petMin, look.petMax, look.petOn ? Math.max(0.05, look.petOpacity) : 0];
      } else {
        [v.cal_min, v.cal_max, v.opacity] = [Math.max(0.01, look.heatThreshold), 1, look.heatOn ? look.heatOpacity : 0];
      }
    }
  }
}
