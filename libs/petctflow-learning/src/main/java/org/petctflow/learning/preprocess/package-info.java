/** Median imputation, z-score and column filters, learned on training rows and applied to others. */
package org.petctflow.learning.preprocess;
