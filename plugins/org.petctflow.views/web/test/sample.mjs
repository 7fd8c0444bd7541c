// Data of every chart type, made here; seeded.
let state = 7;
const random = () => ((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648);
const normal = (m, s) => m + s * Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
const grid = Array.from({ length: 21 }, (_, i) => i / 20);

const roc = (name, power, label) => ({ name, label, x: grid, y: grid.map((x) => x ** power), bandX: grid,
  bandLow: grid.map((x) => Math.max(0, x ** power - 0.08)), bandHigh: grid.map((x) => Math.min(1, x ** power + 0.08)) });

const names = ["Idmn", "Imc1", "JointEntropy", "ZoneEntropy", "Sphericity", "SurfaceVolumeRatio", "SUVmax", "SUVpeak", "TLG-40pct", "MTV", "Kurtosis", "Skewness"]
  .map((n) => `original_${n}`);

export const charts = {
  schema: "petct.charts/1", title: "Every chart", notes: ["Made for tests; no patient."],
  charts: [
    { id: "roc", type: "roc", title: "ROC, test splits", series: [roc("Logistic regression", 0.45, "AUC 0.69 (0.61 to 0.77)"), roc("Random forest", 0.5, "AUC 0.67 (0.58 to 0.75)"), roc("Stacking </script><img src=x onerror=alert(1)>", 0.4, "AUC 0.71 (0.63 to 0.79)")] },
    { id: "pr", type: "pr", title: "Precision and recall", prevalence: 0.29, series: [{ name: "Stacking", x: grid.slice(1), y: grid.slice(1).map((x) => 0.9 - 0.6 * x) }] },
    { id: "calibration", type: "calibration", title: "Calibration", series: [{ name: "Stacking", label: "slope 0.87", points: [0.1, 0.3, 0.5, 0.7, 0.9].map((p) => ({ predicted: p, observed: p * 0.9, low: p * 0.9 - 0.08, high: Math.min(1, p * 0.9 + 0.08), n: 40 })) }] },
    { id: "decision", type: "decision", title: "Decision curve", thresholds: grid.slice(0, 19), series: [{ name: "Stacking", netBenefit: grid.slice(0, 19).map((t) => 0.28 - 0.35 * t) }, { name: "Treat all", netBenefit: grid.slice(0, 19).map((t) => 0.29 - (0.71 * t) / (1 - t)) }, { name: "Treat none", netBenefit: grid.slice(0, 19).map(() => 0) }] },
    { id: "auc", type: "violin", title: "AUC over 50 splits", unit: "AUC", groups: ["LR", "RF", "ERT", "Stacking"].map((name, i) => ({ name, values: Array.from({ length: 50 }, () => normal(0.66 + 0.01 * i, 0.07)) })), reference: [{ value: 0.9, label: "paper 0.90" }] },
    { id: "loss", type: "lines", title: "Loss", xLabel: "epoch", yLabel: "loss", marks: [{ x: 22, label: "best" }], series: [{ name: "training", x: Array.from({ length: 40 }, (_, i) => i + 1), y: Array.from({ length: 40 }, (_, i) => 1.4 * Math.exp(-i / 15) + 0.2) }, { name: "validation", x: Array.from({ length: 40 }, (_, i) => i + 1), y: Array.from({ length: 40 }, (_, i) => 1.4 * Math.exp(-i / 18) + 0.35 + (i > 22 ? (i - 22) * 0.01 : 0)) }] },
    { id: "umap", type: "scatter", title: "UMAP", xLabel: "UMAP 1", yLabel: "UMAP 2", groups: ["GD", "NR", "LPCD"], x: Array.from({ length: 300 }, (_, i) => normal((i % 3) * 2, 1)), y: Array.from({ length: 300 }, () => normal(0, 1)), group: Array.from({ length: 300 }, (_, i) => i % 3), ids: Array.from({ length: 300 }, (_, i) => `case-${i}`) },
    { id: "shapley", type: "beeswarm", title: "Shapley values", xLabel: "change of the probability", categories: ["SUVmax", "age", "sex"], x: Array.from({ length: 300 }, (_, i) => (i % 3 === 2 ? 0.02 : normal(0, 0.1 / (1 + (i % 3))))), category: Array.from({ length: 300 }, (_, i) => i % 3), level: Array.from({ length: 300 }, (_, i) => (i === 4 ? null : (i % 10) / 9)), ids: Array.from({ length: 300 }, (_, i) => `case-${i}`), low: "low value", high: "high value" },
    { id: "stability", type: "bars", title: "How often a feature was selected", xLabel: "share of resamples", categories: ["original_glcm_Idmn_reg1", "wavelet-LLH_glszm_ZoneEntropy_reg5", "original_shape_Sphericity"], values: [0.92, 0.55, 0.31], low: [0.84, 0.45, 0.22], high: [0.96, 0.65, 0.41] },
    { id: "confusion", type: "matrix", title: "Confusion at the threshold from training", xLabel: "predicted", yLabel: "true", columns: ["wild type", "mutant"], rows: ["wild type", "mutant"], values: [[98, 34], [21, 45]], percent: [[0.742, 0.258], [0.318, 0.682]] },
    { id: "correlation", type: "matrix", title: "Spearman correlation of features", xLabel: "feature", yLabel: "feature", columns: names, rows: names,
      values: names.map((_, i) => names.map((__, k) => (i === k ? 1 : Math.cos(0.9 * (i - k)) * 0.8 ** Math.abs(i - k)))) },
    { id: "flow", type: "flow", title: "Cohort", steps: [{ label: "Patients with FDG PET/CT before treatment", n: 512, excluded: [{ reason: "no EGFR result and no subtype", n: 61 }, { reason: "PET and CT misaligned", n: 12 }, { reason: "incomplete study", n: 30 }, { reason: "low uptake of the lesion", n: 25 }] }, { label: "Patients analysed", n: 384 }], groups: [{ label: "Training", n: 307 }, { label: "Test", n: 77 }] },
  ],
};
