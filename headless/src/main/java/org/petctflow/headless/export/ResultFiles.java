package org.petctflow.headless.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortUtil;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;
import org.knime.core.webui.node.view.NodeView;
import org.petctflow.headless.engine.FlowNode;
import org.petctflow.headless.engine.ResultWriter;

/**
 * Writes results to a folder: {@code <id>-<name>-<port>.csv} a table, {@code <id>-<name>.html} a view, {@code <id>-<name>-<port>.zip} any
 * other port object. The name is the node's in lower case with hyphens; ports count from 1.
 */
public final class ResultFiles implements ResultWriter {

    private final Path m_folder;

    /** @param folder an existing folder */
    public ResultFiles(final Path folder) {
        m_folder = folder;
    }

    @Override
    public List<Path> write(final FlowNode node, final PortObject[] results, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException {
        final List<Path> files = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            final String name = baseName(node) + "-" + (i + 1);
            final PortObject result = results[i];
            if (result instanceof BufferedDataTable table) {
                files.addAll(CsvWriter.write(table, m_folder.resolve(name + ".csv"), monitor));
            } else if (result != null && !(result instanceof FlowVariablePortObject) && !(result instanceof InactiveBranchPortObject)) {
                final Path file = m_folder.resolve(name + ".zip");
                WholeFiles.write(file, out -> PortUtil.writeObjectToStream(result, out, monitor));
                files.add(file);
            }
        }
        final Optional<NodeView> view = node.instance().view(node.viewSettings());
        if (view.isPresent()) {
            final Path file = m_folder.resolve(baseName(node) + ".html");
            final ViewFile content = ViewFile.of(view.get(), ViewFile.MAX_BLOB_CHARS);
            WholeFiles.write(file, out -> content.write(out, monitor));
            files.add(file);
        }
        return files;
    }

    /**
     * @param node a node
     * @return how the names of its files begin: number and name
     */
    public static String baseName(final FlowNode node) {
        final String name = node.instance().name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return node.id() + "-" + name;
    }
}
