package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataType;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/**
 * A type of cells to choose.
 *
 * @param id the type
 * @param text what the user reads
 * @param type the type as the dialog shows it
 */
public record DataTypeChoice(DataType id, String text, PossibleTypeValue type) {

    /**
     * @param dataType a type
     * @return the choice of it
     */
    public static DataTypeChoice fromDataType(final DataType dataType) {
        return new DataTypeChoice(dataType, dataType.toString(),
            new PossibleTypeValue(dataType.getPreferredValueClass().getName(), dataType.getName()));
    }
}
