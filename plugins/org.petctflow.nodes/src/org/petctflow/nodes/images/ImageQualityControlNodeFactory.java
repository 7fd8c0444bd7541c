package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.imaging.quality.Criterion;
import org.petctflow.imaging.quality.Finding;
import org.petctflow.imaging.quality.QualityControl;
import org.petctflow.imaging.quality.QualityReport;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeValue;

/** Image Quality Control: which studies can be trusted. */
public final class ImageQualityControlNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Image Quality Control";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("image-quality-control"))
        .shortDescription("Checks PET/CT for alignment, completeness, field of view, uptake and noise.")
        .fullDescription("""
                Measures what makes a study useless, patient by patient, and says which patients to exclude and why:
                <ul>
                <li><b>Alignment</b>: the overlap of the body's contours in PET and CT, and the shift at which their normalised mutual
                information is greatest (doi:10.1016/S0031-3203(98)00091-0).</li>
                <li><b>Completeness</b>: slices that are missing, empty or doubled.</li>
                <li><b>Field of view</b>: whether the CT cuts the body, or an image's edge the lesion.</li>
                <li><b>Uptake</b>: the lesion's peak (1 ml) against the mediastinum's blood pool, or the liver.</li>
                <li><b>Noise</b>: of the CT in soft tissue (doi:10.2214/AJR.14.13613), of the PET in the liver.</li>
                </ul>
                Nothing is filtered: the next node, e.g. a Row Filter or the Cohort Builder, decides by the column <b>QC passed</b>.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("PET/CT studies", "A table with a CT and a PET a row, e.g. the DICOM Reader's pairs with SUV.")
            .addOutputTable("Quality", """
                    The input with <b>QC passed</b>, the reasons of those that did not pass, the status of each criterion, and what was
                    measured: overlap, mutual information, shift (mm), share of cut slices, noise (HU), liver (SUV) and its variation,
                    mediastinum (SUV), the lesion's peak (SUV)."""))
        .model(m -> m.parametersClass(ImageQualityControlNodeParameters.class)
            .configure(ImageQualityControlNodeFactory::configure)
            .execute(Execution.of(NAME, ImageQualityControlNodeFactory::execute)))
        .keywords("quality", "exclusion", "misalignment", "registration", "noise", "field of view", "QC");

    /** For KNIME. */
    public ImageQualityControlNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final ImageQualityControlNodeParameters parameters) {
        final Stream<DataColumnSpec> first =
            Stream.of(Provenances.column("QC passed", BooleanCell.TYPE, Provenances.of(NAME, parameters, null)),
                Tables.column("QC reasons", StringCell.TYPE));
        final Stream<DataColumnSpec> criteria =
            Arrays.stream(Criterion.values()).map(c -> Tables.column("QC " + c.title(), StringCell.TYPE));
        final Stream<DataColumnSpec> numbers = Stream.of("QC body overlap", "QC mutual information", "QC shift (mm)", "QC shift x (mm)",
            "QC shift y (mm)", "QC shift z (mm)", "QC share of cut slices", "QC noise of the CT (HU)", "QC liver (SUV)",
            "QC variation of the liver", "QC mediastinum (SUV)", "QC peak of the lesion (SUV)")
            .map(n -> Tables.column(n, DoubleCell.TYPE));
        return new PerRow("checked", "QC problem",
            Stream.of(first, criteria, numbers).flatMap(s -> s).toArray(DataColumnSpec[]::new));
    }

    /** Where a row's images are; -1 for what is not asked for. */
    private record Input(int ct, int pet, int lesion, int liver, int problem) {

        Input(final DataTableSpec spec, final ImageQualityControlNodeParameters p) throws InvalidSettingsException {
            this(Tables.column(spec, p.m_ctColumn, "CT", VolumeValue.class), Tables.column(spec, p.m_petColumn, "PET", VolumeValue.class),
                find(spec, p.m_lesionColumn, "Lesion", VolumeValue.class), find(spec, p.m_liverColumn, "Liver", VolumeValue.class),
                find(spec, p.m_problemColumn, "Irregular slices", StringValue.class));
        }

        private static int find(final DataTableSpec spec, final Optional<String> name, final String option,
            final Class<? extends DataValue> type) throws InvalidSettingsException {
            return name.isEmpty() ? -1 : Tables.column(spec, name.get(), option, type);
        }

        QualityControl.Images images(final DataRow row) throws IOException {
            final String said = problem < 0 ? null : Tables.text(row.getCell(problem));
            return new QualityControl.Images(volume(row, ct), volume(row, pet), mask(row, lesion), mask(row, liver),
                said == null ? List.of() : List.of(said));
        }

        private static Volume volume(final DataRow row, final int column) throws IOException {
            return row.getCell(column).isMissing() ? null : Tables.volume(row, column);
        }

        private static Mask mask(final DataRow row, final int column) throws IOException {
            return column < 0 || row.getCell(column).isMissing() ? null : Tables.mask(row, column);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ImageQualityControlNodeParameters parameters = in.getParameters();
        new Input(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ImageQualityControlNodeParameters parameters = in.getParameters();
        final Input input = new Input(in.getInTable(0).getDataTableSpec(), parameters);
        out.setOutData(0, rows(parameters).run(in, out, "Look at the CT and PET volumes.", progress,
            (row, p) -> cells(QualityControl.check(input.images(row), parameters.options(), p))));
    }

    private static DataCell[] cells(final QualityReport report) {
        final List<DataCell> cells = new ArrayList<>();
        cells.add(Tables.cell(!report.excluded()));
        cells.add(Tables.cell(report.reasons()));
        for (final Criterion criterion : Criterion.values()) {
            final Finding finding = report.finding(criterion);
            cells.add(Tables.cell(finding.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (finding.reason().isEmpty() ? "" : ": " + finding.reason())));
        }
        final List<Double> shift = report.shift();
        for (final double number : new double[]{report.bodyOverlap(), report.mutualInformation(), report.shiftLength(), shift.get(0),
            shift.get(1), shift.get(2), report.cutShare(), report.ctNoise(), report.liverMean(), report.liverVariation(),
            report.mediastinum(), report.lesionPeak()}) {
            cells.add(Tables.cell(number));
        }
        return cells.toArray(DataCell[]::new);
    }
}
