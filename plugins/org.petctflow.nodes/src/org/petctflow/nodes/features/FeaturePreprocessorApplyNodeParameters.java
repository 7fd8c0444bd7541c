package org.petctflow.nodes.features;

import org.knime.node.parameters.NodeParameters;

/** {@link FeaturePreprocessorApplyNodeFactory} has no settings: what to do was learned. */
final class FeaturePreprocessorApplyNodeParameters implements NodeParameters {
}
