package org.petctflow.nodes.images;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link VolumeReaderNodeFactory}. */
@SuppressWarnings("restriction")
final class VolumeReaderNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    @Section(title = "Where")
    interface Where {
    }

    @Section(title = "What")
    @After(Where.class)
    interface What {
    }

    enum Rows {
            @Label(value = "Each file", description = "A row for each file; the row key is its path below the folder.")
            FILE,
            @Label(value = "Each folder", description = """
                    A row for each folder that holds a file, e.g. a patient's; the row key is its path below the folder.""")
            FOLDER
    }

    /** What a volume is, where its file does not say it. */
    enum Kind {
            FILE, CT, SUV, BQML, MASK, OTHER
    }

    /**
     * A column of volumes.
     *
     * @param name its name
     * @param files which files' names belong to it
     * @param kind what they are
     */
    record Column(String name, Pattern files, Kind kind) {
    }

    @Widget(title = FOLDER, description = "The folder with the files, of any depth.")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    @Layout(Where.class)
    String m_folder = "";

    @Widget(title = "A row for", description = "What becomes a row.")
    @ValueSwitchWidget
    @Layout(What.class)
    Rows m_rows = Rows.FILE;

    @Widget(title = "Columns", description = """
            One column a line: <tt>name | files | kind</tt>. Files are names with <tt>*</tt> and <tt>?</tt>, several separated by
            <tt>,</tt>. The kind says what the values are, for NIfTI and NRRD of other programs don't: <tt>CT</tt> (Hounsfield units),
            <tt>SUV</tt> (PET by body weight), <tt>BQML</tt> (PET in Bq/ml), <tt>MASK</tt> (0 and 1), <tt>OTHER</tt>, or <tt>FILE</tt>
            for what the file says, as the Volume Writer's do. E.g.<br/><tt>CT | CT_image.nii.gz | CT</tt>
            <br/><tt>CT mask | CT_mask.nii.gz | MASK</tt>""")
    @TextAreaWidget(rows = 6)
    @Layout(What.class)
    String m_columns = "Volume | *.nii, *.nii.gz, *.nrrd, *.nhdr | FILE";

    List<Column> columns() throws InvalidSettingsException {
        final List<Column> columns = new ArrayList<>();
        final Set<String> names = new LinkedHashSet<>();
        int number = 0;
        for (final String line : m_columns.split("\\R")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            final String[] parts = line.split("\\|", -1);
            if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new InvalidSettingsException(
                    "Line " + number + " of \"Columns\" must be \"name | files | kind\", but is: " + line.strip());
            }
            if (!names.add(parts[0].strip())) {
                throw new InvalidSettingsException("Line " + number + " of \"Columns\" names '" + parts[0].strip() + "' a second time");
            }
            columns.add(new Column(parts[0].strip(), wildcards(parts[1]), kind(parts[2].strip(), number)));
        }
        if (columns.isEmpty()) {
            throw new InvalidSettingsException("\"Columns\" must have at least one line");
        }
        return columns;
    }

    private static Kind kind(final String text, final int line) throws InvalidSettingsException {
        for (final Kind kind : Kind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new InvalidSettingsException(
            "The kind in line " + line + " of \"Columns\" must be CT, SUV, BQML, MASK, OTHER or FILE, but is: " + text);
    }

    private static Pattern wildcards(final String names) {
        final StringBuilder regex = new StringBuilder();
        for (final String name : names.split(",")) {
            regex.append(regex.isEmpty() ? "" : "|");
            for (final char c : name.strip().toCharArray()) {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_folder.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FOLDER, m_folder);
        }
        Checks.notBlank("Columns", m_columns);
        columns();
    }
}
