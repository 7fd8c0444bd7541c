package org.petctflow.nodes.features;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of a selector's dialog, and what two of them say alike. */
final class SelectorSections {

    static final String FOLD_COLUMN = """
            A column that gives each row's fold of the cross-validation, such as the Stratified Partitioner's, so that the same folds serve
            several methods or another program's are taken. Unchecked by default: then folds are drawn, stratified by the label.
            Resamples draw their own in any case.""";

    private SelectorSections() {
    }

    @Section(title = "Columns")
    interface Which {
    }

    @Section(title = "Method")
    @After(Which.class)
    interface Method {
    }

    @Section(title = "Stability and seed")
    @After(Method.class)
    interface Stability {
    }
}
