package org.petctflow.nodes.study;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.imaging.dicom.PatientKeys;
import org.petctflow.learning.cohort.StudyTableReader;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link StudyTableReaderNodeFactory}. */
@SuppressWarnings("restriction")
final class StudyTableReaderNodeParameters implements NodeParameters {

    static final String FILE = "File";

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

    enum Names {
            @Label(value = "Id", description = "As the file has it.")
            ID,
            @Label(value = "Pseudonym", description = "The code that the DICOM Reader makes of the same id and secret; the id itself is not kept.")
            PSEUDONYM
    }

    interface NamesRef extends ParameterReference<Names> {
    }

    static final class IsPseudonym implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(NamesRef.class).isOneOf(Names.PSEUDONYM);
        }
    }

    enum Encoding {
            @Label(value = "UTF-8", description = "What most programs write today.")
            UTF_8("UTF-8"),
            @Label(value = "Windows-1252", description = "What Excel writes as plain csv in western Europe and America.")
            WINDOWS_1252("windows-1252"),
            @Label(value = "UTF-16", description = "What Excel writes as Unicode text.")
            UTF_16("UTF-16");

        private final String m_charset;

        Encoding(final String charset) {
            m_charset = charset;
        }
    }

    @Widget(title = FILE, description = """
            A csv, tsv, txt or xlsx file of up to 256 MB. Comma, semicolon or tab is recognised; the first row names the columns.""")
    @FileSelectionWidget(SingleFileSelectionMode.FILE)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    @Layout(Where.class)
    String m_file = "";

    @Widget(title = "File in the folder", description = """
            Where "File" names a folder, such as one that the workflow's variable gives for several readers: which file in it, e.g.
            <tt>clinical.csv</tt>. Unchecked by default: "File" names the file itself.""")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Where.class)
    Optional<String> m_fileInFolder = Optional.empty();

    @Widget(title = "Further files in the folder", description = """
            Files of the same folder, with commas between, whose columns of the same patients are put behind the first file's, by the id
            column: e.g. <tt>clinical.csv</tt> behind a table of features. Rows are the first file's; a column that is there already is
            not taken again, and differences are told. Unchecked by default: to choose who is in the study, join with the Cohort Builder.""")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Where.class)
    Optional<String> m_furtherFiles = Optional.empty();

    @Widget(title = "Sheet", description = "The sheet of an xlsx file. Unchecked (default), the first one: most files have one only.")
    @Layout(Where.class)
    Optional<String> m_sheet = Optional.empty();

    @Widget(title = "Encoding of csv files", description = """
            How letters beyond English are written. Default UTF-8, the usual one; the node says so where a file is written otherwise.""",
        advanced = true)
    @Layout(Where.class)
    Encoding m_encoding = Encoding.UTF_8;

    @Widget(title = "Id column", description = """
            The name of the column that names the patient: it becomes text whatever it holds, so that it can be joined with other tables'
            ids, and its absence is an error. Unchecked by default, for every study calls it otherwise; numbers that would lose leading
            zeros or digits become text also without it.""")
    @Layout(What.class)
    Optional<String> m_idColumn = Optional.empty();

    @Widget(title = "Before the id", description = """
            What the images' ids have in front and this file's have not, e.g. <tt>Lung_Dx-</tt> in TCIA's Lung-PET-CT-Dx: it is put before each
            id. Unchecked by default.""")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Patients.class)
    Optional<String> m_idPrefix = Optional.empty();

    @Widget(title = "Patients are named by", description = """
            What the id column holds afterwards. Default the id; choose pseudonyms where the DICOM Reader names patients so, as it does by
            default: then both tables have the same codes, and join.""")
    @ValueSwitchWidget
    @ValueReference(NamesRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Patients.class)
    Names m_names = Names.ID;

    @Widget(title = "Secret", description = "The DICOM Reader's: with another one the codes differ. Empty by default, as there.")
    @Effect(predicate = IsPseudonym.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @NoProvenance
    @Layout(Patients.class)
    String m_secret = "";

    @Widget(title = "Issuer of the ids", description = """
            What the images say in IssuerOfPatientID (0010,0021), which is part of what the DICOM Reader makes codes of. Empty by default:
            most images have none.""", advanced = true)
    @Effect(predicate = IsPseudonym.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @NoProvenance
    @Layout(Patients.class)
    String m_issuer = "";

    @Widget(title = "Missing markers", description = """
            What stands for a missing value beside an empty cell, separated by commas; upper and lower case are alike. Default: what
            public cohorts write. Take out what is a value in yours, such as <tt>none</tt> of a column of mutations.""")
    @TextAreaWidget(rows = 3)
    @Layout(What.class)
    String m_missing = "NA, N/A, NaN, #N/A, null, none, ?, -, ., unknown, not collected, not available, missing";

    /** @return the file to read */
    Path file() throws InvalidSettingsException {
        final Path path = Folders.path(FILE, m_file);
        if (m_fileInFolder.isEmpty()) {
            return path;
        }
        return inFolder(path, m_fileInFolder.get(), "File in the folder");
    }

    /** @return the files whose columns are put behind the first one's */
    List<Path> furtherFiles() throws InvalidSettingsException {
        final List<Path> files = new ArrayList<>();
        for (final String name : m_furtherFiles.orElse("").split(",")) {
            if (!name.isBlank()) {
                files.add(inFolder(file().getParent(), name, "Further files in the folder"));
            }
        }
        return files;
    }

    private static Path inFolder(final Path folder, final String name, final String option) throws InvalidSettingsException {
        final Path file = folder.resolve(name.strip()).normalize();
        if (!folder.equals(file.getParent())) {
            throw new InvalidSettingsException("\"" + option + "\" must be a file's name, but is \"" + name.strip() + "\"");
        }
        return file;
    }

    StudyTableReader reader() {
        final Set<String> missing =
            Arrays.stream(m_missing.split("[,\\n]")).map(String::strip).filter(m -> !m.isEmpty()).collect(Collectors.toSet());
        return new StudyTableReader(m_idColumn.map(String::strip).orElse(null), missing, m_sheet.orElse(null),
            Charset.forName(m_encoding.m_charset));
    }

    /** @return what becomes of an id: the key that the images' patient has */
    UnaryOperator<String> key() {
        final PatientKeys keys = m_names == Names.ID ? PatientKeys.plainIds() : PatientKeys.pseudonyms(m_secret);
        return id -> keys.of(m_idPrefix.orElse("") + id.strip(), m_issuer.strip());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_file.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FILE, m_file);
        }
        if (m_idColumn.isPresent()) {
            Checks.notBlank("Id column", m_idColumn.get());
        }
        if (m_fileInFolder.isPresent()) {
            Checks.notBlank("File in the folder", m_fileInFolder.get());
        }
        if (m_furtherFiles.isPresent() && m_idColumn.isEmpty()) {
            throw new InvalidSettingsException("\"Further files in the folder\" are joined by the \"Id column\": name it");
        }
        if ((m_names == Names.PSEUDONYM || m_idPrefix.isPresent()) && m_idColumn.isEmpty()) {
            throw new InvalidSettingsException("\"Patients are named by\" and \"Before the id\" change the \"Id column\": name it");
        }
        if (m_sheet.isPresent()) {
            Checks.notBlank("Sheet", m_sheet.get());
        }
    }
}
