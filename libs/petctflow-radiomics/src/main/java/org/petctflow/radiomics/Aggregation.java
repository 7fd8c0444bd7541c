package org.petctflow.radiomics;

/**
 * How texture matrices of slices and directions become one number: features are averaged, or matrices are merged before. Source: IBSI
 * section 3.6, feature aggregation (5QB6).
 */
public enum Aggregation {
        /** Nothing to aggregate. */
        NONE("", "", ""),
        /** One matrix a slice and direction; features averaged over all (BTW3, 8QNN for runs). */
        D2_AVERAGED("2Davg", "2D_avg", "by slice and direction, averaged"),
        /** One matrix a slice, its directions merged; features averaged over slices (SUJT). */
        D2_MERGED("2Dcomb", "2D_comb", "by slice with merged directions, averaged"),
        /** One matrix a direction, its slices merged; features averaged over directions (JJUI). */
        D25_AVERAGED("2.5Davg", "2_5D_avg", "by direction within slices with merged slices, averaged"),
        /** One matrix of all slices and directions (ZW7Z). */
        D25_MERGED("2.5Dcomb", "2_5D_comb", "merged over slices and directions"),
        /** One matrix a direction in space; features averaged (ITBB). */
        D3_AVERAGED("3Davg", "3D_avg", "by direction in space, averaged"),
        /** One matrix of all directions in space (IAZD). */
        D3_MERGED("3Dcomb", "3D_comb", "merged over directions in space"),
        /** A matrix without directions for each slice; features averaged (8QNN). */
        D2("2D", "2D", "by slice, averaged"),
        /** A matrix without directions of all slices (62GR). */
        D25("2.5D", "2_5D", "merged over slices"),
        /** A matrix without directions in space (KOBO). */
        D3("3D", "3D", "in space");

    private final String m_name;

    private final String m_tag;

    private final String m_description;

    Aggregation(final String name, final String tag, final String description) {
        m_name = name;
        m_tag = tag;
        m_description = description;
    }

    /** @return as in a column's name, e.g. {@code 3Davg}; empty for none */
    public String columnName() {
        return m_name;
    }

    /** @return as in the tags of IBSI's reference values, e.g. {@code 3D_avg}; empty for none */
    public String tag() {
        return m_tag;
    }

    /** @return for a person */
    public String description() {
        return m_description;
    }

    /** @return whether it is about matrices of directions */
    public boolean byDirection() {
        return this != NONE && compareTo(D2) < 0;
    }

    /** @return whether matrices are of slices (2D and 2.5D), else of space */
    public boolean inSlices() {
        return this != NONE && this != D3_AVERAGED && this != D3_MERGED && this != D3;
    }
}
