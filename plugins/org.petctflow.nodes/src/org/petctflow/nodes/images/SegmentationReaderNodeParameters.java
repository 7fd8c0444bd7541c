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
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Rule;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;
import org.petctflow.types.VolumeValue;

/** Settings of {@link SegmentationReaderNodeFactory}. */
@SuppressWarnings("restriction")
final class SegmentationReaderNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    static final String FILE_COLUMN = "File column";

    static final String FOLDER_COLUMN = "Folder of the images";

    @Section(title = "Files")
    interface Files {
    }

    @Section(title = "Images")
    @After(Files.class)
    interface Images {
    }

    @Section(title = "Regions")
    @After(Images.class)
    interface Regions {
    }

    enum Match {
            @Label(value = "What they refer to", description = """
                    The series a file refers to; if it is not there, its frame of reference, then its study, then the only image with its
                    grid. Every step down is warned of. NIfTI and NRRD refer to nothing: only the grid can tell.""")
            REFERENCES,
            @Label(value = "Folder", description = "The images whose folder is nearest to the file's, as TCIA's downloads lie.")
            FOLDER,
            @Label(value = "File name", description = "A part of the file's name is the patient or the row key.")
            NAME
    }

    enum Grids {
            @Label(value = "Images they were drawn on", description = "A mask has the grid of the image a file belongs to.")
            DRAWN_ON,
            @Label(value = "All images in their frame of reference", description = """
                    A tumour drawn on the CT gets a mask on the PET of the same scan, too: contours are filled on the PET's own grid,
                    boxes take its nearest voxels, label images and DICOM SEG need <b>Masks on another grid</b> to be allowed.""")
            FRAME_OF_REFERENCE
    }

    enum OtherGrid {
            @Label(value = "Refuse", description = "With the way in which the grids differ. Contours have no grid: they always fit.")
            REFUSE,
            @Label(value = "Nearest voxel", description = "A voxel is inside where the nearest voxel of the segmentation is.")
            NEAREST,
            @Label(value = "Linear, at one half", description = """
                    A voxel is inside where the linearly interpolated mask is at least one half: IBSI's mask interpolation.""")
            LINEAR
    }

    interface MatchRef extends ParameterReference<Match> {
    }

    static final class IsName implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MatchRef.class).isOneOf(Match.NAME);
        }
    }

    static final class IsFolder implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MatchRef.class).isOneOf(Match.FOLDER);
        }
    }

    static final class HasFiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(input -> input.getInTableSpec(1).isPresent());
        }
    }

    /** Columns of text of the table of files. */
    static final class FileColumns extends CompatibleColumnsProvider {
        FileColumns() {
            super(org.knime.core.data.StringValue.class);
        }

        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }

    @Widget(title = FOLDER, description = "The folder with the segmentations, of any depth; or a single file.")
    @FileSelectionWidget(SingleFileSelectionMode.FILE_OR_FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = HasFiles.class, type = EffectType.HIDE)
    @NoProvenance
    @Layout(Files.class)
    String m_folder = "";

    @Widget(title = FILE_COLUMN, description = "The second input's column with the files.")
    @ChoicesProvider(FileColumns.class)
    @Effect(predicate = HasFiles.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(Files.class)
    String m_fileColumn = "File";

    @Widget(title = "Files named", description = """
            Which files of the folder are segmentations: names with <tt>*</tt> and <tt>?</tt>, several separated by <tt>|</tt>. DICOM files
            are recognised by their content whatever their name. Boxes
            (Pascal VOC) are read where <tt>*.xml</tt> is among the names. Default: whatever ends like NIfTI and NRRD do.""")
    @Effect(predicate = HasFiles.class, type = EffectType.HIDE)
    @Layout(Files.class)
    String m_fileNames = "*.nii|*.nii.gz|*.nrrd|*.nhdr";

    @Widget(title = "Volume", description = "The column with the images. A mask has the grid of its image.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    String m_volumeColumn = "Volume";

    @Widget(title = "Files belong to images by", description = "How the image is found that a file was drawn on.")
    @RadioButtonsWidget
    @ValueReference(MatchRef.class)
    @Layout(Images.class)
    Match m_match = Match.REFERENCES;

    @Widget(title = FOLDER_COLUMN, description = """
            The column that says in which folder an image is: the DICOM Reader's <b>Folder</b>, if it was asked for.""")
    @ChoicesProvider(Columns.Texts.class)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(Images.class)
    String m_folderColumn = "Folder";

    @Widget(title = "Part of the file name", description = """
            A regular expression that is searched in the file's name: its first group (or all of it) is the patient or the row key, e.g.
            <tt>^(.+)_mask</tt>. Case does not matter.""")
    @Effect(predicate = IsName.class, type = EffectType.SHOW)
    @Layout(Images.class)
    String m_namePattern = "^([^_.]+)";

    @Widget(title = "Masks for", description = "Which images get a mask of a file.")
    @ValueSwitchWidget
    @Layout(Images.class)
    Grids m_grids = Grids.DRAWN_ON;

    @Widget(title = "Images without a mask", description = """
            Whether an image to which no file belongs stays in the table, with the reason. Default: yes.""")
    @Layout(Images.class)
    boolean m_keepUnmatched = true;

    @Widget(title = "Regions named", description = """
            Which regions of interest are read: names with <tt>*</tt> and <tt>?</tt>, several separated by <tt>|</tt>, whatever the case, e.g.
            <tt>GTV*|tumo?r</tt>. Empty (default) for all.""")
    @Layout(Regions.class)
    String m_regionNames = "";

    @Widget(title = "Masks on another grid", description = """
            What becomes of a label image whose grid is not the image's. Default: refuse, for a mask that was made for another image is
            easily taken for the right one.""")
    @RadioButtonsWidget
    @Layout(Regions.class)
    OtherGrid m_otherGrid = OtherGrid.REFUSE;

    @Widget(title = "Threshold of fractional segments", description = """
            From which fraction on a voxel of a fractional DICOM SEG is inside, above 0 and at most 1. Default 0.5.""", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Regions.class)
    double m_fractionThreshold = 0.5;

    SegmentationReaderNodeParameters() {
    }

    SegmentationReaderNodeParameters(final NodeParametersInput input) {
        m_volumeColumn = Columns.guess(input, 0, List.of("Volume", "CT", "PET"), VolumeValue.class);
    }

    MaskOptions options() {
        return new MaskOptions(MaskOptions.DifferentGrid.valueOf(m_otherGrid.name()), m_fractionThreshold);
    }

    Rule rule() {
        return switch (m_match) {
            case REFERENCES -> Rule.REFERENCES;
            case FOLDER -> Rule.FOLDER;
            case NAME -> Rule.NAME;
        };
    }

    Optional<String> namePattern() {
        return m_match == Match.NAME ? Optional.of(m_namePattern) : Optional.empty();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_folder.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FOLDER, m_folder);
        }
        if (!(m_fractionThreshold > 0 && m_fractionThreshold <= 1)) {
            throw new InvalidSettingsException("\"Threshold of fractional segments\" must be above 0 and at most 1, but is "
                + m_fractionThreshold);
        }
        if (m_match == Match.NAME) {
            Checks.pattern("Part of the file name", m_namePattern);
        }
    }
}
