package org.petctflow.headless.workflows;

import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The beginning that test workflows share: few synthetic patients on coarse grids, so that a run takes seconds. */
final class SmallCohort {

    private SmallCohort() {
    }

    /**
     * @param w the workflow
     * @param patients how many
     * @return a Synthetic Cohort
     */
    static WorkflowBuilder.Node add(final WorkflowBuilder w, final int patients) throws WorkflowException {
        return w.node("Synthetic Cohort").set("patients", patients).set("ctSlices", 60).set("ctSize", 80).set("ctPixelSize", 5.0)
            .set("petSlices", 70).set("petSize", 64).set("petPixelSize", 6.0).label(patients + " patients on coarse grids");
    }

    /**
     * @param w the workflow
     * @param cohort a Synthetic Cohort
     * @return a DICOM Reader with the ids of patients that never lived
     */
    static WorkflowBuilder.Node read(final WorkflowBuilder w, final WorkflowBuilder.Node cohort) throws WorkflowException {
        return w.node("DICOM Reader").from(cohort).set("names", "ID").label("series, pairs, structure sets");
    }

    /**
     * @param w the workflow
     * @param reader a DICOM Reader
     * @return an SUV Normalizer of its pairs
     */
    static WorkflowBuilder.Node suvOfPairs(final WorkflowBuilder w, final WorkflowBuilder.Node reader) throws WorkflowException {
        return w.node("SUV Normalizer").from(reader, 2).set("volumeColumn", "PET").label("PET to SUV");
    }

    /**
     * @param w the workflow
     * @param suv an SUV Normalizer of pairs
     * @param reader the DICOM Reader
     * @param column the image whose grid the mask gets
     * @return a Segmentation Reader: pairs with a mask
     */
    static WorkflowBuilder.Node masks(final WorkflowBuilder w, final WorkflowBuilder.Node suv, final WorkflowBuilder.Node reader,
        final String column) throws WorkflowException {
        return w.node("Segmentation Reader").from(suv).from(reader, 3).set("volumeColumn", column).label("tumour on the " + column);
    }

    /**
     * @param w the workflow
     * @param source a node
     * @param port its output
     * @param rows how many rows it must have
     * @param tolerance the tolerance of numbers
     * @param lines what must be in them
     */
    static void check(final WorkflowBuilder w, final WorkflowBuilder.Node source, final int port, final int rows,
        final String tolerance, final String lines) throws WorkflowException {
        w.node("Table Checker").from(source, port).set("rows_is_present", true).set("rows", rows).set("tolerance", tolerance)
            .set("expectedValues", lines).label("as it must be");
    }
}
