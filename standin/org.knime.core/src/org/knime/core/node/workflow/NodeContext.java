package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.petctflow.standin.core.ContextSource;

/** What the present thread works for: a node, or rather what the runner says of it. */
public final class NodeContext {

    private static final ThreadLocal<Deque<Optional<NodeContext>>> STACK = ThreadLocal.withInitial(ArrayDeque::new);

    private final Object m_object;

    private NodeContext(final Object object) {
        m_object = object;
    }

    /** @return what the thread works for, null for nothing */
    public static NodeContext getContext() {
        return getContextOptional().orElse(null);
    }

    /** @return what the thread works for */
    public static Optional<NodeContext> getContextOptional() {
        final Optional<NodeContext> top = STACK.get().peek();
        return top == null ? Optional.empty() : top;
    }

    /**
     * @param contextObjectClass a class
     * @param <C> the class
     * @return what the thread works for, if it is of this class, or of that object's
     *         {@link ContextSource} what it says
     */
    public <C> Optional<C> getContextObjectForClass(final Class<C> contextObjectClass) {
        if (contextObjectClass.isInstance(m_object)) {
            return Optional.of(contextObjectClass.cast(m_object));
        }
        return m_object instanceof ContextSource s ? s.contextObject(contextObjectClass) : Optional.empty();
    }

    /** @param contextObject what the thread works for from now on */
    public static void pushContext(final Object contextObject) {
        pushContext(new NodeContext(contextObject));
    }

    /** @param context what the thread works for from now on, null for nothing */
    public static void pushContext(final NodeContext context) {
        STACK.get().push(Optional.ofNullable(context));
    }

    /** The thread goes back to what it worked for before. */
    public static void removeLastContext() {
        final Deque<Optional<NodeContext>> stack = STACK.get();
        if (stack.isEmpty()) {
            throw new IllegalStateException("No node context was pushed");
        }
        stack.pop();
        if (stack.isEmpty()) {
            STACK.remove();
        }
    }

    @Override
    public String toString() {
        return String.valueOf(m_object);
    }
}
