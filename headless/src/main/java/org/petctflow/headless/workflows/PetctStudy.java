package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The whole study on patients that never lived: from DICOM to a report. */
public final class PetctStudy implements Definition {

    @Override
    public String folder() {
        return "example-workflows/petct-study";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("A PET/CT study from DICOM to the report, on synthetic patients. The report lies in the folder \"out\".")
            .variable("out", "out");
        w.frame("1  Images: DICOM, SUV, tumour, quality", 0, 0, 6, 2);
        final var cohort = w.node("Synthetic Cohort").set("patients", 24).set("effect", 1.5).at(0, 0).label("24 patients");
        final var reader = w.node("DICOM Reader").from(cohort).at(1, 0).label("PET and CT of a patient");
        final var suv = w.node("SUV Normalizer").from(reader, 2).set("volumeColumn", "PET").at(2, 0).label("PET to SUV");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("volumeColumn", "CT").at(3, 0)
            .label("tumour as drawn, on the CT");
        final var quality = w.node("Image Quality Control").from(masks).set("lesionColumn", "Mask").set("lesionColumn_is_present", true)
            .at(4, 0).label("who can be analysed");
        final var audit = w.node("Data Auditor").from(cohort).set("idColumn", "Patient").set("labelColumn", "EGFR").at(1, 1)
            .label("is the clinical table sound?");

        w.frame("2  Features: tumour and its sub-regions on the PET", 6, 0, 4, 2);
        final var onPet = w.node("Image Resampler").from(quality).set("volumeColumns", "Mask").set("target", "REFERENCE")
            .set("referenceColumn", "PET").at(6, 0).label("mask on the grid of the PET");
        final var regions = w.node("Tumor Sub-Region Partitioner").from(onPet).set("maskColumn", "Mask")
            .set("imageColumns", "PET").set("habitats", 2).at(7, 0).label("two habitats by uptake");
        final var radiomics = w.node("Radiomics Extractor").from(regions).set("imageColumns", "PET")
            .set("maskColumns", "Mask", "reg1", "reg2").at(8, 0).label("IBSI features");
        final var pet = w.node("PET Heterogeneity Extractor").from(radiomics).set("imageColumn", "PET")
            .set("maskColumns", "Mask").at(9, 0).label("uptake and heterogeneity");

        w.frame("3  DMDP: one network for both labels", 0, 2, 4, 1);
        final var boxes = w.node("ROI Cropper").from(quality).set("volumeColumns", "CT", "PET", "Mask").at(0, 2).label("box around the tumour");
        final var trainer = w.node("DMDP Trainer").from(boxes).from(cohort).set("featureColumns", "age", "cea_ng_ml").set("voxelEdge", 4.0)
            .set("width", 8).set("epochs", 10).set("device", "cpu").at(1, 2).label("small, 10 epochs");

        w.frame("4  Evaluation and report", 4, 2, 6, 1);
        final var evaluator = w.node("Model Evaluator").from(trainer, 3).set("labelColumn", "EGFR").set("probabilityColumns", "P (EGFR=1)")
            .at(5, 2).label("validation patients");
        w.node("Study Report").ports("Tables", 5).from(1, evaluator, 1).from(2, evaluator, 6).from(3, audit, 1).from(4, radiomics, 2)
            .from(5, pet, 2).from(6, trainer, 2)
            .set("inputs", """
                1 | Performance | EGFR by the DMDP network, validation patients
                4 | Features | Radiomics features
                5 | Features | PET features
                6 | Deep learning and ablation | Losses of the DMDP network by epoch
                """).set("title", "PET/CT radiomics of synthetic lung tumours").set("description",
                "Made by the example workflow petct-study of PETCT Flow. The patients never lived: their tumours' shape and uptake were made "
                    + "to depend on the labels. Numbers say whether the software works, nothing about lung cancer.")
            .set("write", true).control("folder", "out").at(9, 2).label("report.html");
    }
}
