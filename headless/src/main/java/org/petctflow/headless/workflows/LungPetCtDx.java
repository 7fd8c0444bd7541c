package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** TCIA's collection Lung-PET-CT-Dx as its downloader leaves it: DICOM, boxes in Pascal VOC files, and a clinical xlsx. */
public final class LungPetCtDx implements Definition {

    /** What of the clinical xlsx goes into Table 1; the M of the stage is a full-width letter in the file. */
    private static final String CHARACTERISTICS = "Sex|Age|weight \\(kg\\)|.-Stage|Smoking History|original_pet_(SUVmax|MTV)";

    @Override
    public String folder() {
        return "example-workflows/lung-pet-ct-dx";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            TCIA's Lung-PET-CT-Dx (doi:10.7937/TCIA.2020.NNC2-0461): the folder "in" holds what the NBIA Data Retriever leaves, the unpacked \
            annotations (a folder a patient, a Pascal VOC file a slice, named by its SOP instance UID), and the collection's clinical xlsx. \
            Annotations are boxes on the CT, labelled by type of cancer (A adenocarcinoma, B small cell, E large cell, G squamous): they say where to \
            look, and the tumour is segmented in the PET of the same frame of reference within them.

            Patients are named by pseudonyms on both sides, keyed by the workflow variable "secret"; the images say "Lung_Dx-A0001" where the xlsx \
            says "A0001". One table has a patient a row with clinical columns, the type of cancer and PET features; from it squamous cell carcinoma \
            is told from adenocarcinoma in 50 splits.""")
            .variable("in", "data").variable("out", "out").variable("secret", "");
        w.frame("Images: every series, SUV, boxes, the tumour in the PET", 0, 0, 5, 1);
        final var reader = w.node("DICOM Reader").control("folder", "in").control("secret", "secret").at(0, 0).label("every series");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").at(1, 0).label("PET to SUV, CT stays");
        final var boxes = w.node("Segmentation Reader").from(suv).control("folder", "in").set("fileNames", "*.xml")
            .set("grids", "FRAME_OF_REFERENCE").set("keepUnmatched", false).at(2, 0).label("boxes, also on the PET");
        final var first = w.node("Cohort Builder").from(boxes).set("keyColumn", "Patient").set("repeated", "ELIGIBLE")
            .set("startLabel", "Images with boxes").set("endLabel", "A PET a patient")
            .element("rules", "role", "INCLUDE", "column", "Modality", "operator", "EQUALS", "value", "PT", "label", "No PET", "missing", "NOT_MET")
            .at(3, 0).label("the first PET of each");
        final var tumour = w.node("PET Segmenter").from(first).set("petColumn", "Volume").set("maskColumn", "Mask").at(4, 0)
            .label("41 % of the maximum in the box");
        w.frame("Features", 5, 0, 3, 1);
        final var pet = w.node("PET Heterogeneity Extractor").from(tumour).set("imageColumn", "Volume").set("maskColumns", "PET mask").at(5, 0)
            .label("uptake and heterogeneity");
        final var features = w.node("Radiomics Extractor").from(pet).set("imageColumns", "Volume").set("maskColumns", "PET mask").at(6, 0)
            .label("a row a tumour");
        final var plots = w.node("Distribution Plots").from(features).set("columns", "original_pet_SUVmax", "original_pet_MTV",
            "original_pet_AUC-CSH").set("groupColumn", "ROI").set("groupColumn_is_present", true).at(7, 0).label("by type of cancer");
        w.frame("Clinical data and features: a row a patient", 0, 1, 5, 1);
        final var clinical = w.node("Study Table Reader").control("file", "in").set("fileInFolder", "statistics-clinical-20201221.xlsx")
            .set("fileInFolder_is_present", true).set("idColumn", "NewPatientID").set("idColumn_is_present", true).set("idPrefix", "Lung_Dx-")
            .set("idPrefix_is_present", true).set("names", "PSEUDONYM").control("secret", "secret").at(0, 1).label("the collection's xlsx");
        final var study = w.node("Cohort Builder").ports("Further tables", 1).from(1, clinical, 1).from(2, features, 1)
            .set("keyColumn", "NewPatientID").set("otherKey", "Patient").set("otherKey_is_present", true)
            .set("tableNames", "Clinical data, PET with boxes").set("startLabel", "Patients of the collection").set("endLabel", "Patients analysed")
            .element("rules", "role", "INCLUDE", "column", "ROI", "operator", "IS_ONE_OF", "value", "A, G", "label",
                "Small cell or large cell carcinoma", "missing", "NOT_MET")
            .element("rules", "role", "EXCLUDE", "column", "PET mask", "operator", "IS_MISSING", "value", "", "label",
                "No tumour in the PET", "missing", "NOT_MET").at(3, 1).label("clinical data and features");
        final var one = w.node("Cohort Statistics").from(study).set("groupColumn", "ROI").set("groupColumn_is_present", true)
            .set("variables/mode", "REGEX").set("variables/patternFilter/pattern", CHARACTERISTICS).at(4, 1).label("Table 1 by type of cancer");
        w.frame("Prediction and report", 5, 1, 3, 1);
        final var protocol = w.node("Protocol Evaluator").from(study).set("columns/labelColumn", "ROI").set("columns/positiveClass", "G")
            .set("columns/features/mode", "WILDCARD").set("columns/features/patternFilter/pattern", "original_*")
            .set("featureSets", "PET = original_pet_.*\nPET radiomics = original_(?!pet_).*\nAll = original_.*").set("selection", "MRMR")
            .set("mrmrCount", 10).at(6, 1).label("squamous or adenocarcinoma, 50 splits");
        final var report = w.node("Study Report").ports("Tables", 8);
        final Object[][] inputs = {{study, 4}, {study, 3}, {one, 1}, {plots, 1}, {plots, 2}, {pet, 2}, {features, 2}, {protocol, 5}, {protocol, 7}};
        for (int i = 0; i < inputs.length; i++) {
            report.from(i + 1, (WorkflowBuilder.Node)inputs[i][0], (Integer)inputs[i][1]);
        }
        report.set("title", "Lung-PET-CT-Dx: images, features and clinical data").set("inputs", """
            2 | Cohort | Patients by rule
            3 | Characteristics | Patients by type of cancer
            4 | Features | Distributions
            6 | Features | PET features
            7 | Features | Radiomics features
            8 | Performance | Squamous cell carcinoma or adenocarcinoma in many splits
            """).set("write", true).control("folder", "out").at(7, 1).label("report.html");
    }
}
