/** The canvases of a box as they lie on the page, and lines of text below them. */
export function picture(box: HTMLElement, lines: string[]): HTMLCanvasElement {
  const ratio = window.devicePixelRatio || 1, page = box.getBoundingClientRect();
  const out = document.createElement("canvas"), row = 18;
  out.width = Math.round(page.width * ratio);
  out.height = Math.round((page.height + row * lines.length + 8) * ratio);
  const pen = out.getContext("2d")!;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, out.width, out.height);
  for (const canvas of box.querySelectorAll("canvas")) {
    const at = canvas.getBoundingClientRect();
    pen.drawImage(canvas, (at.left - page.left) * ratio, (at.top - page.top) * ratio, at.width * ratio, at.height * ratio);
  }
  pen.fillStyle = "#e8ecef";
  pen.font = `${12 * ratio}px system-ui, "DejaVu Sans", sans-serif`;
  pen.textBaseline = "middle";
  lines.forEach((line, i) => pen.fillText(line, 8 * ratio, (page.height + 4 + row * (i + 0.5)) * ratio, out.width - 16 * ratio));
  return out;
}
