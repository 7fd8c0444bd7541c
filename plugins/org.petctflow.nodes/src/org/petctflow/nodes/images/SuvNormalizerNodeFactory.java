package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.imaging.suv.Moment;
import org.petctflow.imaging.suv.SuvNormalizer;
import org.petctflow.imaging.suv.SuvOverrides;
import org.petctflow.imaging.suv.SuvResult;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SuvNormalizerNodeParameters.Result;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The SUV Normalizer: PET volumes in whatever a scanner wrote become standardised uptake values. */
public final class SuvNormalizerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "SUV Normalizer";

    private static final String MEND = "Give better values in columns of the input, or choose otherwise "
        + "under \"Doubtful headers\".";

    private static final DataTableSpec REPORT = new DataTableSpec(Tables.column("Patient", StringCell.TYPE),
        Tables.column("Series", StringCell.TYPE), Tables.column("Units", StringCell.TYPE), Tables.column("Type", StringCell.TYPE),
        Tables.column("Factor", DoubleCell.TYPE), Tables.column("Rule", StringCell.TYPE),
        Tables.column("Numbers used", StringCell.TYPE), Tables.column("Reference times", StringCell.TYPE),
        Tables.column("Spread of reference times (s)", DoubleCell.TYPE), Tables.column("Warnings", StringCell.TYPE),
        Tables.column("Problem", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("suv-normalizer"))
        .shortDescription("Converts PET volumes to standardised uptake values and shows every number it used.")
        .fullDescription("""
                Standardised uptake value = activity concentration x body size / injected activity at the reference time. The node takes
                Bq/ml (BQML), counts with Philips' private factors (CNTS), and values that are SUV of any kind already (GML, CM2ML);
                decay corrected to the start of the scan, to the injection, or not at all.
                <p>Times are where SUV go wrong: the node looks at every time that decay may have been corrected to, chooses by rule, and
                lists the others with the factor they would give. It knows injections before midnight, dates that de-identification
                shifted, doses in MBq, weights in g, heights in cm, and Ga-68, Cu-64, Zr-89 and other nuclides. A header that gives no
                factor is refused with the element that is missing; nothing is ever guessed in silence.</p>
                <p>A Real World Value Mapping to SUV, the image's own or of an object that names it (DICOM PS3.3 C.7.6.16.2.11), is compared
                with the factor, and used where none can be computed, or wherever you choose.</p>
                <p>Rules: QIBA's vendor-neutral SUV calculation, DICOM PS3.3 C.8.9, and the IBSI reference objects
                (github.com/oncoray/suv_computation).</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Volumes", "A table with a column of volumes, e.g. of the DICOM Reader.")
            .addOutputTable("SUV volumes", """
                    The input with the volumes in SUV, the factor (mean of the slices where they differ), the rule, warnings, and the problem
                    of rows without.""")
            .addOutputTable("SUV report", """
                    One row a PET: units, factor, rule, every number that was used, the candidates for the reference time and how far
                    they lie apart, warnings, problem."""))
        .model(m -> m.parametersClass(SuvNormalizerNodeParameters.class)
            .configure(SuvNormalizerNodeFactory::configure)
            .execute(Execution.of(NAME, SuvNormalizerNodeFactory::execute)))
        .keywords("SUV", "standardized uptake value", "PET", "body weight", "lean body mass", "SUL", "decay correction");

    /** For KNIME. */
    public SuvNormalizerNodeFactory() {
        super(NODE);
    }

    /** Where the values are that are known better than by the header; -1 where none is chosen. */
    private record Better(int weight, int height, int sex, int dose, int injection, int reference, int halfLife, int syringe,
        int syringeTime, int residue, int residueTime) {

        Better(final DataTableSpec spec, final SuvNormalizerNodeParameters p) throws InvalidSettingsException {
            this(find(spec, p.m_weightColumn, "Weight (kg)", DoubleValue.class),
                find(spec, p.m_heightColumn, "Height (cm)", DoubleValue.class), find(spec, p.m_sexColumn, "Sex", StringValue.class),
                find(spec, p.m_doseColumn, "Dose (MBq)", DoubleValue.class),
                find(spec, p.m_injectionColumn, "Injection time", StringValue.class),
                find(spec, p.m_referenceColumn, "Reference time", StringValue.class),
                find(spec, p.m_halfLifeColumn, "Half-life (min)", DoubleValue.class),
                find(spec, p.m_syringeColumn, "Syringe before (MBq)", DoubleValue.class),
                find(spec, p.m_syringeTimeColumn, "Syringe measured at", StringValue.class),
                find(spec, p.m_residueColumn, "Residue (MBq)", DoubleValue.class),
                find(spec, p.m_residueTimeColumn, "Residue measured at", StringValue.class));
        }

        private static int find(final DataTableSpec spec, final Optional<String> name, final String option,
            final Class<? extends DataValue> type) throws InvalidSettingsException {
            return name.isEmpty() ? -1 : Tables.column(spec, name.get(), option, type);
        }

        SuvOverrides of(final DataRow row) throws IOException {
            return SuvOverrides.NONE.withWeight(number(row, weight, 1)).withHeight(number(row, height, 0.01))
                .withSex(sex < 0 ? null : Tables.text(row.getCell(sex))).withDose(number(row, dose, 1e6))
                .withInjection(moment(row, injection, "injection")).withReference(moment(row, reference, "reference"))
                .withHalfLife(number(row, halfLife, 60)).withSyringe(syringe(row));
        }

        private SuvOverrides.Syringe syringe(final DataRow row) throws IOException {
            final Double full = number(row, syringe, 1e6);
            if (full == null) {
                return null;
            }
            final Double rest = number(row, residue, 1e6);
            return new SuvOverrides.Syringe(full, moment(row, syringeTime, "syringe's"), rest == null ? 0 : rest,
                moment(row, residueTime, "residue's"));
        }

        private static Double number(final DataRow row, final int column, final double factor) {
            return column < 0 || row.getCell(column).isMissing() ? null : Tables.number(row.getCell(column)) * factor;
        }

        private static Moment moment(final DataRow row, final int column, final String what) throws IOException {
            final String text = column < 0 ? null : Tables.text(row.getCell(column));
            if (text == null) {
                return null;
            }
            final Moment moment = Moment.parse(text);
            if (moment == null) {
                throw new IOException("The " + what + " time '" + text + "' is no time like 10:30, 103000 or 2025-01-31T10:30:00");
            }
            return moment;
        }
    }

    private static PerRow rows(final SuvNormalizerNodeParameters parameters) {
        return new PerRow("normalised", "SUV problem",
            Provenances.column("SUV", VolumeCell.TYPE, Provenances.of(NAME, parameters, null)),
            Tables.column("SUV factor", DoubleCell.TYPE), Tables.column("SUV rule", StringCell.TYPE),
            Tables.column("SUV warnings", StringCell.TYPE))
            .replacing(parameters.m_result == Result.REPLACE ? new String[]{parameters.m_volumeColumn} : new String[0]);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SuvNormalizerNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.column(spec, parameters.m_volumeColumn, "Volume", VolumeValue.class);
        new Better(spec, parameters);
        out.setOutSpecs(rows(parameters).spec(spec), REPORT);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final SuvNormalizerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final int column = Tables.column(table.getDataTableSpec(), parameters.m_volumeColumn, "Volume", VolumeValue.class);
        final Better better = new Better(table.getDataTableSpec(), parameters);
        final SuvNormalizer normalizer = SuvNormalizer.of(parameters.options());
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final boolean replace = parameters.m_result == Result.REPLACE;
        final Map<String, DataRow> reports = new ConcurrentHashMap<>();
        final BufferedDataTable normalised = rows(parameters).run(in, out, MEND, progress, (row, p) -> {
            if (!(row.getCell(column) instanceof VolumeValue value) || value.getInfo().modality() != Modality.PET) {
                final DataCell[] untouched = Tables.missing(4);
                untouched[0] = replace ? row.getCell(column) : DataType.getMissingCell();
                return untouched;
            }
            final SuvResult result = normalizer.factors(value.getInfo(), better.of(row));
            reports.put(row.getKey().getString(), report(row, value, result));
            if (!result.usable()) {
                throw new IOException(result.refusal());
            }
            return new DataCell[]{cells.createCell(normalizer.apply(value.getVolume(), result)), Tables.cell(result.factor()),
                Tables.cell(result.rule()), Tables.cell(String.join("; ", result.warnings()))};
        });
        final BufferedDataContainer report = in.getExecutionContext().createDataContainer(REPORT);
        for (final DataRow row : table) {
            final DataRow line = reports.get(row.getKey().getString());
            if (line != null) {
                report.addRowToTable(line);
            }
        }
        report.close();
        out.setOutData(normalised, report.getTable());
    }

    private static DataRow report(final DataRow row, final VolumeValue value, final SuvResult result) {
        final String numbers = result.numbers().entrySet().stream().map(e -> e.getKey() + " = " + e.getValue())
            .collect(Collectors.joining("; "));
        final String times = result.candidates().stream().map(c -> c.name() + ": " + c.moment()
            + (Double.isNaN(c.factor()) ? "" : String.format(Locale.ROOT, " (factor %.9g)", c.factor())) + (c.chosen() ? ", chosen" : ""))
            .collect(Collectors.joining("; "));
        return new DefaultRow(row.getKey(), Tables.cell(value.getInfo().patientKey()), Tables.cell(value.getInfo().name()),
            Tables.cell(value.getInfo().unit()), Tables.cell(result.type().unit()), Tables.cell(result.factor()),
            Tables.cell(result.rule()), Tables.cell(numbers), Tables.cell(times), Tables.cell(result.spreadSeconds()),
            Tables.cell(String.join("; ", result.warnings())), Tables.cell(result.refusal()));
    }
}
