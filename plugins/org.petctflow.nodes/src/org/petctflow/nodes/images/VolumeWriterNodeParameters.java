package org.petctflow.nodes.images;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;
import org.petctflow.types.VolumeValue;

/** Settings of {@link VolumeWriterNodeFactory}. */
@SuppressWarnings("restriction")
final class VolumeWriterNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    @Section(title = "What")
    interface What {
    }

    @Section(title = "Where")
    @After(What.class)
    interface Where {
    }

    enum Format {
            @Label(value = "NIfTI, compressed",
                description = "One <tt>.nii.gz</tt> a volume: what most research software reads.")
            NIFTI_GZ(".nii.gz", false),
            @Label(value = "NIfTI", description = "One <tt>.nii</tt> a volume: larger, and faster to open.")
            NIFTI(".nii", false),
            @Label(value = "NRRD", description = "One <tt>.nrrd</tt> a volume, compressed: 3D Slicer's own format.")
            NRRD(".nrrd", false),
            @Label(value = "DICOM SEG", description = """
                    One <tt>.dcm</tt> for all masks of a file name; images are refused. For PACS and 3D Slicer.""")
            DICOM_SEG(".dcm", true),
            @Label(value = "3D Slicer segmentation", description = """
                    One <tt>.seg.nrrd</tt> for all masks of a file name, with names and colours; images are refused.""")
            SEG_NRRD(".seg.nrrd", true);

        final String m_extension;

        /** Whether files hold segments rather than volumes. */
        final boolean m_segments;

        Format(final String extension, final boolean segments) {
            m_extension = extension;
            m_segments = segments;
        }
    }

    enum Existing {
            @Label(value = "Refuse", description = "A row whose file exists fails; nothing is lost.")
            REFUSE,
            @Label(value = "Replace", description = "The file is replaced, whole or not at all.")
            REPLACE
    }

    @Widget(title = "Volume", description = "The column with the volumes. One file is written for each.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(What.class)
    String m_volumeColumn = "Volume";

    @Widget(title = "Format", description = """
            How a volume is written. Values are written as the volume holds them, with its grid in patient coordinates. No file holds
            a patient's name, birth date or id.""")
    @RadioButtonsWidget
    @Layout(What.class)
    Format m_format = Format.NIFTI_GZ;

    @Widget(title = FOLDER, description = "Where the files are written. The folder is made if it does not exist.")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    @Layout(Where.class)
    String m_folder = "";

    @Widget(title = "File name", description = """
            The column that names a row's file, without the extension. Without one (default) it is the row key. Whatever cannot be part
            of a file's name becomes an underscore. Masks of the same name become segments of one file in DICOM SEG and seg.nrrd.""")
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Where.class)
    Optional<String> m_nameColumn = Optional.empty();

    @Widget(title = "Files that exist", description = "What happens where a file of that name exists already.")
    @ValueSwitchWidget
    @Layout(Where.class)
    Existing m_existing = Existing.REFUSE;

    VolumeWriterNodeParameters() {
    }

    VolumeWriterNodeParameters(final NodeParametersInput input) {
        m_volumeColumn = Columns.guess(input, 0, List.of("Volume"), VolumeValue.class);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_folder.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FOLDER, m_folder);
        }
    }
}
