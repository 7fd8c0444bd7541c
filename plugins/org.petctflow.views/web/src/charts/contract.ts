/** The data of a page of charts, schema petct.charts/1. org.petctflow.study.charts writes it. Every statistic comes with the data. */
export interface ChartsData {
  schema: "petct.charts/1";
  title: string;
  notes?: string[];
  charts: Chart[];
}

interface Common { id: string; title: string; note?: string; wide?: boolean }

/** x, y of a step curve; band: confidence limits of y at x. */
export interface Curve { name: string; x: number[]; y: number[]; label?: string; bandX?: number[]; bandLow?: number[]; bandHigh?: number[] }

export type Chart =
  | Common & { type: "roc" | "pr"; series: Curve[]; prevalence?: number }
  | Common & { type: "calibration"; series: { name: string; label?: string; points: { predicted: number; observed: number; low: number; high: number; n: number }[]; smooth?: { x: number[]; y: number[] } }[] }
  | Common & { type: "decision"; thresholds: number[]; series: { name: string; netBenefit: number[] }[] }
  | Common & { type: "lines"; xLabel: string; yLabel: string; series: Curve[]; marks?: { x: number; label: string }[]; yMin?: number; yMax?: number }
  | Common & { type: "violin"; unit: string; groups: { name: string; values: number[] }[]; reference?: { value: number; label: string }[] }
  | Common & { type: "scatter"; xLabel: string; yLabel: string; groups: string[]; x: number[]; y: number[]; group: number[]; ids: string[] }
  | Common & { type: "beeswarm"; xLabel: string; categories: string[]; x: number[]; category: number[]; level: (number | null)[]; ids: string[]; low: string; high: string }
  | Common & { type: "bars"; xLabel: string; categories: string[]; values: number[]; low?: number[]; high?: number[] }
  | Common & { type: "matrix"; xLabel: string; yLabel: string; columns: string[]; rows: string[]; values: number[][]; percent?: number[][] }
  | Common & { type: "flow"; steps: { label: string; n: number; excluded?: { reason: string; n: number }[] }[]; groups?: { label: string; n: number }[] };

export type ChartType = Chart["type"];
export type ChartOf<T extends ChartType> = Extract<Chart, { type: T }>;
