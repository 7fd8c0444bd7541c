package org.knime.core.data.container;

import java.util.Arrays;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionMonitor;

/** Computes the cells of new columns from a row, by one thread or several. The rows keep their order in any case. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] m_columns;

    private int m_maxWorkers = -1;

    private int m_maxQueue = -1;

    private FileStoreFactory m_stores;

    /** @param colSpecs the columns */
    public AbstractCellFactory(final DataColumnSpec... colSpecs) {
        if (colSpecs == null || Arrays.asList(colSpecs).contains(null)) {
            throw new NullPointerException("Argument must not be null or contain null elements");
        }
        m_columns = colSpecs.clone();
    }

    /**
     * @param processConcurrently whether several threads may compute
     * @param colSpecs the columns
     */
    public AbstractCellFactory(final boolean processConcurrently, final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently);
    }

    /**
     * @param processConcurrently whether several threads may compute
     * @param workerCount how many at most
     * @param maxQueueSize how many rows may wait
     * @param colSpecs the columns
     */
    public AbstractCellFactory(final boolean processConcurrently, final int workerCount, final int maxQueueSize,
        final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently, workerCount, maxQueueSize);
    }

    final void setFileStoreFactory(final FileStoreFactory stores) {
        m_stores = stores;
    }

    /** @return where file stores of the new cells are made; null before computing begins */
    protected final FileStoreFactory getFileStoreFactory() {
        return m_stores;
    }

    /** @param value whether several threads may compute: as many as there are processors and half as many again */
    public final void setParallelProcessing(final boolean value) {
        final int workers = (int)Math.ceil(1.5 * Runtime.getRuntime().availableProcessors());
        setParallelProcessing(value, workers, 10 * workers);
    }

    /**
     * @param value whether several threads may compute
     * @param maxParallelWorkers how many at most
     * @param maxQueueSize how many rows may wait
     */
    public final void setParallelProcessing(final boolean value, final int maxParallelWorkers, final int maxQueueSize) {
        if (value && maxParallelWorkers <= 0) {
            throw new IllegalArgumentException("Worker count must be larger than 0: " + maxParallelWorkers);
        }
        if (value && maxQueueSize < maxParallelWorkers) {
            throw new IllegalArgumentException(
                "Queue size must be larger than worker count: " + maxQueueSize + "<" + maxParallelWorkers);
        }
        m_maxWorkers = value ? maxParallelWorkers : -1;
        m_maxQueue = value ? maxQueueSize : -1;
    }

    /** @return whether several threads may compute */
    public final boolean isParallelProcessing() {
        return m_maxWorkers > 0;
    }

    /** @return how many threads may compute, -1 for the caller's only */
    public final int getMaxParallelWorkers() {
        return m_maxWorkers;
    }

    /** @return how many rows may wait, -1 if there is one thread only */
    public final int getMaxQueueSize() {
        return m_maxQueue;
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return m_columns;
    }

    /** Called once after the last row. */
    public void afterProcessing() {
    }

    @Deprecated
    @Override
    public void setProgress(final int curRowNr, final int rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((long)curRowNr, (long)rowCount, lastKey, exec);
    }

    @Override
    public void setProgress(final long curRowNr, final long rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        exec.setProgress(curRowNr / (double)rowCount,
            () -> "Processed row " + curRowNr + "/" + rowCount + " (\"" + lastKey + "\")");
    }
}
