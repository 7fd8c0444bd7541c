package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The DMDP study's tables of machine learning from its published matrices, as distributions over splits beside its figures. */
public final class ReproduceTables implements Definition {

    private static final String PET_FILE = "PET_clinical_feature_matrix.xlsx";

    private static final String PET = "suv_.*, MTV_3, TLG_.*, het0, type_.*";

    private static final String CLINICAL = "age, gender, smoke";

    private static final String REGIONS = String.join("\n", "CT_reg1 = .*_reg1", "CT_reg2 = .*_reg2", "CT_reg5 = .*_reg5", "CT_reg6 = .*_reg6");

    private static final String POOLED = String.join("\n", "CT_reg_all = .*_reg\\d", "PET = " + PET, "PET_clinical = " + PET + ", " + CLINICAL,
        "PET_CT_clinical = .*_reg\\d, " + PET + ", " + CLINICAL);

    @Override
    public String folder() {
        return "example-workflows/reproduce-tables";
    }

    private static WorkflowBuilder.Node matrix(final WorkflowBuilder w, final String file, final String label) throws WorkflowException {
        return w.node("Study Table Reader").control("file", "in").set("fileInFolder", file).set("fileInFolder_is_present", true)
            .set("idColumn", "case").set("idColumn_is_present", true).label(label);
    }

    private static WorkflowBuilder.Node typed(final WorkflowBuilder w, final String file, final String label) throws WorkflowException {
        return w.node("Study Table Reader").set("file", "data").set("fileInFolder", file).set("fileInFolder_is_present", true).label(label);
    }

    /**
     * The reference calculation's protocol: LR with a grid over C, forests of 100 trees with 3 rows in a leaf, and their stack, in the
     * splits of scikit-learn's random states 0 to 49; of the sets that pool regions or have PET, LASSO selects among CT columns and RFECV
     * among PET columns inside each split.
     */
    private static WorkflowBuilder.Node evaluate(final WorkflowBuilder w, final WorkflowBuilder.Node rows, final WorkflowBuilder.Node published,
        final String label, final boolean pooled, final String title) throws WorkflowException {
        final WorkflowBuilder.Node node = w.node("Protocol Evaluator").from(1, rows, 1).from(3, published, 1)
            .set("columns/labelColumn", label).set("columns/positiveClass", "1").set("featureSets", pooled ? POOLED : REGIONS)
            .set("learner/depths", "0").set("learner/leaves", "3").set("kind", "SCIKIT_LEARN_SPLITS").label(title);
        if (pooled) {
            node.set("selection", "BY_GROUP").set("selectionGroups", "LASSO = .*_reg\\d\nRFECV = " + PET);
        }
        return node;
    }

    private static void audit(final WorkflowBuilder w, final WorkflowBuilder.Node pet, final WorkflowBuilder.Node ct,
        final WorkflowBuilder.Node reported, final String label, final String title) throws WorkflowException {
        w.node("Data Auditor").from(1, pet, 1).from(2, ct, 1).from(3, reported, 1).set("idColumn", "case").set("labelColumn", label).label(title);
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Tables 2, 3 (internal), S5 and the machine learning of 5 of the DMDP study (Transl Lung Cancer Res 2026;15(6)), from its published "
            + "feature matrices: 8 feature sets, both tasks, LR, RF, ERT and their stack inside each of 50 stratified 8:2 splits. A published "
            + "figure is one split's; the fifth output of each evaluator says in how many of 50 it is reached.\n\n"
            + "The matrices have no licence and are not part of this project: give their folder (github.com/jiang-0311/DMDP, Data) by --in or in the "
            + "workflow's variable \"in\". Without it SYNTHETIC matrices of the same layout in this workflow's folder run, which say nothing of the "
            + "study.\n\ndata/published_egfr.csv, published_subtype.csv and reported_figures.csv are for the paper's figures. Only the AUC of EGFR are "
            + "typed in: the AUC of the subtype, and the counts, p values and performance that the Data Auditor checks against each other, stand in the "
            + "paper's tables, which this project does not have. The evaluators and auditors warn of figures that are not filled in, and the auditors "
            + "list them: type them in from the paper. None was made up.")
            .variable("in", "data");
        final var pet = matrix(w, PET_FILE, "PET and clinical");
        final var egfrCt = matrix(w, "EGFR_mutation_prediction_CT_feature.xlsx", "CT, EGFR");
        final var typeCt = matrix(w, "Pathological_subtype_classification_CT_feature.xlsx", "CT, subtype");
        final var egfr = matrix(w, "EGFR_mutation_prediction_CT_feature.xlsx", "CT, PET and clinical, EGFR")
            .set("furtherFiles", PET_FILE).set("furtherFiles_is_present", true);
        final var type = matrix(w, "Pathological_subtype_classification_CT_feature.xlsx", "CT, PET and clinical, subtype")
            .set("furtherFiles", PET_FILE).set("furtherFiles_is_present", true);
        final var publishedEgfr = typed(w, "published_egfr.csv", "the paper's AUC, EGFR");
        final var publishedType = typed(w, "published_subtype.csv", "the paper's AUC, subtype: not filled in");
        final var reported = typed(w, "reported_figures.csv", "the paper's counts and p: not filled in");
        audit(w, pet, egfrCt, reported, "EGFR", "what to know of EGFR");
        audit(w, pet, typeCt, reported, "type", "what to know of subtype");
        final var egfrCtOnly = evaluate(w, egfr, publishedEgfr, "EGFR", false, "EGFR by CT region: Tables 2, S5");
        final var egfrPooled = evaluate(w, egfr, publishedEgfr, "EGFR", true, "EGFR by pooled sets: Tables 2, S5, ML of 5");
        final var typeCtOnly = evaluate(w, type, publishedType, "type", false, "subtype by CT region: Tables 3, S5");
        final var typePooled = evaluate(w, type, publishedType, "type", true, "subtype by pooled sets: Tables 3, S5, ML of 5");
        w.node("Study Report").ports("Tables", 7).from(1, egfrCtOnly, 5).from(2, egfrPooled, 5).from(3, typeCtOnly, 5).from(4, typePooled, 5)
            .from(5, egfrCtOnly, 7).from(6, egfrPooled, 7).from(7, typeCtOnly, 7).from(8, typePooled, 7).set("inputs", """
                1 | Performance | EGFR mutation from CT regions (Tables 2, S5)
                2 | Performance | EGFR mutation from pooled sets (Tables 2, S5, machine learning of 5)
                3 | Performance | Pathological subtype from CT regions (Tables 3, S5)
                4 | Performance | Pathological subtype from pooled sets (Tables 3, S5, machine learning of 5)
                """)
            .set("title", "What reproduces of the DMDP study's machine learning").set("description",
                "Mean and SD over 50 stratified 8:2 splits of every figure; the last column says in how many splits a published figure is "
                    + "reached. What was found in the tables beforehand stands in the results of the two Data Auditors. Without --in the matrices are "
                    + "synthetic and say nothing of the study.")
            .label("what reproduces");
    }
}
