package org.petctflow.nodes.images;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.knime.core.data.StringValue;
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
import org.knime.node.parameters.migration.Migrate;
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
import org.petctflow.base.Parallel;
import org.petctflow.imaging.dicom.GeometryProblem.Policy;
import org.petctflow.imaging.dicom.PatientKeys;
import org.petctflow.imaging.dicom.ScanOptions;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link DicomReaderNodeFactory}. */
@SuppressWarnings("restriction")
final class DicomReaderNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    static final String FOLDER_COLUMN = "Folder column";

    @Section(title = "Where")
    interface Where {
    }

    @Section(title = "What")
    @After(Where.class)
    interface What {
    }

    @Section(title = "Patients")
    @After(What.class)
    interface Patients {
    }

    @Section(title = "Irregular series")
    @After(Patients.class)
    interface Irregular {
    }

    enum Modalities {
            @Label(value = "CT and PET", description = "And whatever is drawn on them: structure sets, segmentations.")
            CT_AND_PET,
            @Label(value = "All", description = "MR and others, too.")
            ALL,
            @Label(value = "Chosen", description = "Those that are named below.")
            CHOSEN
    }

    enum Names {
            @Label(value = "Pseudonym", description = """
                    The id becomes a code such as <tt>P-3f2a...</tt>: the same patient has the same code in every node and run, and tables
                    join. Without a secret, somebody with a list of possible ids could compute their codes.""")
            PSEUDONYM,
            @Label(value = "Id as it is", description = "For data that was de-identified before, as TCIA's is.")
            ID
    }

    enum IrregularSlices {
            @Label(value = "Refuse", description = "The series makes no volume; the reason stands in the column <b>Problem</b>.")
            REFUSE,
            @Label(value = "Warn", description = "Slices are taken as if they were regular: mean distance, the first of duplicates.")
            WARN,
            @Label(value = "Resample", description = """
                    Linear interpolation onto a regular grid. At most three slices in a row are made up; a wider gap is refused.""")
            RESAMPLE
    }

    enum RealWorldValues {
            @Label(value = "Where images do not say what their values are", description = """
                    Multi-frame PET, which has no Units (0054,1001), and images other than PET without a rescale slope. Elsewhere values stay as
                    they are: a mapping is warned of, and the SUV Normalizer compares or uses it.""")
            WHERE_NEEDED,
            @Label(value = "Wherever there is one", description = """
                    Of several the one to SUVbw, then to another SUV, to Bq/ml, or the first. All slices of a series must have it.""")
            APPLY,
            @Label(value = "Never", description = "As if there were none.")
            IGNORE
    }

    interface ModalitiesRef extends ParameterReference<Modalities> {
    }

    static final class IsChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModalitiesRef.class).isOneOf(Modalities.CHOSEN);
        }
    }

    interface NamesRef extends ParameterReference<Names> {
    }

    static final class IsPseudonym implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(NamesRef.class).isOneOf(Names.PSEUDONYM);
        }
    }

    /** Whether a table of folders is connected. */
    static final class HasTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getConstant(input -> input.getInTableSpec(0).isPresent());
        }
    }

    @Widget(title = FOLDER, description = """
            The folder with the DICOM files, of any depth; or a single file. Names and the tree of folders mean nothing: what belongs
            together is what the headers say.""")
    @FileSelectionWidget(SingleFileSelectionMode.FILE_OR_FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = HasTable.class, type = EffectType.HIDE)
    @NoProvenance
    @Layout(Where.class)
    String m_folder = "";

    @Widget(title = FOLDER_COLUMN, description = "The input's column with the folders, or files. Each is read once.")
    @ChoicesProvider(Columns.Texts.class)
    @Effect(predicate = HasTable.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(Where.class)
    String m_folderColumn = "Folder";

    @Widget(title = "Follow symbolic links", description = """
            Off by default: a link can lead out of the folder. Loops are found and reported.""", advanced = true)
    @NoProvenance
    @Layout(Where.class)
    boolean m_followLinks;

    @Widget(title = "Modalities", description = "Which series are read.")
    @RadioButtonsWidget
    @ValueReference(ModalitiesRef.class)
    @Layout(What.class)
    Modalities m_modalities = Modalities.CT_AND_PET;

    @Widget(title = "Names of modalities", description = """
            DICOM's Modality (0008,0060), with commas between them, e.g. <tt>CT, PT, MR</tt>. PET is <tt>PT</tt>.""")
    @Effect(predicate = IsChosen.class, type = EffectType.SHOW)
    @Layout(What.class)
    String m_modalityNames = "CT, PT";

    @Widget(title = "Series that make no volume", description = """
            Whether localizers, projections and refused series are rows, too, with the reason and without a volume. Default: yes, so that
            nothing is lost in silence.""")
    @Layout(What.class)
    boolean m_keepRefused = true;

    @Widget(title = "Folder of each series", description = """
            Whether a column says in which folder a series is: for segmentations that are matched by folder. Default: no, for a folder's
            name can tell who the patient is.""", advanced = true)
    @Layout(What.class)
    boolean m_folderOfSeries;

    @Widget(title = "Padding becomes air", description = """
            Whether stored values that stand for "outside of the image" become -1024 HU (CT) or 0 (PET). Default: yes, for values like
            -3024 HU beside the body would spoil interpolation.""", advanced = true)
    @Layout(What.class)
    boolean m_paddingBecomesAir = true;

    @Widget(title = "Apply real world value mappings", description = """
            Whether stored values become real world values (DICOM PS3.3 C.7.6.16.2.11) by the mapping that an image holds, or by a Real
            World Value Mapping object of the folder that names it: slope and intercept, or a table. A stored value that the mapping does
            not cover is an error. Default: where an image does not say itself what its values are.""")
    @RadioButtonsWidget
    @Layout(What.class)
    @Migrate(loadDefaultIfAbsent = true)
    RealWorldValues m_realWorldValues = RealWorldValues.WHERE_NEEDED;

    @Widget(title = "Patients are named by", description = "What the column <b>Patient</b> holds. No name and no birth date is ever read.")
    @ValueSwitchWidget
    @ValueReference(NamesRef.class)
    @Layout(Patients.class)
    Names m_names = Names.PSEUDONYM;

    @Widget(title = "Secret", description = """
            A text that only you know: codes are HMAC-SHA-256 of the id with it. Give one wherever results leave the hospital, and keep it.
            Empty by default.""")
    @Effect(predicate = IsPseudonym.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(Patients.class)
    String m_secret = "";

    @Widget(title = "Gaps, duplicates, varying distances, tilted gantry", description = """
            What becomes of a series whose slices do not make a regular grid. Slices at 3.27 and 3.29 mm are regular enough. Default:
            refuse, for a volume that silently lacks slices gives wrong features.""")
    @RadioButtonsWidget
    @Layout(Irregular.class)
    IrregularSlices m_irregularSlices = IrregularSlices.REFUSE;

    DicomReaderNodeParameters() {
    }

    DicomReaderNodeParameters(final NodeParametersInput input) {
        m_folderColumn = Columns.guess(input, 0, List.of("Folder", "Path"), StringValue.class);
    }

    ScanOptions options() {
        final Set<String> modalities = switch (m_modalities) {
            case ALL -> Set.of();
            case CT_AND_PET -> Set.of("CT", "PT", "RTSTRUCT", "SEG");
            case CHOSEN -> Arrays.stream(m_modalityNames.split(",")).map(String::strip).filter(s -> !s.isEmpty())
                .collect(Collectors.toSet());
        };
        final Policy policy = switch (m_irregularSlices) {
            case REFUSE -> Policy.REFUSE;
            case WARN -> Policy.WARN;
            case RESAMPLE -> Policy.REGULARISE;
        };
        return ScanOptions.defaults().withKeys(m_names == Names.ID ? PatientKeys.plainIds() : PatientKeys.pseudonyms(m_secret))
            .withModalities(modalities.toArray(String[]::new)).withPolicy(policy)
            .withPadding(m_paddingBecomesAir ? ScanOptions.Padding.BACKGROUND : ScanOptions.Padding.KEEP)
            .withRealWorldValues(ScanOptions.RealWorldValues.valueOf(m_realWorldValues.name()))
            .withFollowLinks(m_followLinks).withThreads(Parallel.processors());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_folder.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FOLDER, m_folder);
        }
        if (m_modalities == Modalities.CHOSEN) {
            Checks.notBlank("Names of modalities", m_modalityNames.replace(",", " "));
        }
    }
}
