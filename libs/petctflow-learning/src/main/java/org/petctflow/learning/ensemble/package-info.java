/**
 * Learners made of learners: grid search, oversampling, calibration and stacking, all inside the training rows; and the two
 * registries, {@link org.petctflow.learning.ensemble.Learners} for options and
 * {@link org.petctflow.learning.ensemble.Classifiers} for fitted models.
 */
package org.petctflow.learning.ensemble;
