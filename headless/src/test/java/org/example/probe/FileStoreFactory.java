package org.example.probe;

import java.io.IOException;
import java.nio.file.Files;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Gives a table of file store cells. */
public final class FileStoreFactory extends DefaultNodeFactory {

    public static final DataTableSpec SPEC = new DataTableSpec(new DataColumnSpecCreator("file", FileCell.CELL_TYPE).createSpec());

    private static final DefaultNode NODE = DefaultNode.create().name("Probe File Store Source").icon("")
        .shortDescription("Gives files.").fullDescription("Gives files.").sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Files", "Files."))
        .model(m -> m.parametersClass(Ops.Parameters.class).configure((i, o) -> o.setOutSpecs(SPEC)).execute(FileStoreFactory::run));

    public FileStoreFactory() {
        super(NODE);
    }

    private static void run(final ExecuteInput in, final ExecuteOutput out) throws KNIMEException {
        final Ops.Parameters p = in.getParameters();
        final BufferedDataContainer c = in.getExecutionContext().createDataContainer(SPEC);
        try {
            for (int i = 0; i < p.m_num; i++) {
                final FileStore store = in.getExecutionContext().createFileStore("file-" + i);
                Files.writeString(store.getFile().toPath(), "content " + i);
                c.addRowToTable(new DefaultRow("Row" + i, new FileCell(store)));
            }
        } catch (IOException e) {
            throw new KNIMEException("The files cannot be written", e);
        }
        c.close();
        out.setOutData(c.getTable());
    }
}
