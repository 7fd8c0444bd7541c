package org.petctflow.nodes.radiomics;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Pairing;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.ColumnName;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.FeatureValue;

/** Which image meets which region, and the columns that come of it. */
final class RadiomicsColumns {

    /** The spec of the definitions. */
    static final DataTableSpec DEFINITIONS = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Image", StringCell.TYPE), Tables.column("Filter", StringCell.TYPE), Tables.column("Family", StringCell.TYPE),
        Tables.column("Feature", StringCell.TYPE), Tables.column("Aggregation", StringCell.TYPE),
        Tables.column("Region", StringCell.TYPE), Tables.column("IBSI code", StringCell.TYPE), Tables.column("IBSI tag", StringCell.TYPE),
        Tables.column("Unit", StringCell.TYPE),
        Tables.column("Definition", StringCell.TYPE), Tables.column("Settings", StringCell.TYPE));

    /**
     * A region in an image.
     *
     * @param image which of the image columns
     * @param mask which of the mask columns
     * @param region what of the mask
     * @param imageName the image in columns' names, empty if there is one only
     * @param regionName the region in columns' names, empty if the image has one only, and it has no name of its own
     */
    record Pair(int image, int mask, LabelRegion region, String imageName, String regionName) {

        /** @return for messages, e.g. {@code CT GTV: } */
        String prefix() {
            final String both = (imageName + " " + regionName).strip();
            return both.isEmpty() ? "" : both + ": ";
        }
    }

    private final List<Pair> m_pairs = new ArrayList<>();

    private final List<FeatureSlot> m_slots;

    private final List<String> m_diagnostics;

    private RadiomicsColumns(final List<FeatureSlot> slots, final List<String> diagnostics) {
        m_slots = slots;
        m_diagnostics = diagnostics;
    }

    static RadiomicsColumns of(final RadiomicsExtractorNodeParameters p, final RadiomicsSettings settings)
        throws InvalidSettingsException {
        final boolean paired = p.m_pairing == Pairing.PAIRS;
        if (paired && p.m_imageColumns.length != p.m_maskColumns.length) {
            throw new InvalidSettingsException("Pairs need as many \"Masks\" as \"Images\", but there are " + p.m_maskColumns.length
                + " masks and " + p.m_imageColumns.length + " images");
        }
        final RadiomicsColumns columns =
            new RadiomicsColumns(settings.extractor(Double.NaN, Double.NaN, Double.NaN).slots(), settings.diagnostics());
        final List<LabelRegion> regions = settings.regions();
        final boolean namesMask = !paired && p.m_maskColumns.length > 1;
        for (int i = 0; i < p.m_imageColumns.length; i++) {
            for (int m = 0; m < p.m_maskColumns.length; m++) {
                if (!paired || m == i) {
                    for (final LabelRegion region : regions) {
                        columns.m_pairs.add(new Pair(i, m, region, p.m_imageColumns.length == 1 ? "" : p.m_imageColumns[i],
                            ((namesMask ? p.m_maskColumns[m] : "") + " " + region.name()).strip()));
                    }
                }
            }
        }
        return columns;
    }

    /** @return regions in images, image by image */
    List<Pair> pairs() {
        return m_pairs;
    }

    /** @return what each pair gets */
    List<FeatureSlot> slots() {
        return m_slots;
    }

    /** @return PyRadiomics' diagnostics, which stand before each pair's features */
    List<String> diagnostics() {
        return m_diagnostics;
    }

    /** @return the column of a pair's diagnostics */
    String name(final Pair pair, final String diagnostics) {
        final String image = ColumnName.part(pair.imageName);
        final String region = ColumnName.part(pair.regionName);
        return (image.isEmpty() ? "" : image + "_") + diagnostics + (region.isEmpty() ? "" : "_" + region);
    }

    /** @return the column of a pair's feature */
    String name(final Pair pair, final FeatureSlot slot) {
        return ColumnName.of(pair.imageName, new FeatureValue(slot.filter(), slot.feature(), slot.aggregation(), 0, null),
            pair.regionName);
    }

    /**
     * @param exec makes the table
     * @param imageColumns the names of the image columns
     * @param infos an image of each column, or null where all are missing
     * @param settings how
     * @return one row a column
     */
    BufferedDataTable definitions(final ExecutionContext exec, final String[] imageColumns, final VolumeInfo[] infos,
        final RadiomicsSettings settings) throws InvalidSettingsException {
        final BufferedDataContainer container = exec.createDataContainer(DEFINITIONS);
        long row = 0;
        for (final Pair pair : m_pairs) {
            final VolumeInfo info = infos[pair.image];
            final String how = info == null ? "" : settings.extractor(info).describe();
            for (final FeatureSlot slot : m_slots) {
                final String imageUnit = !slot.filter().equals("original") ? "response" : info == null ? "image" : info.unit();
                container.addRowToTable(new DefaultRow(RowKey.createRowKey(row++), Tables.cell(name(pair, slot)),
                    Tables.cell(imageColumns[pair.image]), Tables.cell(slot.filter()), Tables.cell(slot.feature().family().title()),
                    Tables.cell(slot.feature().name()),
                    Tables.cell(slot.aggregation() == Aggregation.NONE ? "" : slot.aggregation().description()),
                    Tables.cell(pair.regionName), Tables.cell(slot.feature().ibsiCode()), Tables.cell(slot.tag()),
                    Tables.cell(slot.feature().unit(imageUnit)), Tables.cell(slot.feature().definition()), Tables.cell(how)));
            }
        }
        container.close();
        return container.getTable();
    }
}
