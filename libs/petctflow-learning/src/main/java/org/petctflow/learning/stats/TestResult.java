package org.petctflow.learning.stats;

/**
 * The outcome of a statistical test.
 *
 * @param test the test's name as a paper would give it
 * @param statistic the statistic
 * @param df degrees of freedom, NaN where the test has none
 * @param df2 degrees of freedom of the denominator (F tests), else NaN
 * @param p the p-value, two-sided where there are sides
 */
public record TestResult(String test, double statistic, double df, double df2, double p) {

    static TestResult of(final String test, final double statistic, final double p) {
        return new TestResult(test, statistic, Double.NaN, Double.NaN, Math.min(1, p));
    }

    static TestResult of(final String test, final double statistic, final double df, final double p) {
        return new TestResult(test, statistic, df, Double.NaN, Math.min(1, p));
    }
}
