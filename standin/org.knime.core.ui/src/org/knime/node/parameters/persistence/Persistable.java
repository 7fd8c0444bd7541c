package org.knime.node.parameters.persistence;

/** Can be saved: as a config with an entry for each field. */
public interface Persistable {
}
