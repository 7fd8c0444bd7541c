package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** PET over CT as an interactive view and as a picture; the picture's slice goes through the tumour. */
public final class VolumeViews implements Definition {

    @Override
    public String folder() {
        return "test-workflows/volume-views";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Two synthetic patients with PET, CT and the tumour's contour, on grids of at most 48 voxels an axis.");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        final var viewer = w.node("Volume Viewer").from(masks).set("voxels", 48).label("open the view");
        SmallCohort.check(w, viewer, 1, 1, "0", """
            Row0 | Figure | PET and CT of 2 cases
            Row0 | Chart | ?
            Row0 | Image | !?
            """);
    }
}
