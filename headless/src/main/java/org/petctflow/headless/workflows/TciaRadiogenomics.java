package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** TCIA's collection NSCLC Radiogenomics as its downloader leaves it: DICOM with SEG, and a clinical csv. */
public final class TciaRadiogenomics implements Definition {

    @Override
    public String folder() {
        return "example-workflows/tcia-nsclc-radiogenomics";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            TCIA's NSCLC Radiogenomics (doi:10.7937/K9/TCIA.2017.7hs46erv): the folder "in" holds what the NBIA Data Retriever leaves, and beside it \
            the collection's clinical csv. Tumours are segmented on the CT (DICOM SEG); PET is converted to SUV, and gets the mask where it has \
            the CT's frame of reference.""").variable("in", "data").variable("out", "out");
        w.frame("Images: all series, SUV, masks of the collection's SEG files", 0, 0, 3, 1);
        final var reader = w.node("DICOM Reader").control("folder", "in").set("names", "ID").at(0, 0)
            .label("ids as in the clinical table: TCIA's are pseudonyms");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").at(1, 0).label("PET to SUV, CT stays");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE")
            .set("keepUnmatched", false).at(2, 0).label("images with a tumour");
        w.frame("Features", 3, 0, 3, 1);
        final var statistics = w.node("ROI Statistics").from(masks).at(3, 0).label("volume and uptake");
        final var features = w.node("Radiomics Extractor").from(statistics).set("imageColumns", "Volume").set("maskColumns", "Mask").at(4, 0)
            .label("a row an image");
        final var plots = w.node("Distribution Plots").from(features).set("columns", "Mask volume (ml)", "original_morph_Sphericity",
            "original_stat_Mean").set("groupColumn", "Modality").set("groupColumn_is_present", true).at(5, 0);
        w.frame("Clinical data: Table 1 by EGFR, audit", 0, 1, 3, 2);
        final var clinical = w.node("Study Table Reader").control("file", "in")
            .set("fileInFolder", "NSCLCR01Radiogenomic_DATA_LABELS_2018-05-22_1500-shifted.csv").set("fileInFolder_is_present", true)
            .set("idColumn", "Case ID").set("idColumn_is_present", true).at(0, 1).label("the collection's csv");
        final var one = w.node("Cohort Statistics").from(clinical).set("groupColumn", "EGFR mutation status")
            .set("groupColumn_is_present", true).set("variables/manualFilter/manuallyDeselected", "Case ID").at(2, 1).label("Table 1");
        final var audit = w.node("Data Auditor").from(clinical).set("idColumn", "Case ID").set("labelColumn", "EGFR mutation status").at(2, 2);
        w.frame("Report", 5, 1, 1, 2);
        w.node("Study Report").ports("Tables", 4).from(1, one, 1).from(2, audit, 1).from(3, plots, 1).from(4, plots, 2)
            .from(5, features, 2).set("title", "NSCLC Radiogenomics: images, features and clinical data")
            .set("inputs", "1 | Characteristics | Patients by EGFR mutation status\n3 | Features | Distributions\n5 | Features | Definitions")
            .set("write", true).control("folder", "out").at(5, 1).label("report.html");
    }
}
