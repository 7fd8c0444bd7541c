package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Volumes that were written as NIfTI, NRRD, DICOM SEG and seg.nrrd are the same when they are read again. */
public final class WrittenVolumes implements Definition {

    @Override
    public String folder() {
        return "test-workflows/written-volumes";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Writes images and masks in each format and reads them again: the same numbers come back.").variable("out", "out");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 1));
        final var suv = SmallCohort.suvOfPairs(w, reader);
        final var masks = SmallCohort.masks(w, suv, reader, "PET");
        final var pet = w.node("Volume Writer").from(masks).set("volumeColumn", "PET").set("format", "NIFTI_GZ").control("folder", "out");
        final var mask = w.node("Volume Writer").from(masks).set("volumeColumn", "Mask").set("format", "NRRD").control("folder", "out").after(pet);
        final var seg = w.node("Volume Writer").from(masks).set("volumeColumn", "Mask").set("format", "DICOM_SEG").control("folder", "out").after(mask);
        final var read = w.node("Volume Reader").set("rows", "FOLDER").set("columns", "PET | *GTV.nii.gz | FILE\nMask | *GTV.nrrd | MASK").control("folder", "out").after(seg);
        SmallCohort.check(w, read, 1, 1, "0", """
            * | PET | PET, SUVbw, 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            * | Mask | MASK, 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            * | Volume problem | ?
            """);
        final var measured = w.node("ROI Statistics").from(read).set("imageColumn", "PET").set("maskColumn", "Mask");
        SmallCohort.check(w, measured, 1, 1, "0.001", """
            * | ROI voxels | 195
            * | SUVmax | 9.119
            * | SUVmean | 7.339
            """);
        final var drawn = w.node("Segmentation Reader").from(suv).set("volumeColumn", "PET").set("fileNames", "no other file")
            .control("folder", "out").after(seg).label("the DICOM SEG");
        SmallCohort.check(w, drawn, 1, 1, "0", """
            * | ROI | GTV
            * | Mask voxels | 195
            * | Mask / contour volume | 1 | 1e-9
            """);
        SmallCohort.check(w, drawn, 2, 1, "0", """
            * | Format | DICOM SEG
            * | Problem | ?
            """);
        final var slicer = w.node("Volume Writer").from(drawn).set("volumeColumn", "Mask").set("format", "SEG_NRRD").control("folder", "out")
            .label("for 3D Slicer");
        final var twice = w.node("Segmentation Reader").from(suv).set("volumeColumn", "PET").set("fileNames", "*.seg.nrrd")
            .control("folder", "out").after(slicer).label("DICOM SEG and seg.nrrd");
        SmallCohort.check(w, twice, 2, 2, "0", """
            Row0 | Format | DICOM SEG
            Row0 | Images | the series it refers to
            Row1 | Format | seg.nrrd
            * | Regions | GTV
            """);
        // two masks of one name in one file: they overlap, so each has a layer of its own
        final var together = w.node("Volume Writer").from(twice).set("volumeColumn", "Mask").set("format", "SEG_NRRD")
            .set("nameColumn", "Patient").set("nameColumn_is_present", true).control("folder", "out").label("one file a patient");
        final var segments = w.node("Segmentation Reader").from(suv).set("volumeColumn", "PET").set("fileNames", "SYN-0001.seg.nrrd")
            .set("otherGrid", "REFUSE").control("folder", "out").after(together);
        SmallCohort.check(w, segments, 2, 2, "0", """
            Row0 | Format | seg.nrrd
            Row0 | Regions | GTV; GTV
            Row0 | Masks | 2
            """);
        SmallCohort.check(w, segments, 1, 3, "0", """
            * | ROI | GTV
            * | Mask voxels | 195
            * | Mask / contour volume | 1 | 1e-9
            """);
    }
}
