package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.radiomics.RadiomicsColumns.Pair;
import org.petctflow.types.VolumeValue;

/** The Radiomics Extractor: features of regions in images. */
public final class RadiomicsExtractorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Radiomics Extractor";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("radiomics-extractor"))
        .shortDescription("Extracts IBSI or PyRadiomics features of regions in images.")
        .fullDescription("""
                Computes size and shape, intensity and texture of each region in each image, and in what filters make of it. IBSI mode has
                every feature of the reference manual, checked against its 487 consensus values of the digital phantom; PyRadiomics mode has
                that program's names and numbers, and reads its parameter files.
                <p>Any number of images and masks stand in a row; every mask is measured in every image, or they go in pairs. Images of
                different kinds have settings of their own: bins and ranges in Hounsfield units for CT, in SUV for PET.</p>
                <p>A feature that cannot be computed (an empty or flat region, a single voxel, an image too small for a filter) is a missing
                cell that says why; the column with the problems sums it up for each row. By default grey levels have a fixed width in the
                image's unit, so that a level means the same in all patients.</p>
                <p>The settings of the IBSI reference manual's CT phantom (doi:10.1148/radiol.2020191145): A range -500 to 400 HU, bins of 25
                HU, 2D aggregations; B also voxels of 2 mm within slices (distance of slices 0), 32 bins; C voxels of 2 mm, range -1000 to
                400 HU, bins of 25 HU, intensity-volume histogram in bins of 2.5 HU; D voxels of 2 mm, outliers beyond 3 standard deviations,
                32 bins; E voxels of 2 mm by cubic B-splines, range -1000 to 400 HU and outliers, 32 bins, intensity-volume histogram of 1000
                bins.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images and masks", "A table with columns of images and of masks or label maps, a row a patient or lesion.")
            .addOutputTable("Features", """
                    The input with a column for each feature, named image_filter_class_Feature_region, image and region only where there
                    are several or the region was given a name, and the problem of rows where features are missing.""")
            .addOutputTable("Feature definitions", """
                    One row a column: image, filter, family, feature, aggregation, region, IBSI code and tag, unit, definition, settings."""))
        .model(m -> m.parametersClass(RadiomicsExtractorNodeParameters.class)
            .configure(RadiomicsExtractorNodeFactory::configure)
            .execute(Execution.of(NAME, RadiomicsExtractorNodeFactory::execute)))
        .keywords("feature", "texture", "IBSI", "PyRadiomics", "GLCM", "shape", "first order", "wavelet", "LoG");

    /** For KNIME. */
    public RadiomicsExtractorNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final RadiomicsExtractorNodeParameters parameters, final RadiomicsColumns columns) {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        final List<DataColumnSpec> specs = new ArrayList<>();
        for (final Pair pair : columns.pairs()) {
            columns.diagnostics().forEach(d -> specs.add(Provenances.column(columns.name(pair, d), StringCell.TYPE, provenance)));
            columns.slots().forEach(slot -> specs.add(Provenances.column(columns.name(pair, slot), DoubleCell.TYPE, provenance)));
        }
        return new PerRow("extracted", "Radiomics problem", specs.toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RadiomicsExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.columns(spec, parameters.m_imageColumns, "Images", VolumeValue.class);
        Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        try {
            // the columns depend on the parameter file, where there is one
            final RadiomicsColumns columns = RadiomicsColumns.of(parameters, RadiomicsSettings.of(parameters));
            out.setOutSpecs(rows(parameters, columns).spec(spec), RadiomicsColumns.DEFINITIONS);
        } catch (final IOException | IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final RadiomicsExtractorNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int[] images = Tables.columns(spec, parameters.m_imageColumns, "Images", VolumeValue.class);
        final int[] masks = Tables.columns(spec, parameters.m_maskColumns, "Masks", VolumeValue.class);
        final RadiomicsSettings settings = RadiomicsSettings.of(parameters);
        final RadiomicsColumns columns = RadiomicsColumns.of(parameters, settings);
        final RadiomicsRows work = new RadiomicsRows(columns, settings, images, masks, parameters.checksGrids(),
            parameters.m_otherGrids, progress);
        final VolumeInfo[] infos = work.look(in.getInTable(0));
        final BufferedDataTable features = rows(parameters, columns).threads(work.threads())
            .split(in, out, "Look at the images and masks of the input.", progress, work::row);
        work.warn(out);
        out.setOutData(features, columns.definitions(in.getExecutionContext(), parameters.m_imageColumns, infos, settings));
    }
}
