package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes domains; null stands for what is not known. */
public class DataColumnDomainCreator {

    private Set<DataCell> m_values;

    private DataCell m_lower;

    private DataCell m_upper;

    /** @param copyFrom what to begin with */
    public DataColumnDomainCreator(final DataColumnDomain copyFrom) {
        this(copyFrom.getValues(), copyFrom.getLowerBound(), copyFrom.getUpperBound());
    }

    /** Nothing is known. */
    public DataColumnDomainCreator() {
        this((Set<DataCell>)null, null, null);
    }

    /** @param values the possible values */
    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    /** @param values the possible values */
    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    /**
     * @param lowerBound the smallest value
     * @param upperBound the greatest value
     */
    public DataColumnDomainCreator(final DataCell lowerBound, final DataCell upperBound) {
        this((Set<DataCell>)null, lowerBound, upperBound);
    }

    /**
     * @param values the possible values
     * @param lowerBound the smallest value
     * @param upperBound the greatest value
     */
    public DataColumnDomainCreator(final DataCell[] values, final DataCell lowerBound, final DataCell upperBound) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lowerBound, upperBound);
    }

    /**
     * @param values the possible values
     * @param lowerBound the smallest value
     * @param upperBound the greatest value
     */
    public DataColumnDomainCreator(final Set<? extends DataCell> values, final DataCell lowerBound, final DataCell upperBound) {
        m_values = copy(values);
        m_lower = lowerBound;
        m_upper = upperBound;
    }

    private static Set<DataCell> copy(final Set<? extends DataCell> values) {
        return values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** @return the domain */
    public DataColumnDomain createDomain() {
        return new DataColumnDomain(m_lower, m_upper, m_values);
    }

    /** @param values the possible values */
    public void setValues(final Set<? extends DataCell> values) {
        m_values = copy(values);
    }

    /** @param lower the smallest value */
    public void setLowerBound(final DataCell lower) {
        m_lower = lower;
    }

    /** @param upper the greatest value */
    public void setUpperBound(final DataCell upper) {
        m_upper = upper;
    }
}
