/**
 * JMH benchmarks of the libraries, one class a kernel, named after what it measures: {@code GlcmBenchmark}. What they compare, how
 * they are run and what was measured is in {@code bench/README.md}.
 */
package org.petctflow.bench;
