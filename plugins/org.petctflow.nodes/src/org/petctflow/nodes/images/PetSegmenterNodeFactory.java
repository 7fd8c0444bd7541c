package org.petctflow.nodes.images;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.imaging.petseg.LiverReference;
import org.petctflow.imaging.petseg.PetSegmenter;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.PetSegmenterNodeParameters.Look;
import org.petctflow.nodes.images.PetSegmenterNodeParameters.Method;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The PET Segmenter: lesions by their uptake. */
public final class PetSegmenterNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "PET Segmenter";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("pet-segmenter"))
        .shortDescription("Segments lesions in PET by a threshold, the liver, Otsu or region growing.")
        .fullDescription("""
                Takes the voxels at or above a threshold, of these the wanted connected parts (26 neighbours), and fills holes. The threshold is a
                share of the region's maximum, a fixed SUV, a multiple of the liver's uptake as in PERCIST, or Otsu's; region growing goes
                from the hottest voxel on instead.
                <p>A row that cannot be segmented (nothing hot enough, no liver found, a unit that is no SUV) gets no mask and says why.
                Warnings tell what a reader should look at, e.g. a segmentation that reaches the region's border.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("PET volumes", "A table with a column of PET volumes, with a mask or a point for each, if asked for.")
            .addOutputTable("Segmentations", """
                    The input with the mask, the threshold that was used, the region's maximum, the mask's voxels and volume (ml), warnings,
                    and the problem of rows without."""))
        .model(m -> m.parametersClass(PetSegmenterNodeParameters.class)
            .configure(PetSegmenterNodeFactory::configure)
            .execute(Execution.of(NAME, PetSegmenterNodeFactory::execute)))
        .keywords("segmentation", "threshold", "41 %", "SUV 2.5", "PERCIST", "MTV", "Otsu", "region growing");

    /** For KNIME. */
    public PetSegmenterNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final PetSegmenterNodeParameters parameters) {
        final DataColumnSpec mask = Provenances.column("PET mask", VolumeCell.TYPE, Provenances.of(NAME, parameters, null));
        return new PerRow("segmented", "PET mask problem", mask, Tables.column("PET threshold", DoubleCell.TYPE),
            Tables.column("PET maximum", DoubleCell.TYPE), Tables.column("PET mask voxels", IntCell.TYPE),
            Tables.column("PET mask volume (ml)", DoubleCell.TYPE), Tables.column("PET mask warnings", StringCell.TYPE));
    }

    /** Where a row's images and places are; -1 for what is not asked for. */
    private record Input(int pet, int mask, int x, int y, int z, int liver, int ct) {

        Input(final DataTableSpec spec, final PetSegmenterNodeParameters p) throws InvalidSettingsException {
            this(Tables.column(spec, p.m_petColumn, "PET", VolumeValue.class),
                p.m_look == Look.MASK ? Tables.column(spec, p.m_maskColumn, "Mask", VolumeValue.class) : -1,
                p.m_look == Look.BOX ? Tables.column(spec, p.m_xColumn, "Centre x (mm)", DoubleValue.class) : -1,
                p.m_look == Look.BOX ? Tables.column(spec, p.m_yColumn, "Centre y (mm)", DoubleValue.class) : -1,
                p.m_look == Look.BOX ? Tables.column(spec, p.m_zColumn, "Centre z (mm)", DoubleValue.class) : -1,
                p.m_method == Method.LIVER && p.m_liverColumn.isPresent()
                    ? Tables.column(spec, p.m_liverColumn.get(), "Liver mask", VolumeValue.class) : -1,
                p.m_method == Method.LIVER && p.m_ctColumn.isPresent()
                    ? Tables.column(spec, p.m_ctColumn.get(), "CT", VolumeValue.class) : -1);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final PetSegmenterNodeParameters parameters = in.getParameters();
        new Input(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final PetSegmenterNodeParameters parameters = in.getParameters();
        final Input input = new Input(in.getInTable(0).getDataTableSpec(), parameters);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        out.setOutData(0, rows(parameters).run(in, out, "Look at the PET volumes and where lesions are looked for.", progress,
            (row, p) -> {
                final Volume pet = Tables.volume(row, input.pet);
                final PetSegmenter.Result result = PetSegmenter.segment(pet, region(row, input, pet, parameters), null,
                    liver(row, input, pet, p), parameters.options(), p);
                return new DataCell[]{cells.createCell(result.mask().toVolume()), Tables.cell(result.threshold()),
                    Tables.cell(result.maximum()), Tables.cell(result.mask().count()), Tables.cell(result.mask().volume() / 1000),
                    Tables.cell(String.join("; ", result.warnings()))};
            }));
    }

    private static Mask region(final DataRow row, final Input input, final Volume pet, final PetSegmenterNodeParameters parameters)
        throws Exception {
        if (parameters.m_look == Look.MASK) {
            return Tables.mask(row, input.mask);
        } else if (parameters.m_look == Look.BOX) {
            final double[] centre = {Tables.number(row.getCell(input.x)), Tables.number(row.getCell(input.y)),
                Tables.number(row.getCell(input.z))};
            if (Double.isNaN(centre[0] + centre[1] + centre[2])) {
                throw new IllegalArgumentException("The box's centre is missing");
            }
            return PetSegmenter.box(pet.geometry(), centre,
                new double[]{parameters.m_boxEdge, parameters.m_boxEdge, parameters.m_boxEdge});
        }
        return null;
    }

    /** @return the liver that the table gives or that the CT helps to find; null to look for it in the PET alone */
    private static LiverReference liver(final DataRow row, final Input input, final Volume pet, final Progress progress)
        throws Exception {
        if (input.liver >= 0 && !row.getCell(input.liver).isMissing()) {
            return LiverReference.of(pet, Tables.mask(row, input.liver));
        }
        return input.ct >= 0 && !row.getCell(input.ct).isMissing()
            ? LiverReference.find(pet, Tables.volume(row, input.ct), progress) : null;
    }
}
