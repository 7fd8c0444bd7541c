/**
 * Selection of columns: recursive feature elimination with cross-validation, mRMR, LASSO, one after the other, and how stable a
 * selection is. A {@link org.petctflow.learning.select.Selector} sees training rows alone.
 */
package org.petctflow.learning.select;
