/** A study's tables: read from files, typed, with missing values told from given ones. */
package org.petctflow.learning.cohort;
