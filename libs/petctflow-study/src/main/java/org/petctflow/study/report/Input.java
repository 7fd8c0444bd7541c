package org.petctflow.study.report;

import java.util.List;
import java.util.Optional;

import org.petctflow.base.Provenance;
import org.petctflow.study.figures.Figure;

/**
 * What one input of the report holds: a table or figures.
 *
 * @param table the table; empty for figures
 * @param figures the figures; empty for a table
 * @param lineage where it comes from, in the order in which the nodes ran
 * @param section where it shall stand; empty to find out
 * @param title what shall stand above the table; empty for the section's title
 */
public record Input(Optional<Table> table, List<Figure> figures, List<Provenance> lineage, Optional<Section> section,
    Optional<String> title) {

    /**
     * A table's cells as they are printed.
     *
     * @param columns names of the columns
     * @param rows cells by row: {@link String}, {@link Double} (finite), {@link Long}, or null for missing
     * @param total how many rows there are; more than {@code rows} if not all of them are printed
     */
    public record Table(List<String> columns, List<Object[]> rows, long total) {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** Copies the lists. */
    public Input {
        figures = List.copyOf(figures);
        lineage = List.copyOf(lineage);
    }
}
