package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.build.WorkflowBuilder.Node;
import org.petctflow.headless.workflow.WorkflowException;

/** The whole study on patients that never lived: from DICOM to a report. */
public final class PetctStudy implements Definition {

    /** Names of radiomics and PET features; other numbers of a row, such as ages, are no features of images. */
    private static final String FEATURES = "original_*";

    @Override
    public String folder() {
        return "example-workflows/petct-study";
    }

    private static Node features(final Node node, final String path) throws WorkflowException {
        return node.set(path + "/mode", "WILDCARD").set(path + "/patternFilter/pattern", FEATURES);
    }

    private static Node labelled(final Node node) throws WorkflowException {
        return features(node.set("columns/labelColumn", "EGFR"), "columns/features");
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            A PET/CT study from DICOM to the report, on 60 synthetic patients: tumours' shape and uptake depend on EGFR mutation and subtype. \
            Two ways lead to a prediction of EGFR: radiomics of the tumour and its habitats with selection and stacking, and the DMDP network \
            on PET, CT and features; both are judged on patients that neither has seen. The report lies in the folder "out".""")
            .variable("out", "out").variable("seed", 1);

        w.frame("1  Images: DICOM, SUV, tumour, quality; who is analysed", 0, 0, 6, 2);
        final Node cohort = w.node("Synthetic Cohort").set("patients", 60).control("seed", "seed").set("effect", 0.5).set("misaligned", 2)
            .set("lowUptake", 2).set("ctSlices", 56).set("ctSize", 96).set("ctPixelSize", 4.0).set("petSlices", 56)
            .set("petSliceDistance", 4.0).at(0, 0).label("60 patients, 4 of them faulty");
        final Node reader = w.node("DICOM Reader").from(cohort).at(1, 0).label("PET and CT of a patient");
        final Node suv = w.node("SUV Normalizer").from(reader, 2).set("volumeColumn", "PET").at(2, 0).label("PET to SUV");
        final Node masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("volumeColumn", "CT").at(3, 0)
            .label("tumour as drawn, on the CT");
        final Node quality = w.node("Image Quality Control").from(masks).set("lesionColumn", "Mask").set("lesionColumn_is_present", true)
            .at(4, 0).label("is it fit for analysis?");
        final Node audit = w.node("Data Auditor").from(cohort).set("idColumn", "Patient").set("labelColumn", "EGFR").at(1, 1)
            .label("is the clinical table sound?");
        final Node study = w.node("Cohort Builder").ports("Further tables", 1).from(1, cohort, 1).from(2, quality, 1).set("keyColumn", "Patient")
            .set("tableNames", "Clinical data, Images").set("startLabel", "Synthetic patients").set("endLabel", "Patients analysed")
            .element("rules", "role", "INCLUDE", "column", "QC passed", "operator", "EQUALS", "value", "true", "label",
                "Images not fit for analysis", "missing", "NOT_MET").at(5, 0).label("clinical data and images");
        final Node one = w.node("Cohort Statistics").from(study).set("groupColumn", "EGFR").set("groupColumn_is_present", true)
            .set("variables/mode", "REGEX").set("variables/patternFilter/pattern", "age|sex|smoking|stage|location|cea_ng_ml|subtype")
            .at(4, 1).label("Table 1 by mutation");
        final Node look = w.node("Volume Viewer").from(study).set("figureCases", 2).set("cases", 6).at(5, 1).label("look at them");

        w.frame("2  Features: tumour and its habitats on the PET", 0, 2, 6, 1);
        final Node boxes = w.node("ROI Cropper").from(study).set("volumeColumns", "CT", "PET", "Mask").set("rowSize", 64.0)
            .set("columnSize", 64.0).set("edge", 4.0).at(0, 2).label("boxes for the network");
        final Node onPet = w.node("Image Resampler").from(boxes).set("volumeColumns", "Mask").set("target", "REFERENCE")
            .set("referenceColumn", "PET").at(1, 2).label("mask on the grid of the PET");
        final Node regions = w.node("Tumor Sub-Region Partitioner").from(onPet).set("maskColumn", "Mask").set("imageColumns", "PET")
            .set("habitats", 2).at(2, 2).label("two habitats by uptake");
        final Node radiomics = w.node("Radiomics Extractor").from(regions).set("imageColumns", "PET")
            .set("maskColumns", "Mask", "reg1", "reg2").at(3, 2).label("IBSI features");
        final Node pet = w.node("PET Heterogeneity Extractor").from(radiomics).set("imageColumn", "PET").set("maskColumns", "Mask")
            .at(4, 2).label("uptake and heterogeneity");
        final Node parts = w.node("Stratified Partitioner").from(pet).set("labelColumns", "EGFR", "subtype").set("testPercent", 35.0)
            .control("seed", "seed").at(5, 2).label("to learn from, and to test");

        w.frame("4  DMDP: one network for both labels", 6, 2, 5, 2);
        final Node trainer = network(w.node("DMDP Trainer").from(parts, 1), "").set("epochs", 15).control("seed", "seed").at(6, 2)
            .label("small, 15 epochs");
        final Node byNetwork = w.node("DMDP Predictor").from(1, trainer, 1).from(2, parts, 2).set("device", "cpu").set("threads", 1).at(8, 2)
            .label("EGFR and subtype by the network");
        final Node cam = w.node("Grad-CAM Viewer").from(1, trainer, 1).from(2, parts, 2).set("cases", 6).set("figureCases", 3)
            .set("device", "cpu").set("threads", 1).at(8, 3).label("where it looks");
        final Node ablation = network(w.node("DMDP Ablation").from(1, parts, 1).from(2, parts, 2), "training/").set("unselectedColumns",
            "age", "cea_ng_ml", "original_pet_SUVmax", "original_pet_MTV", "original_pet_EllipsoidResidual").set("repetitions", 1)
            .set("training/epochs", 8).at(6, 3).label("what each part is worth");

        w.frame("3  Radiomics: selection and stacking", 6, 0, 5, 2);
        final Node prepared = features(w.node("Feature Preprocessor").from(parts, 1), "features").set("maxCorrelation", 0.95)
            .set("maxCorrelation_is_present", true).at(6, 0).label("rules of training rows");
        final Node mrmr = labelled(w.node("mRMR Selector").from(prepared)).set("count", 12).set("stability/resamples", 10).at(7, 0)
            .label("12 features");
        final Node rfecv = labelled(w.node("RFECV Selector").from(mrmr)).set("stability/resamples", 5).at(8, 0).label("those that help");
        final Node stack = labelled(w.node("Stacking Learner").from(rfecv)).set("learner/trees", 50).set("learner/leaves", "5")
            .control("seed", "seed").at(9, 0).label("the study's stack");
        final Node applied = w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, byNetwork, 1).at(9, 1).label("test rows");
        final Node byStack = w.node("Classifier Predictor").from(1, stack, 1).from(2, applied, 1).at(10, 0).label("EGFR by radiomics");
        final Node explained = w.node("Model Explainer").from(1, stack, 1).from(2, applied, 1).from(3, rfecv, 1).set("bases", false)
            .set("labelColumn", "EGFR").set("labelColumn_is_present", true).set("dependences", 2).at(10, 1).label("what it rests on");
        final Node protocol = labelled(w.node("Protocol Evaluator").from(pet)).set("selection", "MRMR").set("mrmrCount", 8).set("repeats", 10)
            .set("learner/trees", 30).set("learner/depths", "3").set("learner/leaves", "5").set("learner/c", "0.1, 1").control("seed", "seed")
            .at(7, 1).label("the same in ten other splits");

        w.frame("5  Evaluation and report", 11, 0, 2, 4);
        final Node evaluator = w.node("Model Evaluator").from(byStack).set("labelColumn", "EGFR").set("positiveClass", "1")
            .set("probabilityColumns", "P (EGFR=1)", "P (EGFR=1) (#1)").control("seed", "seed").at(11, 1).label("both on the test rows");
        final Node report = w.node("Study Report").ports("Tables", 19);
        final Object[][] inputs = {{study, 4}, {study, 3}, {one, 1}, {look, 1}, {radiomics, 2}, {pet, 2}, {mrmr, 5}, {rfecv, 5}, {evaluator, 1},
            {evaluator, 2}, {evaluator, 6}, {protocol, 5}, {protocol, 7}, {trainer, 2}, {ablation, 1}, {ablation, 4}, {cam, 2}, {cam, 3},
            {explained, 4}, {audit, 1}};
        for (int i = 0; i < inputs.length; i++) {
            report.from(i + 1, (Node)inputs[i][0], (Integer)inputs[i][1]);
        }
        report.set("title", "PET/CT radiomics and deep learning on synthetic lung tumours").set("description", """
            Made by the example workflow petct-study of PETCT Flow. The patients never lived: their tumours' shape and uptake were made to depend on \
            EGFR mutation and subtype. The numbers say whether the software works, and nothing about lung cancer.

            "P (EGFR=1)" is the DMDP network, "P (EGFR=1) (#1)" the stack on radiomics features; both predict the same patients, whom neither has seen.""")
            .set("answers", """
                TRIPOD+AI 17 | No approval is needed: the patients are synthetic.
                CLEAR 8 | No approval is needed: the patients are synthetic.
                CLEAR 13 | Synthetic, made by the node Synthetic Cohort.
                """).set("inputs", """
                2 | Cohort | Patients by rule
                3 | Characteristics | Patients by EGFR mutation
                5 | Features | Radiomics features and their definitions
                6 | Features | PET features and their definitions
                9 | Performance | Prediction of EGFR mutation on the test patients
                10 | Performance | Comparison of both predictions
                12 | Performance | The stack in ten other splits
                14 | Deep learning and ablation | Losses of the DMDP network by epoch
                15 | Deep learning and ablation | Ablation
                17 | Explanations | Where the DMDP network looks
                """).set("write", true).control("folder", "out").at(12, 2).label("report.html");
    }

    /** A network that is trained in a minute: half the default's channels, voxels of 4 mm, boxes of 48 x 64 x 64 mm. */
    private static Node network(final Node node, final String group) throws WorkflowException {
        return node.set(group + "featureColumns", "age", "cea_ng_ml", "original_pet_SUVmax").set(group + "validationPercent", 20.0)
            .set(group + "rowSize", 64.0).set(group + "columnSize", 64.0).set(group + "voxelEdge", 4.0).set(group + "width", 8)
            .set(group + "hidden", 64).set(group + "textUnits", 32).set(group + "projection", 16).set(group + "learningRate", 0.002)
            .set(group + "device", "cpu").set(group + "threads", 1);
    }
}
