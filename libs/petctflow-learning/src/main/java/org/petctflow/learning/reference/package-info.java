/**
 * Recomputes a folder of reference values - what numpy, scipy, statsmodels and scikit-learn give for a task with fixed folds,
 * resamples and options - by the same methods that the nodes call, and compares. Start at
 * {@link org.petctflow.learning.reference.ReferenceFolder}.
 */
package org.petctflow.learning.reference;
