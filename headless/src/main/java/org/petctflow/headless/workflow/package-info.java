/** KNIME workflow folders: read, checked and written in KNIME's own format 5.1.0, without executing anything. */
package org.petctflow.headless.workflow;
