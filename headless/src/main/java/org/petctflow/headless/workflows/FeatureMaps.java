package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Maps of features of tumours that were planted, measured in the tumours. */
public final class FeatureMaps implements Definition {

    @Override
    public String folder() {
        return "test-workflows/feature-maps";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Features of planted tumours voxel by voxel, and what the maps have in the tumours.");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "PET");
        final var maps = w.node("Feature Maps").from(masks).set("imageColumn", "PET").set("maskColumn", "Mask")
            .set("features", "firstorder_Maximum", "firstorder_Minimum", "glcm_JointEntropy").label("voxel by voxel");
        final var onPet = w.node("Image Resampler").from(maps).set("volumeColumns", "original_firstorder_Maximum map",
            "original_firstorder_Minimum map", "original_glcm_JointEntropy map").set("target", "REFERENCE").set("referenceColumn", "PET")
            .set("method", "NEAREST").label("back on the PET");
        final var highest = w.node("ROI Statistics").from(onPet).set("imageColumn", "original_firstorder_Maximum map").set("maskColumn", "Mask");
        SmallCohort.check(w, highest, 1, 2, "0.0001", """
            # the highest of the neighbourhoods' maxima is the planted SUVmax, which all its 27 neighbours have
            * | Map problem | ?
            SYN-0001/GTV | ROI voxels | 195
            SYN-0001/GTV | Maximum | 9.119
            SYN-0002/GTV | Maximum | 15.3855
            """);
        final var lowest = w.node("ROI Statistics").from(onPet).set("imageColumn", "original_firstorder_Minimum map").set("maskColumn", "Mask");
        SmallCohort.check(w, lowest, 1, 2, "0.0001", """
            # the lowest of the neighbourhoods' minima is SUVmin, as the ROI Statistics of the PET itself have it
            SYN-0001/GTV | Minimum | 2.72112
            SYN-0002/GTV | Minimum | 2.95639
            """);
        final var entropy = w.node("ROI Statistics").from(onPet).set("imageColumn", "original_glcm_JointEntropy map").set("maskColumn", "Mask");
        SmallCohort.check(w, entropy, 1, 2, "0.0001", """
            # 18 pairs along an axis of 27 voxels, counted both ways, have at most log2(36) bits
            * | Maximum | 2.585 | 2.585
            * | Minimum | 2.585 | 2.585
            * | ROI problem | ?
            """);
        final var planes = w.node("Feature Maps").from(masks).set("imageColumn", "PET").set("maskColumn", "Mask").set("source", "FILE")
            .set("parameterFile", "../expected/feature-maps/planes/data/planes.yaml").label("by a parameter file");
        final var onPlanes = w.node("Image Resampler").from(planes).set("volumeColumns", "original_firstorder_Maximum map",
            "original_glcm_JointEntropy map").set("target", "REFERENCE").set("referenceColumn", "PET").set("method", "NEAREST")
            .label("back on the PET");
        final var highestOfPlanes =
            w.node("ROI Statistics").from(onPlanes).set("imageColumn", "original_firstorder_Maximum map").set("maskColumn", "Mask");
        SmallCohort.check(w, highestOfPlanes, 1, 2, "0.0001", """
            * | Map problem | ?
            SYN-0001/GTV | ROI voxels | 195
            SYN-0001/GTV | Maximum | 9.119
            SYN-0002/GTV | Maximum | 15.3855
            """);
        final var entropyOfPlanes =
            w.node("ROI Statistics").from(onPlanes).set("imageColumn", "original_glcm_JointEntropy map").set("maskColumn", "Mask");
        SmallCohort.check(w, entropyOfPlanes, 1, 2, "0.0001", """
            # in planes of 9 voxels, with values that are all different: 6 pairs along rows and columns, 4 along diagonals, each a matrix of
            # its own: (2 log2(12) + 2 log2(8)) / 4
            * | Maximum | 3.2925
            * | ROI problem | ?
            """);
    }
}
