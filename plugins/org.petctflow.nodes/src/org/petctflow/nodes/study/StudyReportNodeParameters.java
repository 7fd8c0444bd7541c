package org.petctflow.nodes.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;
import org.petctflow.study.report.Checklist;

/** Settings of {@link StudyReportNodeFactory}. */
@SuppressWarnings("restriction")
final class StudyReportNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    private static final String INPUTS = "Sections and titles of inputs";

    private static final String ANSWERS = "Answers to the checklists";

    @Section(title = "Text")
    interface Text {
    }

    @Section(title = "Tables")
    @After(Text.class)
    interface Contents {
    }

    @Section(title = "File")
    @After(Contents.class)
    interface File {
    }

    interface WriteRef extends ParameterReference<Boolean> {
    }

    static final class Writes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(WriteRef.class).isTrue();
        }
    }

    /** Where an input shall stand, and under which title. */
    record Place(Optional<org.petctflow.study.report.Section> section, Optional<String> title) {
    }

    @Widget(title = "Title", description = "What stands above the report.")
    @Layout(Text.class)
    String m_title = "Study report";

    @Widget(title = "Description", description = "What the study is about, in your words; an empty line begins a new paragraph. May be empty.")
    @TextAreaWidget(rows = 4)
    @Layout(Text.class)
    String m_description = "";

    @Widget(title = ANSWERS, description = """
            What only you know, e.g. the ethics approval: a line each, the checklist and the item, a bar, and the answer.
            <br/><tt>TRIPOD+AI 17 | Approved by the ethics committee, 2021-114.</tt>
            <br/><tt>CLEAR 10 | Retrospective.</tt>
            <br/>Items without an answer are marked as open, unless a section or a node of the report answers them.""")
    @TextAreaWidget(rows = 6)
    @Layout(Text.class)
    String m_answers = "";

    @Widget(title = INPUTS, description = """
            Sections are found by what a table holds and by the node that made it. To choose another, or a title for a table, write a
            line: the input's number from the top, from 1, a bar, a section, a bar, a title. Section or title may be empty.
            <br/><tt>3 | Performance | Models on the test rows</tt>
            <br/>Sections: Cohort, Characteristics, Images and segmentation, Features, Feature selection, Performance, Calibration,
            Decision curve, Deep learning and ablation, Explanations, Warnings of the data audit, Further results.""")
    @TextAreaWidget(rows = 5)
    @Layout(Contents.class)
    String m_inputs = "";

    @Widget(title = "Rows of a table", description = """
            How many rows of a table are printed; the report says how many there are. Default 200: more is not read on paper. Tables of more
            than 25 rows are folded.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Contents.class)
    int m_rows = 200;

    @Widget(title = "Print patients' ids", description = """
            Otherwise (default) patients are numbered through, the same patient with the same number in all tables, and the evidence of the
            Data Auditor, which may quote ids, is left out: a report goes to others.""", advanced = true)
    @Layout(Contents.class)
    boolean m_showIds;

    @Widget(title = "Write a file", description = "Write the report as an HTML file, too; otherwise it is in the view only.")
    @ValueReference(WriteRef.class)
    @NoProvenance
    @Layout(File.class)
    boolean m_write;

    @Widget(title = FOLDER, description = "Where the file is written. The folder is made if it does not exist.")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = Writes.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(File.class)
    String m_folder = "";

    @Widget(title = "File name", description = """
            The file's name. An older file of this name is replaced, whole or not at all: the report of the same study is made again and
            again.""")
    @Effect(predicate = Writes.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(File.class)
    String m_fileName = "report.html";

    /** The chosen places by the input's number, from 0. */
    Map<Integer, Place> places() throws InvalidSettingsException {
        final Map<Integer, Place> places = new LinkedHashMap<>();
        for (final String line : m_inputs.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            final String[] parts = line.split("\\|", -1);
            if (parts.length < 2 || parts.length > 3 || !parts[0].strip().matches("[1-9]\\d{0,2}")) {
                throw new InvalidSettingsException("A line of \"" + INPUTS + "\" must be \"number | section | title\", but is: " + line.strip());
            }
            final String section = parts[1].strip();
            final String title = parts.length < 3 ? "" : parts[2].strip();
            places.put(Integer.parseInt(parts[0].strip()) - 1, new Place(section.isEmpty() ? Optional.empty() : Optional.of(section(section)),
                Optional.of(title).filter(t -> !t.isEmpty())));
        }
        return places;
    }

    private static org.petctflow.study.report.Section section(final String name) throws InvalidSettingsException {
        return Arrays.stream(org.petctflow.study.report.Section.values()).filter(s -> s.takesInputs() && s.title().equalsIgnoreCase(name))
            .findFirst().orElseThrow(() -> new InvalidSettingsException("\"" + INPUTS + "\" names the section '" + name + "'; there are: "
                + Arrays.stream(org.petctflow.study.report.Section.values()).filter(org.petctflow.study.report.Section::takesInputs)
                    .map(org.petctflow.study.report.Section::title).collect(Collectors.joining(", "))));
    }

    /** Answers by the item's number. */
    Map<String, String> answers(final String checklist) throws InvalidSettingsException {
        final Map<String, String> answers = new LinkedHashMap<>();
        for (final String line : m_answers.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            final int bar = line.indexOf('|');
            final String[] item = line.substring(0, Math.max(bar, 0)).strip().split("\\s+");
            if (item.length != 2 || !(item[0].equals("TRIPOD+AI") || item[0].equals("CLEAR"))) {
                throw new InvalidSettingsException("A line of \"" + ANSWERS
                    + "\" must be \"TRIPOD+AI item | answer\" or \"CLEAR item | answer\", but is: " + line.strip());
            } else if (!Checklist.has(item[0], item[1])) {
                throw new InvalidSettingsException("\"" + ANSWERS + "\": " + item[0] + " has no item " + item[1]);
            } else if (item[0].equals(checklist)) {
                answers.put(item[1], line.substring(bar + 1).strip());
            }
        }
        return answers;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.notBlank("Title", m_title);
        Checks.inRange("Rows of a table", m_rows, 1, 10_000, "");
        places();
        answers("");
        if (m_write) {
            Checks.notBlank("File name", m_fileName);
            if (!m_fileName.strip().equals(Folders.fileName(m_fileName))) {
                throw new InvalidSettingsException("\"File name\" must be a file's name of letters, digits, dots, dashes and underscores, "
                    + "but is '" + m_fileName + "'");
            }
        }
    }
}
