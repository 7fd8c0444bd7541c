package org.petctflow.nodes.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SegmentationFiles.Images;
import org.petctflow.nodes.images.SegmentationMasks.Made;
import org.petctflow.nodes.images.SegmentationMasks.Outcome;
import org.petctflow.types.VolumeCell;

/** The Segmentation Reader's output tables. */
final class SegmentationTables {

    /** One row a file. */
    static final DataTableSpec FILES = new DataTableSpec(Tables.column("File", StringCell.TYPE),
        Tables.column("Format", StringCell.TYPE), Tables.column("Regions", StringCell.TYPE), Tables.column("Masks", IntCell.TYPE),
        Tables.column("Images", StringCell.TYPE), Tables.column("Warnings", StringCell.TYPE),
        Tables.column("Problem", StringCell.TYPE));

    private final ExecutionContext m_exec;

    private final List<Outcome> m_outcomes;

    SegmentationTables(final ExecutionContext exec, final List<Outcome> outcomes) {
        m_exec = exec;
        m_outcomes = outcomes;
    }

    /** @return the specification of the table of masks */
    static DataTableSpec masks(final DataTableSpec images, final Provenance provenance) {
        final DataColumnSpec mask = Provenances.column("Mask", VolumeCell.TYPE, provenance);
        return Tables.append(images, Tables.column("ROI", StringCell.TYPE), mask, Tables.column("Mask voxels", IntCell.TYPE),
            Tables.column("Mask volume (ml)", DoubleCell.TYPE), Tables.column("Mask / contour volume", DoubleCell.TYPE),
            Tables.column("Mask warnings", StringCell.TYPE), Tables.column("Mask problem", StringCell.TYPE));
    }

    /** @return one row a region of an image */
    BufferedDataTable masks(final BufferedDataTable table, final Images images, final boolean keepUnmatched, final Provenance provenance) {
        final BufferedDataContainer container = m_exec.createDataContainer(masks(table.getDataTableSpec(), provenance));
        final Set<String> keys = new TreeSet<>();
        int image = -1;
        for (final DataRow row : table) {
            final boolean hasImage = image + 1 < images.rows().size() && images.rows().get(image + 1).getKey().equals(row.getKey());
            image += hasImage ? 1 : 0;
            boolean any = false;
            for (final Outcome outcome : m_outcomes) {
                for (final Made made : outcome.made()) {
                    if (hasImage && made.image() == image) {
                        any = true;
                        add(container, keys, row, made.region(), cells(made, outcome.warnings()));
                    }
                }
            }
            if (!any && keepUnmatched) {
                final DataCell[] none = Tables.missing(7);
                none[6] = Tables.cell(hasImage ? "No segmentation belongs to this image" : "There is no image");
                add(container, keys, row, null, none);
            }
        }
        container.close();
        return container.getTable();
    }

    private static void add(final BufferedDataContainer container, final Set<String> keys, final DataRow row, final String region,
        final DataCell[] cells) {
        final String key = row.getKey().getString() + (region == null ? "" : "/" + region);
        container.addRowToTable(new DefaultRow(Tables.uniqueKey(key, keys), Tables.append(row, cells)));
    }

    private static DataCell[] cells(final Made made, final List<String> fileWarnings) {
        if (made.result() == null) {
            final DataCell[] none = Tables.missing(7);
            none[0] = Tables.cell(made.region());
            none[6] = Tables.cell(made.problem());
            return none;
        }
        final List<String> warnings = new ArrayList<>(fileWarnings);
        warnings.addAll(made.result().warnings());
        return new DataCell[]{Tables.cell(made.region()), made.mask(), Tables.cell(made.result().mask().count()),
            Tables.cell(made.result().mask().volume() / 1000), Tables.cell(made.result().volumeRatio()),
            Tables.cell(String.join("; ", warnings)), Tables.cell("")};
    }

    /** @return one row a file */
    BufferedDataTable files(final List<Path> files) {
        final BufferedDataContainer container = m_exec.createDataContainer(FILES);
        for (int i = 0; i < files.size(); i++) {
            final Outcome o = m_outcomes.get(i);
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), Tables.cell(files.get(i).toString()),
                Tables.cell(o.format()), Tables.cell(String.join("; ", o.regions().stream().map(Segment::name).toList())),
                Tables.cell((int)o.masks()), Tables.cell(o.found()), Tables.cell(String.join("; ", o.warnings())), Tables.cell(o.reason())));
        }
        container.close();
        return container.getTable();
    }
}
