package org.petctflow.nodes.features;

import org.knime.node.parameters.NodeParameters;

/** {@link ComBatHarmonizerApplyNodeFactory} has no settings: what it does was learned. */
final class ComBatHarmonizerApplyNodeParameters implements NodeParameters {
}
