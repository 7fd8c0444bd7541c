package org.knime.core.data;

/** A value that is not known. */
public interface MissingValue extends DataValue {

    /** @return why, null if nobody said */
    String getError();
}
