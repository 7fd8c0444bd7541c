/** Writes a run's results: tables as CSV, views as self-contained HTML, other port objects as KNIME's own zip. */
package org.petctflow.headless.export;
