package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;

import javax.swing.tree.TreeNode;

/** A node of the settings tree: a key with either a value or further entries. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries m_type;

    private String m_key;

    private AbstractConfigEntry m_parent;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        m_type = Objects.requireNonNull(type);
        setKey(key);
    }

    final void setKey(final String key) {
        if (key == null) {
            throw new IllegalArgumentException("Key must not be null!");
        }
        m_key = key;
    }

    /** @return the key below which the entry lies in its parent */
    public final String getKey() {
        return m_key;
    }

    /** @param parent the config that holds this entry */
    public final void setParent(final AbstractConfigEntry parent) {
        m_parent = parent;
    }

    /** @return the type as it is written to XML */
    public final ConfigEntries getType() {
        return m_type;
    }

    @Override
    public String toString() {
        return m_key + " [" + m_type.name() + "] -> " + toStringValue();
    }

    /** @return the value as text, null if it is null */
    public abstract String toStringValue();

    @Override
    public boolean equals(final Object o) {
        return o == this || o != null && o.getClass() == getClass() && isIdentical((AbstractConfigEntry)o);
    }

    /**
     * @param ace another entry
     * @return whether type, key and value are equal
     */
    public final boolean isIdentical(final AbstractConfigEntry ace) {
        return m_type == ace.m_type && m_key.equals(ace.m_key) && hasIdenticalValue(ace);
    }

    abstract boolean hasIdenticalValue(AbstractConfigEntry ace);

    @Override
    public int hashCode() {
        return m_key.hashCode() ^ m_type.name().hashCode();
    }

    @Override
    public TreeNode getChildAt(final int childIndex) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public final TreeNode getParent() {
        return m_parent;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
