package org.example.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** What the test nodes do, looked up by their setting "op"; a test puts in what it needs. */
public final class Ops {

    /** Configures. */
    @FunctionalInterface
    public interface Configure {
        void run(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException;
    }

    /** Executes. */
    @FunctionalInterface
    public interface Execute {
        void run(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException;
    }

    public static final Map<String, Configure> CONFIGURE = new ConcurrentHashMap<>();

    public static final Map<String, Execute> EXECUTE = new ConcurrentHashMap<>();

    public static final DataTableSpec SPEC = new DataTableSpec(new DataColumnSpecCreator("i", IntCell.TYPE).createSpec(),
        new DataColumnSpecCreator("s", StringCell.TYPE).createSpec());

    private Ops() {
    }

    /** The settings of all of them. */
    public static final class Parameters implements NodeParameters {

        @Widget(title = "Op", description = "What to do.")
        public String m_op = "default";

        @Widget(title = "Num", description = "A number.")
        public int m_num = 3;

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_num < 0) {
                throw new InvalidSettingsException("Num must not be negative: " + m_num);
            }
        }
    }

    /** A table of so many rows. */
    public static BufferedDataTable table(final ExecutionContext exec, final int rows) {
        final BufferedDataContainer c = exec.createDataContainer(SPEC);
        for (int i = 0; i < rows; i++) {
            c.addRowToTable(new DefaultRow("Row" + i, new IntCell(i), new StringCell("v" + i)));
        }
        c.close();
        return c.getTable();
    }

    static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final Parameters p = in.getParameters();
        final Configure op = CONFIGURE.get(p.m_op);
        if (op != null) {
            op.run(in, out);
        } else if (in.getOutPortTypes().length > 0) {
            out.setOutSpecs(SPEC);
        }
    }

    static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        final Parameters p = in.getParameters();
        final Execute op = EXECUTE.get(p.m_op);
        if (op != null) {
            op.run(in, out);
        } else if ("sleep".equals(p.m_op)) {
            sleep(in.getExecutionContext(), p.m_num);
            out.setOutData(table(in.getExecutionContext(), 1));
        } else if ("deaf".equals(p.m_op)) {
            writeForever(in.getExecutionContext());
        } else if (in.getInPortObjects().length > 0) {
            out.setOutData(in.getInTable(0));
        } else {
            out.setOutData(table(in.getExecutionContext(), p.m_num));
        }
    }

    /** Does not listen to anything. */
    private static void writeForever(final ExecutionContext exec) throws KNIMEException {
        try {
            for (int i = 0; true; i++) {
                Files.writeString(exec.createFileStore("file" + i).getFile().toPath(), "content");
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            throw new KNIMEException(e.toString(), e);
        }
    }

    private static void sleep(final ExecutionContext exec, final int seconds) throws CanceledExecutionException {
        final long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            exec.checkCanceled();
            LockSupport.parkNanos(5_000_000);
        }
    }
}
