package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.deep.nnunet.NnUnet;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The nnU-Net Segmenter: masks by a trained network. */
public final class NnUnetSegmenterNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "nnU-Net Segmenter";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("nnunet-segmenter"))
        .shortDescription("Segments images with a trained nnU-Net v2 network.")
        .fullDescription("""
                Applies a network that nnU-Net v2 (doi:10.1038/s41592-020-01008-z) trained and that was exported as TorchScript, as nnU-Net does:
                what is zero around the image is cut off, each channel is normalised as the plans say (CT by the training's foreground, z-score,
                none, or to 0 and 1) and brought onto the network's grid with cubic splines (an axis of more than three times the spacing of
                the others on its own; linearly or not at all where the plans say so), windows that overlap are predicted and averaged with Gaussian weights, mirrored as well, and the
                result is brought back onto the image's grid, where the most probable label is taken, or every region that is more probable
                than not. Where several folds are there, their predictions are averaged.
                <p>The network sees rows, columns and slices as they are stored, as in training; cascades, preprocessors of one's own and readers
                that turn images to RAS are refused. Windows are added up in 32 bits (nnU-Net: 16). To export a network in Python: <tt>torch.jit.trace(network.eval(), torch.zeros(1, channels, *patch_size)).save("network.pt")</tt>.</p>
                <p>A row whose volumes are missing, lie on different grids or hold values that are no numbers gets no mask and says why. PyTorch must be
                installed (feature <i>PETCT Flow PyTorch natives</i>); nothing is downloaded.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Volumes", "One row an image, with a column of volumes for each channel of the network, all on one grid.")
            .addOutputTable("Segmentations", """
                    The input with the mask of the chosen labels, the volume of all labels (0 is the background), the mask's voxels and volume
                    (ml), and the problem of rows without."""))
        .model(m -> m.parametersClass(NnUnetSegmenterNodeParameters.class)
            .configure(NnUnetSegmenterNodeFactory::configure)
            .execute(Deep.execution(NAME, NnUnetSegmenterNodeFactory::execute)))
        .keywords("nnU-Net", "segmentation", "TorchScript", "deep learning", "tumour", "lesion", "organ", "PyTorch");

    /** For KNIME. */
    public NnUnetSegmenterNodeFactory() {
        super(NODE);
    }

    /** One row after the other: a network runs on all processors by itself. */
    private static PerRow rows(final NnUnetSegmenterNodeParameters parameters) {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new PerRow("segmented", "nnU-Net problem", Provenances.column("nnU-Net mask", VolumeCell.TYPE, provenance),
            Provenances.column("nnU-Net labels", VolumeCell.TYPE, provenance), Tables.column("nnU-Net mask voxels", IntCell.TYPE),
            Tables.column("nnU-Net mask volume (ml)", DoubleCell.TYPE)).threads(1);
    }

    private static List<Integer> columns(final DataTableSpec spec, final NnUnetSegmenterNodeParameters parameters)
        throws InvalidSettingsException {
        final List<Integer> columns = new ArrayList<>();
        for (int c = 0; c < parameters.m_channels.length; c++) {
            columns.add(Tables.column(spec, parameters.m_channels[c].m_column, "Channel " + (c + 1), VolumeValue.class));
        }
        return columns;
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final NnUnetSegmenterNodeParameters parameters = in.getParameters();
        parameters.folder();
        columns(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final NnUnetSegmenterNodeParameters parameters = in.getParameters();
        final List<Integer> columns = columns(in.getInTable(0).getDataTableSpec(), parameters);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        try (NnUnet network = NnUnet.open(parameters.folder(), parameters.options())) {
            if (columns.size() != network.channels().size()) {
                throw new InvalidSettingsException("The network has the channels " + network.channels() + ", but \"Channels\" names "
                    + columns.size() + " columns");
            }
            network.checkLabels(parameters.labels());
            out.setOutData(0, rows(parameters).run(in, out, "Look at the volumes that are the network's channels.", progress, (row, p) -> {
                final Volume labels = network.segment(volumes(row, columns, network), p);
                final Mask mask = network.mask(labels, parameters.labels());
                return new DataCell[]{cells.createCell(mask.toVolume()), cells.createCell(labels), Tables.cell(mask.count()),
                    Tables.cell(mask.volume() / 1000)};
            }));
        }
    }

    private static List<Volume> volumes(final DataRow row, final List<Integer> columns, final NnUnet network) throws Exception {
        final List<Volume> volumes = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            final Volume volume = Tables.volume(row, columns.get(c));
            final String channel = network.channels().get(c);
            final Modality other = channel.equalsIgnoreCase("CT") ? Modality.PET : channel.equalsIgnoreCase("PET") ? Modality.CT : null;
            if (volume.info().modality() == other) {
                throw new IllegalArgumentException("The network's channel " + (c + 1) + " is " + channel + ", but the column holds " + other
                    + ": sort \"Channels\"");
            }
            volumes.add(volume);
        }
        return volumes;
    }
}
