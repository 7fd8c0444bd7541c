import type { Chart } from "../charts/contract";

/** The data of a study report, schema petct.report/1. org.petctflow.study.report writes it. */
export interface ReportData {
  schema: "petct.report/1";
  title: string;
  description: string[];
  sections: { id: string; title: string; blocks: Block[] }[];
}

export type Cell = string | number | null;
export type Status = "ANSWERED" | "PARTLY" | "BY_AUTHORS" | "OPEN";
export interface Item { number: string; part: string; text: string; status: Status; sections: string[]; nodes: string[]; remark: string | null }

export type Block =
  | { type: "text"; title: string; text: string }
  | { type: "table"; number: number; title: string; columns: string[]; rows: Cell[][]; total: number; hiddenColumns: number; folded: boolean }
  | { type: "figure"; number: number; title: string; chart?: Chart; image?: string; caption: string | null }
  | { type: "checklist"; title: string; items: Item[] };
export type BlockOf<T extends Block["type"]> = Extract<Block, { type: T }>;
