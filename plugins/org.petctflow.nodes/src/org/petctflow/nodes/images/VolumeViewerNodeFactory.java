package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataRow;
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
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.CaseLabel;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Failures;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.figures.Figure;
import org.petctflow.study.viewer.Montage;
import org.petctflow.study.viewer.ViewerCase;
import org.petctflow.study.viewer.ViewerImage;
import org.petctflow.study.viewer.ViewerImage.Kind;
import org.petctflow.study.viewer.ViewerPage;
import org.petctflow.study.viewer.ViewerPage.Initial;
import org.petctflow.study.viewer.ViewerPage.Presets;
import org.petctflow.types.VolumeValue;

/** Volume Viewer: PET over CT with contours of masks, case by case. */
public final class VolumeViewerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Volume Viewer";

    /** A row's full-size images are in memory while it is made ready. */
    private static final int THREADS = 2;

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("volume-viewer"))
        .shortDescription("Shows PET over CT with the masks' contours in linked planes and in space.")
        .fullDescription("""
                An interactive view of each row: axial, coronal and sagittal planes that share a cross, with the place in mm (DICOM's LPS), HU and SUV
                below it; windows for lung, soft tissue and bone, ranges of SUV, contours of one or several masks, a maximum intensity
                projection of the PET that can be turned, and the volumes in space where the computer has WebGL2. Images are shown in
                radiological convention: the patient's left is on the right.
                <p>PET and masks are brought onto the grid of the CT (of the PET where there is no CT): images linearly, smoothed
                where they get coarser, masks by the nearest voxel. <b>The view is for looking; nothing is measured on these grids.</b> Planes run
                along the image's own axes, turned to the nearest of the patient's; for an oblique image the view says by how many degrees they differ.</p>
                <p><tt>./petctflow run</tt> writes the view as one HTML file of at most 200 MB; cases beyond are left out, and it says so.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images", "A row a case, with columns of CT, PET or both, and masks.")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(VolumeViewerNodeParameters.class)
            .configure(VolumeViewerNodeFactory::configure)
            .execute(Execution.of(NAME, VolumeViewerNodeFactory::execute)))
        .addView(v -> Views.viewer(v, "PET over CT with contours, case by case."))
        .keywords("PET/CT", "fusion", "overlay", "DICOM viewer", "contour", "MIP", "window", "SUV", "NiiVue");

    /** For KNIME. */
    public VolumeViewerNodeFactory() {
        super(NODE);
    }

    /** Where everything is; -1 for what is not shown. */
    private record Input(int ct, int pet, int[] masks, int label) {

        static Input of(final DataTableSpec spec, final VolumeViewerNodeParameters p) throws InvalidSettingsException {
            return new Input(p.m_ctColumn.isEmpty() ? -1 : Tables.column(spec, p.m_ctColumn.get(), "CT", VolumeValue.class),
                p.m_petColumn.isEmpty() ? -1 : Tables.column(spec, p.m_petColumn.get(), "PET", VolumeValue.class),
                p.m_maskColumns.length == 0 ? new int[0] : Tables.columns(spec, p.m_maskColumns, "Masks", VolumeValue.class),
                p.m_label == CaseLabel.COLUMN ? Tables.column(spec, p.m_labelColumn, "Column of names", StringValue.class) : -1);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        Input.of(in.getInTableSpec(0), in.getParameters());
        out.setOutSpecs(Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final VolumeViewerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final Input input = Input.of(table.getDataTableSpec(), parameters);
        final List<DataRow> rows = new ArrayList<>();
        for (final DataRow row : table) {
            if (rows.size() < parameters.m_cases) {
                rows.add(row);
            }
        }
        final List<String> notes = new ArrayList<>();
        if (table.size() > rows.size()) {
            notes.add("The first " + rows.size() + " of " + table.size() + " rows are shown; the node's setting \"Most cases\" says how many.");
        }
        final Views.Images kept = new Views.Images(in.getExecutionContext());
        final List<ViewerPage.Case> cases = new ArrayList<>();
        final double[] petMax = new double[1];
        final boolean suv = isSuv(rows, input);
        final List<ViewerCase> pictured = new ArrayList<>();
        final Failures failures = new Failures("shown");
        Parallel.forEach(rows.size(), Math.min(THREADS, Parallel.processors()), progress,
            i -> attempt(rows.get(i), i, input, parameters, PerRow.silent(progress)),
            (i, made) -> {
                if (made.problem == null) {
                    kept.add(made.shown);
                    cases.add(made.shown.entry());
                    petMax[0] = Math.max(petMax[0], made.shown.petMax());
                    if (pictured.size() < parameters.m_figureCases) {
                        pictured.add(made.shown);
                    }
                    failures.done();
                } else {
                    failures.add(rows.get(i).getKey().getString(), made.problem);
                    notes.add(parameters.m_label.of(rows.get(i), i + 1, input.label) + " is not shown: " + made.problem);
                }
                progress.report((i + 1.0) / rows.size(), "Case " + (i + 1) + " of " + rows.size());
            });
        failures.report(out, "Look at the images of these rows.");
        final Presets presets = new Presets(Presets.CT, Presets.pet(suv, petMax[0]));
        out.setInternalData(kept.close(new ViewerPage(NAME, List.of(), List.of(), List.of(), presets, notes,
            new Initial(cases.isEmpty() ? "" : cases.get(0).id(), null, null, "soft", presets.pet().get(0).id(), 0.5, 0.3), cases)));
        out.setOutData(0, Figures.table(in.getExecutionContext(), pictured.isEmpty() ? List.of() : List.of(figure(input, pictured, presets))));
    }

    private static Figure figure(final Input input, final List<ViewerCase> cases, final Presets presets) {
        final var ct = presets.ct().stream().filter(p -> p.id().equals("soft")).findFirst().orElseThrow();
        final var pet = presets.pet().get(0);
        final Montage montage = new Montage(new Montage.Look(ct.level(), ct.width(), pet.max(), 0, 0));
        cases.forEach(c -> montage.add(c.images()));
        final String columns = input.ct < 0 ? "the PET" : input.pet < 0 ? "the CT" : "the CT, and the PET over the CT";
        final String caption = "Axial slices of " + String.join(", ", cases.stream().map(c -> c.entry().label()).toList()) + ", a row each: "
            + columns + (input.masks.length > 0 ? ", with the masks' contours, through the largest cut of the first mask"
                : ", through the hottest voxel where there is a PET")
            + ". The patient's left is on the right. CT from -160 to 240 HU" + (input.pet < 0 ? "." : ", PET " + pet.name() + ".");
        return Figure.picture("PET and CT of " + (cases.size() == 1 ? "a case" : cases.size() + " cases"), montage.png(), caption);
    }

    private static boolean isSuv(final List<DataRow> rows, final Input input) {
        return input.pet < 0 || rows.stream().map(r -> r.getCell(input.pet)).filter(VolumeValue.class::isInstance)
            .allMatch(c -> Units.isSuv(((VolumeValue)c).getInfo().unit()));
    }

    private record Made(ViewerCase shown, String problem) {
    }

    private static Made attempt(final DataRow row, final int index, final Input input, final VolumeViewerNodeParameters p,
        final Progress progress) {
        try {
            return new Made(make(row, index, input, p, progress), null);
        } catch (final IOException | IllegalArgumentException e) {
            return new Made(null, Execution.messageOf(e));
        }
    }

    private static ViewerCase make(final DataRow row, final int index, final Input input, final VolumeViewerNodeParameters p,
        final Progress progress) throws IOException {
        final Volume ct = volume(row, input.ct);
        final Volume pet = volume(row, input.pet);
        if (ct == null && pet == null) {
            throw new IOException("It has neither CT nor PET");
        }
        final Geometry grid = ViewerImage.grid((ct == null ? pet : ct).geometry(), p.m_voxels);
        final List<ViewerImage> images = new ArrayList<>();
        if (ct != null) {
            images.add(ViewerImage.of(Kind.CT, "CT", ct, grid, null, progress));
        }
        if (pet != null) {
            images.add(ViewerImage.of(Kind.PET, "PET", pet, grid, null, progress));
        }
        for (int m = 0; m < input.masks.length; m++) {
            final Volume mask = volume(row, input.masks[m]);
            if (mask != null) {
                images.add(ViewerImage.mask(p.m_maskColumns[m], mask, grid, progress));
            }
        }
        return ViewerCase.of("case-" + (index + 1), p.m_label.of(row, index + 1, input.label), null, images, List.of());
    }

    private static Volume volume(final DataRow row, final int column) throws IOException {
        return column >= 0 && row.getCell(column) instanceof VolumeValue value ? value.getVolume() : null;
    }
}
