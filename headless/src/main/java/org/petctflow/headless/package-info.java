/** Runs KNIME workflows of the suite's nodes where KNIME is not installed. */
package org.petctflow.headless;
