package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/**
 * Predictions against the truth. All figures were computed independently with numpy 2.4 and scipy 1.17 from the formulas' definitions:
 * areas pair by pair, calibration by BFGS, intervals of bootstraps by scipy.stats.bootstrap with 20,000 resamples.
 */
public final class ModelEvaluation implements Definition {

    private static final String DATA = "../expected/model-evaluation/probabilities/data/";

    @Override
    public String folder() {
        return "test-workflows/model-evaluation";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("One model on 16 patients; two models on 90 lesions of 46 patients, and on 50 patients from elsewhere.")
            .variable("in", DATA + "predictions.csv").variable("models", DATA + "models.csv").variable("external", DATA + "external.csv")
            .variable("long", DATA + "long.csv");
        final var one = w.node("Study Table Reader").control("file", "in").label("16 patients and one without a label");
        final var simple = w.node("Model Evaluator").from(one).set("probabilityColumns", "probability");
        LearningCohort.check(w, simple, 1, 28, null, "* | Data | Internal", "* | Model | probability",
            "Row0 | Estimate | 16",
            "Row1 | Estimate | 7",
            "Row3 | Metric | AUC",
            "Row3 | Method | DeLong",
            "Row3 | Estimate | 0.873015873015873",
            "Row3 | CI low | 0.6907247474326295",
            "Row3 | CI high | 1",
            "Row5 | Method | Bootstrap, BCa",
            "Row6 | Metric | Average precision",
            "Row6 | Estimate | 0.8809523809523809",
            "Row7 | Metric | Accuracy",
            "Row7 | Estimate | 0.75",
            "Row7 | CI low | 0.5050168346449122",
            "Row7 | CI high | 0.8981793250878696",
            "Row8 | Estimate | 0.7142857142857143",
            "Row8 | CI low | 0.35893445183261935",
            "Row8 | CI high | 0.9177810759959433",
            "Row9 | Estimate | 0.7777777777777778",
            "Row10 | Estimate | 0.7142857142857143",
            "Row11 | Estimate | 0.7777777777777778",
            "Row13 | Metric | F1",
            "Row13 | Estimate | 0.7142857142857143",
            "Row14 | Metric | F1 macro",
            "Row14 | Estimate | 0.746031746031746",
            "Row15 | Estimate | 0.4920634920634919",
            "Row16 | Estimate | 0.49206349206349204",
            "Row17 | Metric | Youden index",
            "Row17 | Estimate | 0.6349206349206349",
            "Row18 | Metric | Brier score",
            "Row18 | Estimate | 0.15",
            "Row19 | Estimate | 0.3904761904761904",
            "Row20 | Metric | Log loss",
            "Row20 | Estimate | 0.4598386474898244",
            "Row21 | Metric | Expected calibration error",
            "Row21 | Estimate | 0.20625",
            "Row22 | Metric | Calibration slope",
            "Row22 | Estimate | 1.5163476793230317 | 1e-6",
            "Row22 | CI low | 0.04859524718988539 | 1e-6",
            "Row22 | CI high | 2.9841001114561783 | 1e-6",
            "Row23 | Estimate | -0.03433802934479795 | 1e-6",
            "Row24 | Estimate | -0.06908576315985814",
            "Row25 | Metric | Youden threshold",
            "Row25 | Estimate | 0.45",
            "Row26 | Estimate | 3.550590783349404",
            "Row27 | Metric | Hosmer-Lemeshow p",
            "Row27 | Estimate | 0.8952280277839614");
        LearningCohort.check(w, simple, 3, 2, "True class", "* | Threshold | 0.5",
            "0 | Predicted negative | 7",
            "0 | Predicted positive | 2",
            "1 | Predicted negative | 2",
            "1 | Predicted positive | 5");
        LearningCohort.check(w, simple, 2, 0, null);
        LearningCohort.check(w, simple, 6, 5, null,
            "Row0 | Figure | ROC curve: Internal",
            "Row0 | Chart | !?",
            "Row4 | Figure | Confusion matrix: probability: Internal");
        final var models = w.node("Study Table Reader").control("file", "models").label("90 lesions of 46 patients");
        final var external = w.node("Study Table Reader").control("file", "external").label("50 patients from elsewhere");
        final var both = w.node("Model Evaluator").from(1, models, 1).from(2, external, 1).set("labelColumn", "EGFR")
            .set("probabilityColumns", "clinical", "combined").set("patientColumn", "patient").set("patientColumn_is_present", true)
            .set("subgroupColumns", "sex", "centre").set("policy", "COLUMNS").set("thresholdColumns", "limit").label("two models");
        LearningCohort.check(w, both, 1, 114, null,
            "Row4 | Model | clinical",
            "Row4 | Method | DeLong by patient",
            "Row4 | Estimate | 0.5900945744151319",
            "Row4 | CI low | 0.45460786197741 | 1e-6", // .5900946 -+ 1.959964 * .0691271 (Obuchowski)
            "Row33 | Estimate | 0.7366849178695869",
            "Row33 | CI low | 0.62674012822 | 1e-6",
            "Row34 | Method | Bootstrap by patient, percentile",
            "Row34 | CI low | 0.6169 | 0.01",
            "Row34 | CI high | 0.8358 | 0.01",
            "Row38 | Metric | Sensitivity",
            "Row38 | Method | Bootstrap by patient, BCa",
            "Row38 | Estimate | 0.7560975609756098",
            "Row48 | Metric | Brier score",
            "Row48 | Estimate | 0.2199406666666667",
            "Row56 | Estimate | 32.614387193267234",
            "Row57 | Estimate | 7.226006627485492e-05",
            "Row58 | Data | External",
            "Row61 | Estimate | 0.6494057724957555",
            "Row61 | CI low | 0.48393680417507334",
            "Row61 | CI high | 0.8148747408164376",
            "Row89 | Method | DeLong",
            "Row89 | Estimate | 0.7640067911714771",
            "Row90 | CI low | 0.6242 | 0.01",
            "Row90 | CI high | 0.8842 | 0.01",
            "Row91 | Method | Bootstrap, BCa",
            "Row91 | CI low | 0.6075 | 0.015",
            "Row91 | CI high | 0.8741 | 0.01",
            "Row104 | Metric | Brier score",
            "Row104 | CI low | 0.1444 | 0.005",
            "Row104 | CI high | 0.2600 | 0.005",
            "Row108 | Metric | Calibration slope",
            "Row108 | Estimate | 0.7917935975011983 | 1e-6");
        LearningCohort.check(w, both, 2, 10, null, "* | Model A | clinical", "* | Model B | combined",
            "Row0 | Test | AUC, DeLong",
            "Row0 | B minus A | 0.14659034345445499",
            "Row0 | CI low | -0.003813000870664607",
            "Row0 | CI high | 0.2969936877795746",
            "Row0 | Statistic | 1.9102752996703365",
            "Row0 | p | 0.05609777633805386",
            "Row1 | Test | Accuracy, McNemar exact",
            "Row1 | B minus A | 0.08888888888888889",
            "Row1 | Statistic | 1.225",
            "Row1 | p | 0.26818725105476915",
            "Row1 | Note | !?",
            "Row2 | B minus A | 0.1766505724240916",
            "Row2 | p | 0.005093736901438873",
            "Row3 | B minus A | 0.5166749626679941",
            "Row3 | CI low | 0.12276265146790244",
            "Row3 | p | 0.010146795845894683",
            "Row4 | Test | NRI, at the threshold",
            "Row4 | B minus A | 0.18715778994524637",
            "Row4 | p | 0.17405112015048452",
            "Row5 | Data | External",
            "Row5 | B minus A | 0.11460101867572159",
            "Row5 | p | 0.21700246243395505",
            "Row6 | p | 0.09625244140625",
            "Row6 | Note | ?",
            "Row7 | CI high | 0.2776686582640609");
        LearningCohort.check(w, both, 3, 8, null, "* | Threshold | 0.4",
            "Row0 | Predicted negative | 25",
            "Row0 | Predicted positive | 24",
            "Row1 | Predicted negative | 16",
            "Row1 | Predicted positive | 25",
            "Row7 | True class | mutant",
            "Row7 | Predicted positive | 13");
        LearningCohort.check(w, both, 5, 16, "Data,Model,Column,Subgroup",
            "External/clinical/sex/f | Rows | 22",
            "External/clinical/sex/f | AUC | 0.7833333333333333",
            "External/clinical/sex/f | AUC low | 0.5808984742905658",
            "External/clinical/sex/f | Accuracy | 0.6818181818181818",
            "External/clinical/sex/m | Positive rows | 7",
            "External/clinical/sex/m | Sensitivity low | 0.35893445183261935",
            "External/clinical/centre/South | AUC high | 1",
            "External/clinical/centre/South | Specificity | 0.2222222222222222",
            "External/clinical/centre/South | Brier score | 0.2206179411764706",
            "Internal/clinical/sex/f | Sensitivity | 0.6666666666666666",
            "Internal/clinical/centre/North | AUC | 0.656969696969697");
        LearningCohort.check(w, both, 4, 1548, "Data,Model,Curve,Threshold",
            "Internal/combined/Decision curve/0.2 | y | 0.29166666666666663",
            "External/clinical/Decision curve/0.5 | y | 0",
            "External/combined/Decision curve/0.2 | y | 0.29000000000000004",
            "External/combined/Decision curve, all positive/0.2 | y | 0.225"); // (19 - 31 / 4) / 50
        final var policy = w.node("Model Evaluator").from(1, models, 1).from(2, external, 1).set("labelColumn", "EGFR")
            .set("probabilityColumns", "clinical", "combined").set("policy", "YOUDEN").set("resamples", 100)
            .label("thresholds of the first table, applied to the second");
        LearningCohort.check(w, policy, 3, 8, null,
            "Row0 | Threshold | 0.211",
            "Row2 | Threshold | 0.633",
            "Row4 | Data | External",
            "Row4 | Threshold | 0.211",
            "Row4 | Predicted negative | 2",
            "Row4 | Predicted positive | 29",
            "Row5 | Predicted positive | 18",
            "Row6 | Threshold | 0.633",
            "Row6 | Predicted positive | 4",
            "Row7 | Predicted negative | 12");
        final var rows = w.node("Study Table Reader").control("file", "long").label("a row a lesion and model");
        final var byRow = w.node("Model Evaluator").from(rows).set("labelColumn", "EGFR").set("probabilityColumns", "probability")
            .set("modelColumn", "model").set("modelColumn_is_present", true).set("patientColumn", "patient").set("patientColumn_is_present", true)
            .set("policy", "SENSITIVITY").set("resamples", 100).label("as the Protocol Evaluator gives it");
        LearningCohort.check(w, byRow, 1, 58, null,
            "Row4 | Model | clinical",
            "Row4 | Estimate | 0.5900945744151319",
            "Row33 | Model | combined",
            "Row33 | CI low | 0.62674012822 | 1e-6");
        LearningCohort.check(w, byRow, 2, 5, null,
            "Row0 | Model B | combined",
            "Row0 | p | 0.05609777633805386");
        LearningCohort.check(w, byRow, 3, 4, null,
            "Row0 | Threshold | 0.226",
            "Row2 | Threshold | 0.133");
    }
}
