package org.knime.node.parameters.widget.choices.filter;

import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTypeRegistry;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;

/** Chooses columns by the preferred kind of value of their cells. */
final class ColumnTypeFilter extends TypeFilter {

    @Override
    protected Optional<PossibleTypeValue> fromTypeId(final String typeId) {
        return DataTypeRegistry.getInstance().availableDataTypes().stream()
            .filter(t -> t.getPreferredValueClass().getName().equals(typeId)).findFirst()
            .map(t -> new PossibleTypeValue(typeId, t.getName()));
    }

    Predicate<DataColumnSpec> columns() {
        final Predicate<String> types = getIsSelectedPredicate();
        return c -> types.test(c.getType().getPreferredValueClass().getName());
    }
}
