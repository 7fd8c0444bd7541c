package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SegmentationFiles.Images;
import org.petctflow.nodes.images.SegmentationMasks.Outcome;
import org.petctflow.types.VolumeCellFactory;

/** The Segmentation Reader: regions that somebody drew become masks on the images' grids. */
public final class SegmentationReaderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Segmentation Reader";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("segmentation-reader"))
        .shortDescription("Reads regions of interest as masks on the grids of their images.")
        .fullDescription("""
                Reads RTSTRUCT, DICOM SEG (binary, fractional, label map), 3D Slicer's <tt>.seg.nrrd</tt>, label images in NIfTI and NRRD, and
                boxes around lesions (Pascal VOC, a folder of files named by the SOPInstanceUID of their slices, as in TCIA's Lung-PET-CT-Dx);
                finds the image each was drawn on; and makes a row of every region, with a mask that has exactly that image's grid.
                <p>Contours: a voxel is inside if its centre is inside an odd number of contours of its slice, so that nested contours cut
                holes and keyholes work. Oblique images and contours between slices are handled. The mask's volume is compared with the
                contours' own.</p>
                <p>A file that cannot be read or belongs to no image never stops the others: it is in the second table. The node fails
                where not a single mask could be made.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images", "A table with a column of volumes, e.g. of the DICOM Reader.")
            .addInputPort("Files", """
                    Optional: a table with a column of files, e.g. the DICOM Reader's <b>Other objects</b>, in place of the folder of the
                    dialog.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Masks", """
                    One row a region of an image: the input's row, the region's name, the mask, its voxels and volume (ml), the mask's volume
                    over that of the contours, warnings, and the problem of images or regions without a mask.""")
            .addOutputTable("Segmentation files", """
                    One row a file: format, regions, the number of masks, how the images were found, warnings, and the problem of a file
                    that gave no mask."""))
        .model(m -> m.parametersClass(SegmentationReaderNodeParameters.class)
            .configure(SegmentationReaderNodeFactory::configure)
            .execute(Execution.of(NAME, SegmentationReaderNodeFactory::execute)))
        .keywords("RTSTRUCT", "SEG", "mask", "ROI", "contour", "3D Slicer", "label", "nrrd", "NIfTI", "Pascal VOC", "bounding box");

    /** For KNIME. */
    public SegmentationReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SegmentationReaderNodeParameters parameters = in.getParameters();
        final DataTableSpec images = in.getInTableSpec(0);
        SegmentationFiles.columns(images, parameters);
        if (in.getInPortSpecs()[1] == null) {
            Folders.path(SegmentationReaderNodeParameters.FOLDER, parameters.m_folder);
        } else {
            Tables.column(in.getInTableSpec(1), parameters.m_fileColumn, SegmentationReaderNodeParameters.FILE_COLUMN,
                StringValue.class);
        }
        out.setOutSpecs(SegmentationTables.masks(images, Provenances.of(NAME, parameters, null)), SegmentationTables.FILES);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final SegmentationReaderNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final Images images = SegmentationFiles.images(table, parameters);
        final List<Path> files = SegmentationFiles.files(in, parameters, progress);
        final SegmentationMasks reader = new SegmentationMasks(images, parameters, new VolumeCellFactory(in.getExecutionContext()));
        final List<Outcome> outcomes = new ArrayList<>();
        Parallel.forEach(files.size(), Parallel.processors(), progress, i -> reader.attempt(files.get(i), progress), (i, outcome) -> {
            outcomes.add(outcome);
            progress.report((i + 1.0) / files.size(), "File " + (i + 1) + " of " + files.size());
        });
        if (outcomes.stream().allMatch(o -> o.masks() == 0)) {
            throw new IOException(nothing(files, outcomes));
        }
        // reports, mappings and other objects among the DICOM Reader's are no failures
        final long bad = outcomes.stream().filter(o -> o.masks() == 0 && !o.other()).count();
        if (bad > 0) {
            out.setWarningMessage(bad + " of " + files.size() + " files gave no mask; the reasons are in the second output.");
        }
        final SegmentationTables tables = new SegmentationTables(in.getExecutionContext(), outcomes);
        out.setOutData(tables.masks(table, images, parameters.m_keepUnmatched, Provenances.of(NAME, parameters, null)), tables.files(files));
    }

    private static String nothing(final List<Path> files, final List<Outcome> outcomes) {
        if (files.isEmpty()) {
            return "There is no segmentation to read: no file fits \"Files named\", and none is a DICOM structure set or segmentation";
        }
        int first = 0;
        while (first < files.size() - 1 && outcomes.get(first).other()) {
            first++; // the reason of a segmentation says more than that of another object
        }
        return "None of " + files.size() + " files gave a mask. " + files.get(first).getFileName() + ": "
            + (outcomes.get(first).reason().isEmpty() ? "no region fits \"Regions named\"" : outcomes.get(first).reason());
    }
}
