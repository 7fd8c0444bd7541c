/**
 * The study's whole protocol inside each split: impute, scale, harmonise, select, tune, stack, choose the threshold, all on
 * training rows; and what its results are worth. Start at {@link org.petctflow.learning.protocol.ProtocolEvaluator}.
 */
package org.petctflow.learning.protocol;
