/**
 * Classical statistics of a cohort: description, tests, effect sizes and corrections for many tests. Samples are plain arrays
 * without missing values ({@link org.petctflow.learning.stats.Samples#present} takes those out); distributions come from
 * Apache Commons Statistics. Own code for the tests themselves, because Smile 3.1.1 lacks most of them or has them without the
 * tie and continuity corrections that medical papers report.
 */
package org.petctflow.learning.stats;
