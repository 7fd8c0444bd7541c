package org.petctflow.learning.audit;

import java.util.List;

/**
 * Something that a careful analyst should be told of.
 *
 * @param kind what it is
 * @param severity how bad it is
 * @param table the table, or the tables joined by " / "
 * @param columns the columns
 * @param summary one sentence
 * @param evidence the figures that show it
 * @param advice what to do
 */
public record Finding(Kind kind, Severity severity, String table, List<String> columns, String summary, String evidence,
    String advice) {

    /** Kinds. */
    public enum Kind {
        /** An id is missing or there twice, or two rows hold the same values. */
        DUPLICATE,
        /** A column has one value, in all rows or within a cohort. */
        CONSTANT,
        /** Whether a value is missing tells the label. */
        MISSINGNESS_TELLS_LABEL,
        /** A cohort has no value of a column. */
        MISSING_IN_COHORT,
        /** Two tables say different things of the same patients. */
        DISAGREEMENT,
        /** A column was scaled over all rows. */
        STANDARDISED,
        /** The cohort can be told from the features. */
        COHORT_PREDICTABLE,
        /** The label goes with the cohort. */
        LABEL_BY_COHORT,
        /** A column, or the id, tells the label almost alone. */
        LEAKAGE,
        /** A value that cannot be. */
        IMPLAUSIBLE,
        /** A code whose meaning contradicts what is known. */
        SWAPPED_CODE,
        /** A published figure does not follow from others. */
        REPORTED_FIGURE
    }

    /** Severities. */
    public enum Severity {
        /** Results are wrong or too good if nothing is done. */
        SERIOUS,
        /** Look into it. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** Copies the columns. */
    public Finding {
        columns = List.copyOf(columns);
    }
}
