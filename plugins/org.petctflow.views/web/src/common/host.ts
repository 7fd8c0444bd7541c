import { connectKnime } from "./knime";

/** Where a page runs: in KNIME's frame, or as a file that holds its own data. */
export interface Host {
  readonly mode: "knime" | "file";
  /** What the page shows, as JSON. */
  initial(): Promise<unknown>;
  /** Base64 of one gzipped blob. */
  blob(id: string): Promise<string>;
}

interface BlobPart { data: string; parts: number }

const inlined = (id: string): string => document.getElementById(id)?.textContent?.trim() ?? "";

export async function connect(): Promise<Host> {
  const json = inlined("view-data");
  if (json !== "") {
    return {
      mode: "file",
      initial: async () => JSON.parse(json),
      blob: async (id) => {
        const data = inlined(`blob:${id}`);
        if (data === "") throw new Error(`This file holds no image ${id}.`);
        return data;
      },
    };
  }
  if (window.parent === window) throw new Error("This page holds no data and is not shown inside KNIME.");
  const knime = await connectKnime();
  return {
    mode: "knime",
    initial: async () => parseTwice(await knime.initialData()),
    blob: async (id) => {
      const data: string[] = [];
      for (let part = 0, parts = 1; part < parts; part++) {
        const p = parseTwice(await knime.call<BlobPart | string>("getBlob", id, part)) as BlobPart;
        data.push(p.data);
        parts = p.parts;
      }
      return data.join("");
    },
  };
}

/** Nodes hand over JSON as text or as a tree. */
const parseTwice = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);

/** An element with text children only: what comes from data never becomes markup. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.append(...children);
  return e;
}

/** Offers a file to save. */
export function save(name: string, href: string): void {
  const a = el("a", { href, download: name });
  document.body.append(a);
  a.click();
  a.remove();
}
