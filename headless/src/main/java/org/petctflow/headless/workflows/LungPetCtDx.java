package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** TCIA's collection Lung-PET-CT-Dx as its downloader leaves it: DICOM, boxes in Pascal VOC files, and a clinical xlsx. */
public final class LungPetCtDx implements Definition {

    @Override
    public String folder() {
        return "example-workflows/lung-pet-ct-dx";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            TCIA's Lung-PET-CT-Dx (doi:10.7937/TCIA.2020.NNC2-0461): the folder "in" holds what the NBIA Data Retriever leaves, the unpacked \
            annotations, and the collection's clinical xlsx. Annotations are boxes on the CT, labelled by type of cancer (A adenocarcinoma, B small \
            cell, E large cell, G squamous): they say where to look, and the tumour is segmented in the PET within them.""")
            .variable("in", "data").variable("out", "out");
        w.frame("Images: PET and CT of a scan, SUV, boxes", 0, 0, 5, 1);
        final var reader = w.node("DICOM Reader").control("folder", "in").set("names", "ID").at(0, 0)
            .label("ids as in the clinical table: TCIA's are pseudonyms");
        final var suv = w.node("SUV Normalizer").from(reader, 2).set("volumeColumn", "PET").at(1, 0).label("PET to SUV");
        final var boxes = w.node("Segmentation Reader").from(suv).control("folder", "in").set("fileNames", "*.xml").set("volumeColumn", "CT")
            .set("keepUnmatched", false).at(2, 0).label("boxes by slice");
        final var onPet = w.node("Image Resampler").from(boxes).set("volumeColumns", "Mask").set("target", "REFERENCE")
            .set("referenceColumn", "PET").at(3, 0).label("boxes on the grid of the PET");
        final var tumour = w.node("PET Segmenter").from(onPet).set("petColumn", "PET").set("maskColumn", "Mask").at(4, 0)
            .label("41 % of the maximum in the box");
        w.frame("Features", 5, 0, 3, 1);
        final var pet = w.node("PET Heterogeneity Extractor").from(tumour).set("imageColumn", "PET").set("maskColumns", "PET mask").at(5, 0);
        final var features = w.node("Radiomics Extractor").from(pet).set("imageColumns", "PET").set("maskColumns", "PET mask").at(6, 0)
            .label("a row a tumour");
        final var plots = w.node("Distribution Plots").from(features).set("columns", "original_pet_SUVmax", "original_pet_MTV",
            "original_pet_AUC-CSH").set("groupColumn", "ROI").set("groupColumn_is_present", true).at(7, 0).label("by type of cancer");
        w.frame("Clinical data", 0, 1, 4, 1);
        final var clinical = w.node("Study Table Reader").control("file", "in").set("fileInFolder", "statistics-clinical-20201221.xlsx")
            .set("fileInFolder_is_present", true).set("idColumn", "NewPatientID").set("idColumn_is_present", true).at(0, 1)
            .label("the collection's xlsx");
        final var one = w.node("Cohort Statistics").from(clinical).set("groupColumn", "Sex").set("groupColumn_is_present", true)
            .set("variables/manualFilter/manuallyDeselected", "NewPatientID", "No.").at(2, 1).label("Table 1 by sex");
        w.frame("Report", 7, 1, 1, 1);
        w.node("Study Report").ports("Tables", 4).from(1, one, 1).from(2, plots, 1).from(3, plots, 2).from(4, pet, 2).from(5, features, 2)
            .set("title", "Lung-PET-CT-Dx: images, features and clinical data")
            .set("inputs", "1 | Characteristics | Patients by sex\n2 | Features | Distributions\n4 | Features | PET features\n5 | Features | Radiomics features")
            .set("write", true).control("folder", "out").at(7, 1).label("report.html");
    }
}
