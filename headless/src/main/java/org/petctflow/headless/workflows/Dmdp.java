package org.petctflow.headless.workflows;

import java.util.stream.Stream;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Deep learning on synthetic patients: a network trained, asked for patients that it has not seen, and its parts left out. */
public final class Dmdp implements Definition {

    private static final String[] SELECTED = {"age", "cea_ng_ml", "Mask volume (ml)", "original_morph_Sphericity"};

    @Override
    public String folder() {
        return "example-workflows/dmdp";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
            Trains the DMDP network to tell EGFR mutation and subtype from PET, CT and features of 140 synthetic patients, predicts 100 others, \
            and compares the network with its parts left out. Everything random follows the variable "seed".

            The network is small, so that all is done in minutes on two processor cores: boxes of 48 x 64 x 64 mm hold the largest tumour and \
            its surroundings; voxels of 4 mm are what PET of 5 mm resolution needs; 8 channels, half of the default, are enough for two \
            planted signs; 40 epochs replace 60, with fine maps, which learn in fewer epochs and show more in heat maps. The network is shown \
            the tumour's mask, too, with which it learns more surely from few patients (bench/README.md). (The ablation trains eight networks: \
            it has standard maps and 30 epochs.) Patients are varied as by default. The contrastive loss has a quarter of its default weight: features that tell little \
            about the labels have little to teach the images.

            What the network is to find lies in the images: EGFR in the PET of the tumour's core, the subtype in the CT around it. The features \
            that it gets - age, CEA, volume and sphericity - tell next to nothing, so that what it reaches it has learned from the images. (The \
            PET features of the Radiomics Extractor would tell EGFR by themselves.)""");
        w.variable("seed", 1);
        final var cohort = w.node("Synthetic Cohort").set("patients", 240).control("seed", "seed").set("ctSlices", 56).set("ctSize", 96)
            .set("ctPixelSize", 4.0).set("petSlices", 56).set("petSliceDistance", 4.0).label("240 patients");
        final var parts = w.node("Stratified Partitioner").from(cohort).set("labelColumns", "EGFR", "subtype").set("testPercent", 41.6)
            .control("seed", "seed").label("140 to learn from, 100 to test");
        final var training = boxes(w, parts, 1, "to learn from");
        final var test = boxes(w, parts, 2, "to test");
        final var trainer = small(w.node("DMDP Trainer").from(training).from(cohort), "").set("epochs", 40).set("detail", "FINE")
            .control("seed", "seed").label("small network, fine maps");
        final var predictor = w.node("DMDP Predictor").from(trainer).from(test).from(cohort).set("device", "cpu").set("threads", 1)
            .label("patients it has not seen");
        w.node("Model Evaluator").from(predictor).set("labelColumn", "EGFR").set("positiveClass", "1")
            .set("probabilityColumns", "P (EGFR=1)").label("EGFR");
        w.node("Model Evaluator").from(predictor).set("labelColumn", "subtype").set("positiveClass", "squamous")
            .set("probabilityColumns", "P (subtype=squamous)").label("subtype");
        small(w.node("DMDP Ablation").from(training).from(test).from(cohort), "training/").set("unselectedColumns", (Object[])all())
            .set("repetitions", 2).set("training/epochs", 30).control("training/seed", "seed").label("what each part is worth");
        w.node("Grad-CAM Viewer").from(trainer).from(test).from(cohort).set("outerMm", 7.0).set("device", "cpu").set("threads", 1)
            .label("where it looks");
    }

    /** Age, CEA, volume, and all features of the tumour's shape. */
    private static String[] all() {
        return Stream.concat(Stream.of("age", "cea_ng_ml", "Mask volume (ml)"), Stream.of("""
            Volume VolumeApproximate SurfaceArea SurfaceToVolumeRatio Compactness1 Compactness2 SphericalDisproportion Sphericity \
            Asphericity CentreOfMassShift Maximum3DDiameter MajorAxisLength MinorAxisLength LeastAxisLength Elongation Flatness \
            VolumeDensityAABB AreaDensityAABB VolumeDensityOMBB AreaDensityOMBB VolumeDensityAEE AreaDensityAEE VolumeDensityMVEE \
            AreaDensityMVEE VolumeDensityConvexHull AreaDensityConvexHull IntegratedIntensity MoransI GearysC""".split(" "))
            .map(name -> "original_morph_" + name)).toArray(String[]::new);
    }

    /** From folders to boxes with features of the tumour's shape. */
    private static WorkflowBuilder.Node boxes(final WorkflowBuilder w, final WorkflowBuilder.Node parts, final int port,
        final String label) throws WorkflowException {
        final var reader = w.node("DICOM Reader").from(parts, port).label(label);
        final var suv = w.node("SUV Normalizer").from(reader, 2).set("volumeColumn", "PET").label("PET to SUV");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("volumeColumn", "CT").label("tumour on the CT");
        final var boxes = w.node("ROI Cropper").from(masks).set("volumeColumns", "CT", "PET", "Mask").set("rowSize", 64.0)
            .set("columnSize", 64.0).set("edge", 2.0).label("48 x 64 x 64 mm");
        return w.node("Radiomics Extractor").from(boxes).set("imageColumns", "CT ROI").set("maskColumns", "Mask ROI")
            .set("families", "morph").label("size and shape");
    }

    /** The settings that the trainer and the ablation share. */
    private static WorkflowBuilder.Node small(final WorkflowBuilder.Node node, final String group) throws WorkflowException {
        return node.set(group + "featureColumns", (Object[])SELECTED).set(group + "useMask", true).set(group + "validationPercent", 20.0)
            .set(group + "rowSize", 64.0).set(group + "columnSize", 64.0).set(group + "voxelEdge", 4.0).set(group + "width", 8)
            .set(group + "hidden", 64).set(group + "textUnits", 32).set(group + "projection", 16).set(group + "contrastiveWeight", 0.05)
            .set(group + "device", "cpu").set(group + "threads", 1);
    }
}
