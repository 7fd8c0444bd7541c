package org.petctflow.nodes.common;

import org.knime.core.data.DataRow;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** What cases are called in a view of images, which is made to be handed on. */
public enum CaseLabel {
        /** By their place. */
        @Label(value = "Numbered", description = "Case 1, Case 2, ... in the order of the rows: nothing of the patient.")
        NUMBERED,
        /** By the row's key. */
        @Label(value = "RowID", description = "The row's id. Make sure that it is no patient's name or id before you hand the page on.")
        ROW_ID,
        /** By a column. */
        @Label(value = "Column", description = "The text of a column, such as a study's pseudonyms.")
        COLUMN;

    /** Refers to the setting. */
    public interface Ref extends ParameterReference<CaseLabel> {
    }

    /** Whether a column is asked for. */
    public static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(Ref.class).isOneOf(COLUMN);
        }
    }

    /**
     * @param row the case's row
     * @param number its place, from 1
     * @param column where the labels are, for {@link #COLUMN}
     * @return the label
     */
    public String of(final DataRow row, final int number, final int column) {
        final String text = switch (this) {
            case NUMBERED -> null;
            case ROW_ID -> row.getKey().getString();
            case COLUMN -> Tables.text(row.getCell(column));
        };
        return text == null || text.isBlank() ? "Case " + number : text;
    }
}
