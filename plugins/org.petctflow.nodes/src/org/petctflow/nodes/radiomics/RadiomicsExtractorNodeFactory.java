package org.petctflow.nodes.radiomics;

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
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Mode;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.ColumnName;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureValue;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.Features;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.types.VolumeValue;

/** The Radiomics Extractor: features of regions in images. */
public final class RadiomicsExtractorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Radiomics Extractor";

    private static final String ORIGINAL = "original";

    private static final DataTableSpec DEFINITIONS = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Family", StringCell.TYPE), Tables.column("Feature", StringCell.TYPE),
        Tables.column("Aggregation", StringCell.TYPE), Tables.column("IBSI code", StringCell.TYPE),
        Tables.column("Unit", StringCell.TYPE), Tables.column("Definition", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("radiomics-extractor"))
        .shortDescription("Extracts IBSI or PyRadiomics features of regions in images.")
        .fullDescription("""
                Computes size and shape, intensity and texture of each region in each image. IBSI mode has every feature of the reference
                manual, checked against its 487 consensus values of the digital phantom; PyRadiomics mode has that program's names and
                numbers.
                <p>A feature that cannot be computed (an empty or flat region, a single voxel) is a missing cell that says why. Grey levels
                have a fixed width in the image's unit, so that a level means the same in all patients.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images and masks", "A table with columns of images and of masks on the same grids, a row a lesion.")
            .addOutputTable("Features", """
                    The input with a column for each feature, named filter_class_Feature, with the image before and the mask behind where
                    there are several, and the problem of rows without.""")
            .addOutputTable("Feature definitions", "One row a column: family, feature, aggregation, IBSI code, unit, definition."))
        .model(m -> m.parametersClass(RadiomicsExtractorNodeParameters.class)
            .configure(RadiomicsExtractorNodeFactory::configure)
            .execute(Execution.of(NAME, RadiomicsExtractorNodeFactory::execute)))
        .keywords("feature", "texture", "IBSI", "PyRadiomics", "GLCM", "shape", "first order");

    /** For KNIME. */
    public RadiomicsExtractorNodeFactory() {
        super(NODE);
    }

    /** A feature that every row gets. */
    private record Slot(FeatureFamily family, Aggregation aggregation, Feature feature) {
    }

    private static List<Slot> slots(final RadiomicsExtractorNodeParameters parameters) {
        final List<Slot> slots = new ArrayList<>();
        if (parameters.m_mode == Mode.PYRADIOMICS) {
            parameters.pyRadiomics(Double.NaN).features()
                .forEach((family, features) -> features.forEach(f -> slots.add(new Slot(family, Aggregation.NONE, f))));
            return slots;
        }
        final IbsiSettings settings = parameters.ibsi(Double.NaN);
        for (final FeatureFamily family : settings.families()) {
            if (family.has(Aggregation.NONE)) {
                Features.of(family).forEach(f -> slots.add(new Slot(family, Aggregation.NONE, f)));
            }
            for (final Aggregation aggregation : settings.aggregations()) {
                if (aggregation != Aggregation.NONE && family.has(aggregation)) {
                    Features.of(family).forEach(f -> slots.add(new Slot(family, aggregation, f)));
                }
            }
        }
        return slots;
    }

    /** @return for each image, for each mask, the columns of all features */
    private static List<String> names(final RadiomicsExtractorNodeParameters parameters, final List<Slot> slots) {
        final List<String> names = new ArrayList<>();
        for (final String image : parameters.m_imageColumns) {
            for (final String mask : parameters.m_maskColumns) {
                for (final Slot s : slots) {
                    names.add(ColumnName.of(parameters.m_imageColumns.length == 1 ? "" : image,
                        new FeatureValue(ORIGINAL, s.feature, s.aggregation, 0, null),
                        parameters.m_maskColumns.length == 1 ? "" : mask));
                }
            }
        }
        return names;
    }

    private static PerRow rows(final RadiomicsExtractorNodeParameters parameters) {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new PerRow("extracted", "Radiomics problem", names(parameters, slots(parameters)).stream()
            .map(n -> Provenances.column(n, DoubleCell.TYPE, provenance)).toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RadiomicsExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.columns(spec, parameters.m_imageColumns, "Images", VolumeValue.class);
        Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        out.setOutSpecs(rows(parameters).spec(spec), DEFINITIONS);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final RadiomicsExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int[] images = Tables.columns(spec, parameters.m_imageColumns, "Images", VolumeValue.class);
        final int[] masks = Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        final List<Slot> slots = slots(parameters);
        final BufferedDataTable features = rows(parameters).run(in, out, "Look at the images and masks of the input.", progress,
            (row, p) -> {
                final DataCell[] cells = new DataCell[images.length * masks.length * slots.size()];
                int at = 0;
                for (final int image : images) {
                    final Volume volume = Tables.volume(row, image);
                    for (final int mask : masks) {
                        final FeatureVector vector = extract(volume, Tables.mask(row, mask), parameters, p);
                        for (int i = 0; i < slots.size(); i++) {
                            final FeatureValue value = vector.values().get(i);
                            if (!value.feature().equals(slots.get(i).feature) || value.aggregation() != slots.get(i).aggregation) {
                                throw new IllegalStateException(value.name() + " stands where " + slots.get(i) + " should");
                            }
                            cells[at++] = value.isPresent() ? new DoubleCell(value.value()) : new MissingCell(value.reason());
                        }
                    }
                }
                return cells;
            });
        out.setOutData(features, definitions(in.getExecutionContext(), parameters, slots));
    }

    private static FeatureVector extract(final Volume image, final Mask mask, final RadiomicsExtractorNodeParameters parameters,
        final Progress progress) {
        final VolumeInfo info = image.info();
        final double binWidth = info.modality() == Modality.CT ? parameters.m_ctBinWidth
            : Units.isSuv(info.unit()) ? parameters.m_suvBinWidth : Double.NaN;
        return parameters.m_mode == Mode.IBSI ? IbsiExtractor.of(parameters.ibsi(binWidth)).extract(image, mask, progress)
            : PyRadiomicsExtractor.of(parameters.pyRadiomics(binWidth)).extract(image, mask, progress);
    }

    private static BufferedDataTable definitions(final ExecutionContext exec, final RadiomicsExtractorNodeParameters parameters,
        final List<Slot> slots) {
        final BufferedDataContainer container = exec.createDataContainer(DEFINITIONS);
        final List<String> names = names(parameters, slots);
        for (int i = 0; i < names.size(); i++) {
            final Slot s = slots.get(i % slots.size());
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), Tables.cell(names.get(i)),
                Tables.cell(s.family.title()), Tables.cell(s.feature.name()),
                Tables.cell(s.aggregation == Aggregation.NONE ? "" : s.aggregation.description()), Tables.cell(s.feature.ibsiCode()),
                Tables.cell(s.feature.unit()), Tables.cell(s.feature.definition())));
        }
        container.close();
        return container.getTable();
    }
}
