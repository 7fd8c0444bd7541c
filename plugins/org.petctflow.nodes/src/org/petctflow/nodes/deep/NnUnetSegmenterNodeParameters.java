package org.petctflow.nodes.deep;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.petctflow.deep.nnunet.NnUnet;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;
import org.petctflow.types.VolumeValue;

/** Settings of {@link NnUnetSegmenterNodeFactory}. */
final class NnUnetSegmenterNodeParameters implements NodeParameters {

    static final String FOLDER = "Network folder";

    @Section(title = "Network")
    interface NetworkSection {
    }

    @Section(title = "Images")
    @After(NetworkSection.class)
    interface ImagesSection {
    }

    @Section(title = "Windows")
    @After(ImagesSection.class)
    interface WindowsSection {
    }

    @Section(title = "Machine")
    @After(WindowsSection.class)
    interface MachineSection {
    }

    enum Mirroring {
            @Label(value = "All axes", description = "8 runs a window in 3D, 4 in slices. As nnU-Net does by default.")
            ALL,
            @Label(value = "In plane", description = "4 runs a window; for networks that were trained without mirroring along the first axis.")
            IN_PLANE,
            @Label(value = "None", description = "1 run a window: 8 times as fast, a little less exact.")
            NONE
    }

    /** A channel of the network. */
    static final class Channel implements NodeParameters {

        @Widget(title = "Column", description = "The column with the volumes of this channel.")
        @ChoicesProvider(Columns.Volumes.class)
        String m_column = "";

        Channel() {
        }

        Channel(final String column) {
            m_column = column;
        }
    }

    @Widget(title = FOLDER, description = """
            The folder with <tt>plans.json</tt> and <tt>dataset.json</tt>, as nnU-Net v2 writes them, and the network as TorchScript
            (<tt>*.pt</tt>): one in the folder, or one in each of <tt>fold_0</tt>, <tt>fold_1</tt>, ..., which are averaged. A file of
            TorchScript is a program: use networks of people you trust. A path that is not absolute begins at the workflow's folder.""")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    @Layout(NetworkSection.class)
    String m_folder = "";

    @Widget(title = "Configuration", description = """
            Its name in plans.json, e.g. <tt>3d_fullres</tt> or <tt>2d</tt>: the one that was exported. Empty (default) for 3d_fullres, or the
            only one there is. Cascades cannot be used.""", advanced = true)
    @Layout(NetworkSection.class)
    String m_configuration = "";

    @Widget(title = "Channels", description = """
            A column for each channel of the network, in the order of <tt>channel_names</tt> in dataset.json, all on one grid. Default: the
            columns CT and PET.""")
    @ArrayWidget(addButtonText = "Add channel", elementTitle = "Channel", showSortButtons = true)
    @Layout(ImagesSection.class)
    Channel[] m_channels = {new Channel("CT"), new Channel("PET")};

    @Widget(title = "Labels in the mask", description = """
            Names from <tt>labels</tt> in dataset.json, with commas between. Empty (default): all but the background.""")
    @Layout(ImagesSection.class)
    String m_labels = "";

    @Widget(title = "Mirroring", description = """
            Over which axes a window is mirrored as well, and the predictions averaged. Default all axes, as nnU-Net's own
            trainer. None for a network that was trained without (nnUNetTrainerNoMirroring, often for organs on the left and right).""")
    @ValueSwitchWidget
    @Layout(WindowsSection.class)
    Mirroring m_mirroring = Mirroring.ALL;

    @Widget(title = "Step", description = """
            How far windows lie apart at most, as a share of the window, above 0 to 1. Default 0.5, as nnU-Net's; 1 is up to 8 times as fast
            and shows seams.""", advanced = true)
    @Layout(WindowsSection.class)
    double m_step = 0.5;

    @Widget(title = "Device", description = "<tt>auto</tt> (default: the first GPU, else the CPU), <tt>cpu</tt>, or <tt>cuda:k</tt> with k from 0.")
    @NoProvenance
    @Layout(MachineSection.class)
    String m_device = "auto";

    @Widget(title = "Threads", description = Deep.THREADS_DESCRIPTION, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @NoProvenance
    @Layout(MachineSection.class)
    int m_threads = Deep.THREADS;

    NnUnetSegmenterNodeParameters() {
    }

    NnUnetSegmenterNodeParameters(final NodeParametersInput input) {
        m_channels = new Channel[]{new Channel(Columns.guess(input, 0, List.of("CT"), VolumeValue.class)),
            new Channel(Columns.guess(input, 0, List.of("PET", "SUV"), VolumeValue.class))};
    }

    Path folder() throws InvalidSettingsException {
        return Folders.path(FOLDER, m_folder);
    }

    List<String> labels() {
        return Stream.of(m_labels.split(",")).map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    NnUnet.Options options() {
        return new NnUnet.Options(m_configuration.isBlank() ? null : m_configuration.strip(), NnUnet.Mirroring.valueOf(m_mirroring.name()),
            m_step, m_device.strip(), m_threads);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!(m_step > 0)) {
            throw new InvalidSettingsException("\"Step\" must be above 0, but is " + m_step);
        }
        Checks.inRange("Step", m_step, 0, 1, "");
        Deep.checkDevice(m_device);
        if (m_channels.length == 0 || Arrays.stream(m_channels).anyMatch(c -> c.m_column == null || c.m_column.isBlank())) {
            throw new InvalidSettingsException("Choose a column for each channel of the network in \"Channels\"");
        }
    }
}
