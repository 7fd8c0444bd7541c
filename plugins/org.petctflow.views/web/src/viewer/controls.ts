import { el } from "../common/host";
import { contourColour, contourDash, gradient } from "./colours";

interface Choice { id: string; name: string }

/** A list to choose from; hidden where there is nothing to choose. */
export function select(title: string, label: string, choices: Choice[], value: string, chosen: (id: string) => void): { box: HTMLElement; show(id: string): void } {
  const list = el("select", { "aria-label": label }, ...choices.map((c) => el("option", { value: c.id }, c.name)));
  list.value = value;
  list.onchange = () => chosen(list.value);
  const box = el("label", { class: "field" }, el("span", {}, title), list);
  box.hidden = choices.length < 2;
  return { box, show: (id) => { list.value = id; } };
}

/** A slider with its value behind it; the label is what screen readers say. */
export function slider(title: string, label: string, value: number, changed: (v: number) => void, shown = (v: number) => `${Math.round(v * 100)} %`): HTMLElement {
  const input = el("input", { type: "range", min: "0", max: "1", step: "0.05", value: String(value), "aria-label": label });
  const out = el("output", {}, shown(value));
  input.oninput = () => {
    out.textContent = shown(input.valueAsNumber);
    changed(input.valueAsNumber);
  };
  return el("label", { class: "field" }, el("span", {}, title), input, out);
}

export function check(label: string, value: boolean, changed: (v: boolean) => void, ...more: HTMLElement[]): { box: HTMLElement; show(v: boolean): void } {
  const input = el("input", { type: "checkbox" });
  input.checked = value;
  input.onchange = () => changed(input.checked);
  return { box: el("label", { class: "check" }, input, ...more, label), show: (v) => { input.checked = v; } };
}

/** Two numbers side by side. */
export function pair(labels: [string, string], step: string, changed: (a: number, b: number) => void): { box: HTMLElement; show(a: number, b: number): void } {
  const inputs = labels.map((l) => el("input", { type: "number", step, "aria-label": l }));
  inputs.forEach((i) => {
    i.onchange = () => {
      const [a, b] = inputs.map((x) => x.valueAsNumber) as [number, number];
      if (Number.isFinite(a) && Number.isFinite(b)) changed(a, b);
    };
  });
  const box = el("div", { class: "pair" }, ...inputs.flatMap((input, k) => [el("span", {}, labels[k]!.split(" ").pop()!), input]));
  return { box, show: (a, b) => [a, b].forEach((v, k) => { inputs[k]!.value = String(Math.round(v * 100) / 100); }) };
}

/** A colour bar with its ends. */
export function bar(table: Uint8Array): { box: HTMLElement; show(low: string, high: string): void } {
  const ends = [el("span", {}), el("span", {})];
  const ramp = el("i", { role: "presentation" });
  ramp.style.background = gradient(table);
  return { box: el("div", { class: "bar" }, ends[0]!, ramp, ends[1]!), show: (low, high) => { ends[0]!.textContent = low; ends[1]!.textContent = high; } };
}

/** The line of a contour as it is drawn. */
export function sample(index: number): HTMLElement {
  const canvas = el("canvas", { class: "sample", "aria-hidden": "true", width: "36", height: "12" });
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, 36, 12);
  pen.setLineDash(contourDash(index));
  pen.lineWidth = 2;
  pen.strokeStyle = contourColour(index);
  pen.beginPath();
  pen.moveTo(0, 6);
  pen.lineTo(36, 6);
  pen.stroke();
  return canvas;
}

export function group(title: string, ...parts: HTMLElement[]): HTMLElement {
  return el("fieldset", {}, el("legend", {}, title), ...parts);
}
