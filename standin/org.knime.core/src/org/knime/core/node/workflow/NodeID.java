package org.knime.core.node.workflow;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/** The number of a node, below that of its workflow. */
public class NodeID implements Serializable, Comparable<NodeID> {

    private static final long serialVersionUID = 1L;

    /** The number above all workflows. */
    public static final NodeID ROOTID = new NodeID(null, 0);

    private final NodeID m_prefix;

    private final int m_index;

    /**
     * @param prefix the number of the workflow
     * @param ix the number in it
     */
    public NodeID(final NodeID prefix, final int ix) {
        m_prefix = prefix;
        m_index = ix;
    }

    /** @param ix the number below {@link #ROOTID} */
    public NodeID(final int ix) {
        this(ROOTID, ix);
    }

    /** @return the number of the workflow, null for {@link #ROOTID} */
    public NodeID getPrefix() {
        return m_prefix;
    }

    /** @return whether this is {@link #ROOTID} */
    public final boolean isRoot() {
        return m_prefix == null;
    }

    /** @return the number in the workflow */
    public int getIndex() {
        return m_index;
    }

    /**
     * @param index a number in the workflow with this number
     * @return the node's number
     */
    public NodeID createChild(final int index) {
        return new NodeID(this, index);
    }

    @Override
    public String toString() {
        return m_prefix == null || m_prefix.isRoot() ? Integer.toString(m_index) : m_prefix + ":" + m_index;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof NodeID n && m_index == n.m_index && Objects.equals(m_prefix, n.m_prefix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_prefix, m_index);
    }

    @Override
    public int compareTo(final NodeID o) {
        return Comparator.comparing(NodeID::getPrefix, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(NodeID::getIndex).compare(this, o);
    }
}
