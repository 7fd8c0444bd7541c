package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.radiomics.pet.PetFeature;
import org.petctflow.radiomics.pet.PetHeterogeneity;
import org.petctflow.radiomics.pet.PetValue;
import org.petctflow.types.VolumeValue;

/** The PET Heterogeneity Extractor: PET's own features of regions. */
public final class PetHeterogeneityExtractorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "PET Heterogeneity Extractor";

    private static final DataTableSpec DEFINITIONS = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Feature", StringCell.TYPE), Tables.column("Unit", StringCell.TYPE), Tables.column("Definition", StringCell.TYPE),
        Tables.column("Source", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("pet-heterogeneity-extractor"))
        .shortDescription("Measures uptake, metabolic volume and heterogeneity of regions in PET.")
        .fullDescription("""
                Computes what is particular to PET of each region: statistics of its SUV with SUVpeak, metabolic tumour volume (MTV) and total
                lesion glycolysis (TLG) of the whole region and above thresholds, the area under the cumulative SUV-volume histogram
                (AUC-CSH, doi:10.1007/s00259-011-1845-6), how far the uptake is from one ellipsoidal focus, asphericity, and how the mean
                uptake varies from plane to plane along three axes. The second output has every formula with its unit and source.
                <p>Images must be in SUV: a row whose image is in another unit is not measured, and says why. A feature that cannot be
                computed (e.g. plane means of a region of one plane) is a missing cell with the reason. Nothing is resampled.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("PET and masks", "A table with a column of PET images in SUV and columns of masks on the same grids, a row a lesion.")
            .addOutputTable("PET features", """
                    The input with a column for each feature, named original_pet_Feature, with the mask behind where there are several, and
                    the problem of rows without.""")
            .addOutputTable("Definitions of features", "One row a column: feature, unit, definition, and its IBSI code or DOI."))
        .model(m -> m.parametersClass(PetHeterogeneityExtractorNodeParameters.class)
            .configure(PetHeterogeneityExtractorNodeFactory::configure)
            .execute(Execution.of(NAME, PetHeterogeneityExtractorNodeFactory::execute)))
        .keywords("SUV", "SUVpeak", "MTV", "TLG", "heterogeneity", "cumulative histogram", "asphericity", "feature");

    /** For KNIME. */
    public PetHeterogeneityExtractorNodeFactory() {
        super(NODE);
    }

    private static String name(final PetFeature feature, final String mask, final PetHeterogeneityExtractorNodeParameters parameters) {
        return feature.columnName("", parameters.m_maskColumns.length == 1 ? "" : mask);
    }

    private static PerRow rows(final PetHeterogeneityExtractorNodeParameters parameters) throws InvalidSettingsException {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final String mask : parameters.m_maskColumns) {
            for (final PetFeature feature : parameters.features().features()) {
                columns.add(Provenances.column(name(feature, mask, parameters), DoubleCell.TYPE, provenance));
            }
        }
        return new PerRow("measured", "PET problem", columns.toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final PetHeterogeneityExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.column(spec, parameters.m_imageColumn, "Image", VolumeValue.class);
        Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        out.setOutSpecs(rows(parameters).spec(spec), DEFINITIONS);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final PetHeterogeneityExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int image = Tables.column(spec, parameters.m_imageColumn, "Image", VolumeValue.class);
        final int[] masks = Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        final PetHeterogeneity features = parameters.features();
        final BufferedDataTable measured = rows(parameters).run(in, out, "Look at the images and masks of the input.", progress,
            (row, p) -> {
                final Volume pet = Tables.volume(row, image);
                final String unit = pet.info().unit();
                if (!Units.isSuv(unit)) {
                    throw new IOException("The image " + (unit.isEmpty() ? "has no unit" : "is in " + unit)
                        + ", but must be in SUV: convert it by the SUV Normalizer");
                }
                final List<DataCell> cells = new ArrayList<>();
                for (final int mask : masks) {
                    for (final PetValue value : features.extract(pet, Tables.mask(row, mask), p)) {
                        cells.add(value.isPresent() ? new DoubleCell(value.value()) : new MissingCell(value.reason()));
                    }
                }
                return cells.toArray(DataCell[]::new);
            });
        out.setOutData(measured, definitions(in.getExecutionContext(), parameters));
    }

    private static BufferedDataTable definitions(final ExecutionContext exec, final PetHeterogeneityExtractorNodeParameters parameters)
        throws InvalidSettingsException {
        final BufferedDataContainer container = exec.createDataContainer(DEFINITIONS);
        long row = 0;
        for (final String mask : parameters.m_maskColumns) {
            for (final PetFeature f : parameters.features().features()) {
                container.addRowToTable(new DefaultRow(RowKey.createRowKey(row++), Tables.cell(name(f, mask, parameters)),
                    Tables.cell(f.name()), Tables.cell(f.unit()), Tables.cell(f.definition()), Tables.cell(f.source())));
            }
        }
        container.close();
        return container.getTable();
    }
}
