package org.petctflow.nodes.models;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link LearningCheckerNodeFactory}. */
@SuppressWarnings("restriction")
final class LearningCheckerNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    @Widget(title = FOLDER, description = """
            The folder of reference values: <tt>data.csv</tt> with the columns case, cohort, label, fold, split and features, and what
            other programs made of it as json and csv files.""")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    String m_folder = "";

    @Widget(title = "Write results to", description = """
            A folder for our results, in files of the same names with the same keys as the reference's, so that another program can compare
            them. Files that are there are replaced. Unchecked by default.""")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @NoProvenance
    Optional<String> m_results = Optional.empty();

    @Widget(title = "Seed", description = "Of the random forest, the one thing here that is random. Default 1.", advanced = true)
    long m_seed = 1;

    LearningCheckerNodeParameters() {
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (!m_folder.isEmpty()) { // a new node has none yet: configure asks for it
            Folders.path(FOLDER, m_folder);
        }
        if (m_results.isPresent()) {
            Checks.notBlank("Write results to", m_results.get());
        }
    }
}
