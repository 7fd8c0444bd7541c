package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;

import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;
import org.knime.core.data.v2.RowCursor;

/** Reads rows; to be closed if not all are read. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {

    /** For subclasses. */
    public CloseableRowIterator() {
    }

    @Override
    public abstract void close();

    /** @return no rows */
    public static CloseableRowIterator empty() {
        return from(Collections.emptyIterator());
    }

    /**
     * @param iterator gives the rows; closed with the result if it can be closed
     * @return the rows
     */
    public static CloseableRowIterator from(final Iterator<? extends DataRow> iterator) {
        return from(iterator, () -> {
            if (iterator instanceof AutoCloseable c) {
                c.close();
            }
        });
    }

    /**
     * @param cursor gives the rows; closed with the result
     * @return the rows
     */
    public static CloseableRowIterator from(final RowCursor cursor) {
        return from(new Iterator<DataRow>() {
            @Override
            public boolean hasNext() {
                return cursor.canForward();
            }

            @Override
            public DataRow next() {
                return cursor.forward().materializeDataRow();
            }
        }, cursor);
    }

    /**
     * @param delegate gives the rows
     * @param closeAction called once, when the result is closed
     * @return the rows
     */
    public static CloseableRowIterator from(final Iterator<? extends DataRow> delegate, final AutoCloseable closeAction) {
        return new CloseableRowIterator() {

            private boolean m_closed;

            @Override
            public boolean hasNext() {
                return !m_closed && delegate.hasNext();
            }

            @Override
            public DataRow next() {
                return delegate.next();
            }

            @Override
            public void close() {
                if (!m_closed) {
                    m_closed = true;
                    try {
                        closeAction.close();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e.getMessage(), e);
                    }
                }
            }
        };
    }
}
