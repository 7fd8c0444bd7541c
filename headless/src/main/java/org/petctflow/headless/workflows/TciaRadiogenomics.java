package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** TCIA's collection NSCLC Radiogenomics as its downloader leaves it: DICOM with SEG, and a clinical csv. */
public final class TciaRadiogenomics implements Definition {

    /** What of the clinical csv goes into Table 1; "Histology " has a blank at its end in the file, which the reader takes off. */
    private static final String CHARACTERISTICS = "Age at Histological Diagnosis|Weight \\(lbs\\)|Gender|Ethnicity|Smoking status|Pack Years|"
        + "Histology|Pathological [TNM] stage|Histopathological Grade|KRAS mutation status|ALK translocation status|Mask volume \\(ml\\)";

    @Override
    public String folder() {
        return "example-workflows/tcia-nsclc-radiogenomics";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            TCIA's NSCLC Radiogenomics (doi:10.7937/K9/TCIA.2017.7hs46erv, described in doi:10.1038/sdata.2018.202): the folder "in" holds what the \
            NBIA Data Retriever leaves, and beside it the collection's clinical csv. Tumours are segmented on the CT (DICOM SEG); PET is converted \
            to SUV, and gets the mask where it has the CT's frame of reference.

            Patients are named by pseudonyms on both sides, keyed by the workflow variable "secret": TCIA's ids are public, yours are not. One table \
            has a patient a row with clinical columns, EGFR and histology, and features of the tumour on the CT; from it EGFR is predicted in 50 \
            splits, by CT, by age and pack years, and by both.""").variable("in", "data").variable("out", "out").variable("secret", "");
        w.frame("Images: all series, SUV, masks of the collection's SEG files", 0, 0, 3, 1);
        final var reader = w.node("DICOM Reader").control("folder", "in").control("secret", "secret").at(0, 0).label("every series");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").at(1, 0).label("PET to SUV, CT stays");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE").set("otherGrid", "LINEAR")
            .set("keepUnmatched", false).at(2, 0).label("images with a tumour");
        w.frame("Features", 3, 0, 3, 1);
        final var statistics = w.node("ROI Statistics").from(masks).at(3, 0).label("volume and uptake");
        final var features = w.node("Radiomics Extractor").from(statistics).set("imageColumns", "Volume").set("maskColumns", "Mask").at(4, 0)
            .label("a row an image");
        final var plots = w.node("Distribution Plots").from(features).set("columns", "Mask volume (ml)", "original_morph_Sphericity",
            "original_stat_Mean").set("groupColumn", "Modality").set("groupColumn_is_present", true).at(5, 0);
        w.frame("Clinical data and features: a row a patient", 0, 1, 5, 2);
        final var clinical = w.node("Study Table Reader").control("file", "in")
            .set("fileInFolder", "NSCLCR01Radiogenomic_DATA_LABELS_2018-05-22_1500-shifted.csv").set("fileInFolder_is_present", true)
            .set("idColumn", "Case ID").set("idColumn_is_present", true).set("names", "PSEUDONYM").control("secret", "secret")
            .set("missing", "N/A, Unknown, Not Collected, Not Recorded In Database, Not Assessed").at(0, 1).label("the collection's csv");
        final var audit = w.node("Data Auditor").from(clinical).set("idColumn", "Case ID").set("labelColumn", "EGFR mutation status").at(1, 2)
            .label("is the clinical table sound?");
        final var ct = w.node("Cohort Builder").from(features).set("keyColumn", "Patient").set("repeated", "ELIGIBLE")
            .set("startLabel", "Images with a tumour").set("endLabel", "A CT a patient")
            .element("rules", "role", "INCLUDE", "column", "Modality", "operator", "EQUALS", "value", "CT", "label", "Another image", "missing",
                "NOT_MET").at(2, 1).label("the segmented CT of each");
        final var study = w.node("Cohort Builder").ports("Further tables", 1).from(1, clinical, 1).from(2, ct, 1).set("keyColumn", "Case ID")
            .set("otherKey", "Patient").set("otherKey_is_present", true).set("tableNames", "Clinical data, Segmented CT")
            .set("startLabel", "Patients of the collection").set("endLabel", "Patients analysed")
            .element("rules", "role", "INCLUDE", "column", "EGFR mutation status", "operator", "IS_PRESENT", "value", "", "label",
                "EGFR mutation status unknown", "missing", "NOT_MET").at(3, 1).label("clinical data and features");
        final var one = w.node("Cohort Statistics").from(study).set("groupColumn", "EGFR mutation status").set("groupColumn_is_present", true)
            .set("variables/mode", "REGEX").set("variables/patternFilter/pattern", CHARACTERISTICS).at(4, 1).label("Table 1");
        w.frame("Prediction and report", 5, 1, 2, 2);
        final var protocol = w.node("Protocol Evaluator").from(study).set("columns/labelColumn", "EGFR mutation status")
            .set("columns/positiveClass", "Mutant").set("columns/features/mode", "REGEX")
            .set("columns/features/patternFilter/pattern", "original_.*|Age at Histological Diagnosis|Pack Years")
            .set("featureSets", "CT = original_.*\nClinical = Age.*, Pack.*\nCT and clinical = original_.*, Age.*, Pack.*")
            .set("selection", "MRMR").set("mrmrCount", 10).at(5, 1).label("EGFR in 50 splits");
        final var report = w.node("Study Report").ports("Tables", 8);
        final Object[][] inputs = {{study, 4}, {study, 3}, {one, 1}, {audit, 1}, {plots, 1}, {plots, 2}, {features, 2}, {protocol, 5}, {protocol, 7}};
        for (int i = 0; i < inputs.length; i++) {
            report.from(i + 1, (WorkflowBuilder.Node)inputs[i][0], (Integer)inputs[i][1]);
        }
        report.set("title", "NSCLC Radiogenomics: images, features and clinical data").set("inputs", """
            2 | Cohort | Patients by rule
            3 | Characteristics | Patients by EGFR mutation status
            5 | Features | Distributions
            7 | Features | Definitions
            8 | Performance | Prediction of EGFR mutation in many splits
            """).set("write", true).control("folder", "out").at(6, 1).label("report.html");
    }
}
