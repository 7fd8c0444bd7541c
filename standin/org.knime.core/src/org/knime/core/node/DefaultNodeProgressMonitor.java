package org.knime.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeProgress;
import org.knime.core.node.workflow.NodeProgressEvent;
import org.knime.core.node.workflow.NodeProgressListener;

/**
 * The progress of one node. Safe for use by many threads.
 * <p>
 * Differs from KNIME on purpose: listeners are told at once by the thread that changes the progress, not four times a second by another.
 */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private final CopyOnWriteArrayList<NodeProgressListener> m_listeners = new CopyOnWriteArrayList<>();

    private volatile Message m_cancelled;

    private volatile Double m_progress;

    private volatile Supplier<String> m_message = () -> null;

    private volatile Supplier<List<String>> m_parts = List::of;

    /** No progress yet. */
    public DefaultNodeProgressMonitor() {
    }

    /** @param l is told changes */
    public DefaultNodeProgressMonitor(final NodeProgressListener l) {
        addProgressListener(l);
    }

    @Override
    public void reset() {
        m_cancelled = null;
        m_progress = null;
        setMessages(() -> null, List::of);
    }

    /** @return whether the node was cancelled or its thread was interrupted */
    protected boolean isCanceled() {
        return m_cancelled != null || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            final Message message = m_cancelled;
            throw new CanceledExecutionException(message == null ? CanceledExecutionException.DEFAULT_CANCEL_MESSAGE : message);
        }
    }

    @Override
    public void setExecuteCanceled() {
        setExecuteCanceled(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
    }

    /** @param cancelMessage why the node was cancelled */
    public void setExecuteCanceled(final Message cancelMessage) {
        m_cancelled = CheckUtils.checkArgumentNotNull(cancelMessage);
    }

    private void accept(final double progress) {
        if (progress >= 0 && progress <= 1) {
            m_progress = progress;
        }
    }

    @Override
    public void setProgress(final double progress) {
        accept(progress);
        fire();
    }

    @Override
    public void setProgress(final double progress, final String message) {
        setProgress(progress, () -> message);
    }

    @Override
    public void setProgress(final double progress, final Supplier<String> message) {
        accept(progress);
        setMessage(message);
    }

    @Override
    public void setMessage(final String message) {
        setMessage(() -> message);
    }

    @Override
    public void setMessage(final Supplier<String> message) {
        setMessages(CheckUtils.checkArgumentNotNull(message), List::of);
    }

    @Override
    public void setProgress(final String message) {
        setMessage(message);
    }

    private void setMessages(final Supplier<String> message, final Supplier<List<String>> parts) {
        m_message = message;
        m_parts = parts;
        fire();
    }

    final void setParts(final Supplier<List<String>> parts) {
        m_parts = parts;
        fire();
    }

    @Override
    public Double getProgress() {
        return m_progress;
    }

    @Override
    public String getMessage() {
        return m_message.get();
    }

    @Override
    public List<String> getMessages() {
        final List<String> messages = new ArrayList<>(NodeProgressMonitor.super.getMessages());
        messages.addAll(m_parts.get());
        return messages;
    }

    @Override
    public void addProgressListener(final NodeProgressListener l) {
        if (l != null) {
            m_listeners.addIfAbsent(l);
        }
    }

    @Override
    public void removeProgressListener(final NodeProgressListener l) {
        m_listeners.remove(l);
    }

    @Override
    public void removeAllProgressListener() {
        m_listeners.clear();
    }

    private void fire() {
        if (!m_listeners.isEmpty()) {
            final List<String> messages = getMessages();
            final var event = new NodeProgressEvent(new NodeID(0),
                new NodeProgress(m_progress, messages.isEmpty() ? null : String.join(" - ", messages)));
            m_listeners.forEach(l -> l.progressChanged(event));
        }
    }

    /** A part of another monitor's work: 0 to 1 here is a part of that range there. */
    static final class Part implements NodeProgressMonitor {

        private final NodeProgressMonitor m_parent;

        private final double m_size;

        private final boolean m_silent;

        private double m_last;

        private Supplier<String> m_message = () -> null;

        private Supplier<List<String>> m_parts = List::of;

        Part(final NodeProgressMonitor parent, final double size, final boolean silent) {
            m_parent = parent;
            m_size = size;
            m_silent = silent;
        }

        @Override
        public void checkCanceled() throws CanceledExecutionException {
            m_parent.checkCanceled();
        }

        @Override
        public void setProgress(final double progress) {
            synchronized (m_parent) {
                if (m_size > 0 && progress >= 0 && progress <= 1) {
                    final double step = progress - m_last;
                    m_last = progress;
                    final Double before = m_parent.getProgress();
                    m_parent.setProgress(Math.min(1, Math.max(0, (before == null ? 0 : before) + step * m_size)));
                }
            }
        }

        @Override
        public Double getProgress() {
            return m_last;
        }

        @Override
        public void setProgress(final double progress, final String message) {
            setProgress(progress, () -> message);
        }

        @Override
        public void setProgress(final double progress, final Supplier<String> message) {
            setProgress(progress);
            setMessage(message);
        }

        @Override
        public void setMessage(final String message) {
            setMessage(() -> message);
        }

        @Override
        public void setMessage(final Supplier<String> message) {
            m_message = CheckUtils.checkArgumentNotNull(message);
            setParts(List::of);
        }

        @Override
        public void setProgress(final String message) {
            setMessage(message);
        }

        void setParts(final Supplier<List<String>> parts) {
            m_parts = parts;
            if (m_silent) {
                return;
            }
            if (m_parent instanceof DefaultNodeProgressMonitor p) {
                p.setParts(this::getMessages);
            } else if (m_parent instanceof Part p) {
                p.setParts(this::getMessages);
            } else {
                m_parent.setMessage(() -> String.join(" - ", getMessages()));
            }
        }

        @Override
        public String getMessage() {
            final String message = m_message.get();
            return message == null ? "" : message;
        }

        @Override
        public List<String> getMessages() {
            final List<String> messages = new ArrayList<>(NodeProgressMonitor.super.getMessages());
            messages.addAll(m_parts.get());
            return messages;
        }

        @Override
        public void setExecuteCanceled() {
            throw new IllegalStateException("A part of the work cannot be cancelled");
        }

        @Override
        public void reset() {
            throw new IllegalStateException("A part of the work cannot be reset");
        }

        @Override
        public void addProgressListener(final NodeProgressListener l) {
            throw new IllegalStateException("A part of the work has no listeners");
        }

        @Override
        public void removeProgressListener(final NodeProgressListener l) {
            throw new IllegalStateException("A part of the work has no listeners");
        }

        @Override
        public void removeAllProgressListener() {
            throw new IllegalStateException("A part of the work has no listeners");
        }
    }
}
