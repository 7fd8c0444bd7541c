package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.variable;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableTypeRegistry;
import org.knime.node.parameters.widget.choices.TypedStringChoice.PossibleTypeValue;
import org.knime.node.parameters.widget.choices.filter.TypeFilter;

/** Chooses flow variables by type. */
public final class FlowVariableTypeFilter extends TypeFilter {

    /** Chooses none. */
    public FlowVariableTypeFilter() {
    }

    @Override
    protected Optional<PossibleTypeValue> fromTypeId(final String typeId) {
        return Arrays.stream(VariableTypeRegistry.getInstance().getAllTypes()).filter(t -> t.getIdentifier().equals(typeId)).findFirst()
            .map(t -> new PossibleTypeValue(typeId, t.getIdentifier()));
    }

    /** @return whether a variable is chosen */
    public Predicate<FlowVariable> getFilterPredicate() {
        final Predicate<String> types = getIsSelectedPredicate();
        return v -> types.test(v.getVariableType().getIdentifier());
    }
}
