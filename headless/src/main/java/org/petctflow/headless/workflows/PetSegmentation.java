package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Lesions by their uptake, in each of the ways. */
public final class PetSegmentation implements Definition {

    @Override
    public String folder() {
        return "test-workflows/pet-segmentation";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("The same lesions by a share of the maximum, a fixed SUV, and growing: each mask is as large as it must be.");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "PET");
        final var cropped = w.node("ROI Cropper").from(masks).set("leadingColumn", "CT").set("volumeColumns", "CT", "PET", "Mask").label("where to look");
        segment(w, cropped, "PERCENT_OF_MAXIMUM", """
            # 41 % of the maxima 9.11896 and 15.38555
            SYN-0001/GTV | PET threshold | 3.73877 | 0.0001
            SYN-0002/GTV | PET threshold | 6.30807 | 0.0001
            SYN-0001/GTV | PET mask voxels | 199
            SYN-0002/GTV | PET mask voxels | 65
            """);
        segment(w, cropped, "FIXED_SUV", """
            * | PET threshold | 2.5
            SYN-0001/GTV | PET mask voxels | 230
            SYN-0002/GTV | PET mask voxels | 144
            """);
        segment(w, cropped, "OTSU", """
            # half-way between the tumour and what surrounds it: its planted volume
            SYN-0001/GTV | PET mask volume (ml) | 22.8377 | 3%
            SYN-0002/GTV | PET mask volume (ml) | 15.1859 | 3%
            SYN-0001/GTV | PET mask voxels | 194
            SYN-0002/GTV | PET mask voxels | 132
            """);
        segment(w, cropped, "REGION_GROWING", """
            SYN-0001/GTV | PET mask voxels | 201
            SYN-0002/GTV | PET mask voxels | 136
            """);
    }

    private static void segment(final WorkflowBuilder w, final WorkflowBuilder.Node source, final String method, final String lines)
        throws WorkflowException {
        final var segmented = w.node("PET Segmenter").from(source).set("petColumn", "PET").set("look", "BOX").set("boxEdge", 70.0)
            .set("method", method).label(method);
        SmallCohort.check(w, segmented, 1, 2, "0", lines + "* | PET mask problem | ?");
    }
}
