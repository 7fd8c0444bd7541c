package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.radiomics.RadiomicsColumns.Pair;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.OtherGrids;
import org.petctflow.radiomics.FeatureExtractor;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.FeatureValue;
import org.petctflow.types.VolumeValue;

/** Extracts the features of rows; several threads at a time. What is wrong with one region leaves the others as they are. */
final class RadiomicsRows {

    /** A row in work holds its image about this many times as doubles: as read, interpolated, filtered. */
    private static final int COPIES = 8;

    /** mm that the corners of grids may lie apart, for rounding in files. */
    private static final double GRID_TOLERANCE = 0.01;

    private final RadiomicsColumns m_columns;

    private final RadiomicsSettings m_settings;

    private final int[] m_images;

    private final int[] m_masks;

    private final boolean m_checksGrids;

    private final OtherGrids m_otherGrids;

    private final Set<String> m_warnings = new ConcurrentSkipListSet<>();

    private final AtomicInteger m_rows = new AtomicInteger();

    private final AtomicInteger m_incomplete = new AtomicInteger();

    private final DoubleAdder m_done = new DoubleAdder();

    private final Progress m_whole;

    private long m_mostVoxels = 1;

    private long m_all = 1;

    RadiomicsRows(final RadiomicsColumns columns, final RadiomicsSettings settings, final int[] images, final int[] masks,
        final boolean checksGrids, final OtherGrids otherGrids, final Progress whole) {
        m_columns = columns;
        m_settings = settings;
        m_images = images;
        m_masks = masks;
        m_checksGrids = checksGrids;
        m_otherGrids = otherGrids;
        m_whole = whole;
    }

    /** @return an image's info for each image column, null where all are missing; costs no voxels */
    VolumeInfo[] look(final BufferedDataTable table) {
        final VolumeInfo[] infos = new VolumeInfo[m_images.length];
        m_all = Math.max(1, table.size());
        for (final DataRow row : table) {
            for (int i = 0; i < infos.length; i++) {
                if (row.getCell(m_images[i]) instanceof VolumeValue v) {
                    infos[i] = infos[i] == null ? v.getInfo() : infos[i];
                    m_mostVoxels = Math.max(m_mostVoxels, v.getInfo().geometry().voxels());
                }
            }
        }
        return infos;
    }

    /** @return as many as half of the memory has room for */
    int threads() {
        final long rows = Runtime.getRuntime().maxMemory() / 2 / (m_mostVoxels * Double.BYTES * COPIES);
        return (int)Math.max(1, Math.min(Parallel.processors(), rows));
    }

    /** Warns of settings that do not suit the images, and of rows without some features. */
    void warn(final ExecuteOutput out) {
        final List<String> warnings = new ArrayList<>(m_warnings);
        if (m_incomplete.get() > 0) {
            warnings.add(m_incomplete.get() + " of " + m_rows.get()
                + " rows have features without a value; the column \"Radiomics problem\" says why.");
        }
        if (!warnings.isEmpty()) {
            out.setWarningMessage(String.join("\n", warnings));
        }
    }

    /** A row's part of the whole: rows run side by side, and each brings the bar on, so that a single large one is seen to move, too. */
    private Progress part(final String row, final Progress cancel) {
        return new Progress() {
            private double m_last;

            @Override
            public void report(final double fraction, final String message) {
                if (fraction > m_last) {
                    m_done.add((fraction - m_last) / m_all);
                    m_last = fraction;
                    m_whole.report(Math.min(1, m_done.sum()), "Row '" + row + "': " + message);
                }
            }

            @Override
            public boolean isCancelled() {
                return cancel.isCancelled();
            }
        };
    }

    /** The work on a row: one part, all pairs. A row of which nothing can be measured has failed. */
    List<PerRow.Part> row(final DataRow row, final Progress cancel) throws IOException, InvalidSettingsException {
        final Progress progress = part(row.getKey().getString(), cancel);
        final double pairs = m_columns.pairs().size();
        int begun = 0;
        final List<DataCell> cells = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        int read = -1;
        int failed = 0;
        Volume image = null;
        for (final Pair pair : m_columns.pairs()) {
            progress.checkCancelled();
            final Progress own = progress.part(begun / pairs, Math.min(1, (begun + 1) / pairs));
            begun++;
            final Map<String, Integer> reasons = new LinkedHashMap<>();
            final int end = cells.size() + m_columns.diagnostics().size() + m_columns.slots().size();
            try {
                if (read != pair.image()) {
                    image = null;
                    image = volume(row, m_images[pair.image()], "image");
                    read = pair.image();
                }
                final FeatureExtractor extractor = m_settings.extractor(image.info());
                extractor.warnings(image.info()).forEach(w -> m_warnings.add(pair.imageName().isEmpty() ? w : pair.imageName() + ": " + w));
                final Mask mask = mask(row, pair, image, own);
                if (!m_columns.diagnostics().isEmpty()) {
                    final Map<String, String> diagnostics = m_settings.diagnostics(image, mask);
                    m_columns.diagnostics().forEach(d -> cells.add(Tables.cell(diagnostics.get(d))));
                }
                add(extractor.extract(image, mask, own).values(), cells, reasons);
            } catch (final IOException | IllegalArgumentException e) {
                missing(Execution.messageOf(e), end, cells, reasons);
                failed++;
            } catch (final OutOfMemoryError e) {
                // one large image must not lose the cohort; what it held is free again
                missing("the image or region is too large for the " + Runtime.getRuntime().maxMemory() / 1_000_000
                    + " MB of memory: resample to larger voxels, or give KNIME more (-Xmx in knime.ini)", end, cells, reasons);
                failed++;
            }
            reasons.forEach((reason, count) -> problems.add(pair.prefix() + reason
                + (count == m_columns.slots().size() ? "" : " (" + count + (count == 1 ? " feature)" : " features)"))));
        }
        progress.report(1, "done");
        m_rows.incrementAndGet();
        if (!problems.isEmpty()) {
            m_incomplete.incrementAndGet();
        }
        if (failed == m_columns.pairs().size()) {
            throw new IOException(String.join("; ", problems));
        }
        return List.of(new PerRow.Part("", cells.toArray(DataCell[]::new), problems.isEmpty() ? null : String.join("; ", problems)));
    }

    private void missing(final String reason, final int end, final List<DataCell> cells, final Map<String, Integer> reasons) {
        while (cells.size() < end) {
            cells.add(new MissingCell(reason));
        }
        reasons.put(reason, m_columns.slots().size());
    }

    private void add(final List<FeatureValue> values, final List<DataCell> cells, final Map<String, Integer> reasons) {
        final List<FeatureSlot> slots = m_columns.slots();
        if (values.size() != slots.size()) {
            throw new IllegalStateException("There are " + values.size() + " features where " + slots.size() + " should be");
        }
        for (int i = 0; i < values.size(); i++) {
            final FeatureValue value = values.get(i);
            if (!value.name().equals(slots.get(i).name())) {
                throw new IllegalStateException(value.name() + " stands where " + slots.get(i).name() + " should");
            }
            if (value.isPresent()) {
                cells.add(new DoubleCell(value.value()));
            } else {
                cells.add(new MissingCell(value.reason()));
                reasons.merge(value.reason(), 1, Integer::sum);
            }
        }
    }

    private static Volume volume(final DataRow row, final int column, final String what) throws IOException {
        if (row.getCell(column) instanceof VolumeValue value) {
            return value.getVolume();
        }
        throw new IOException("the " + what + " is missing");
    }

    private Mask mask(final DataRow row, final Pair pair, final Volume image, final Progress progress) throws IOException {
        final Mask mask = pair.region().in(volume(row, m_masks[pair.mask()], "mask"));
        if (!m_checksGrids || mask.geometry().sameGrid(image.geometry(), GRID_TOLERANCE)) {
            return mask;
        }
        if (m_otherGrids == OtherGrids.REFUSE) {
            throw new IOException("image and mask are not on the same grid (" + image.geometry() + "; " + mask.geometry()
                + "): let \"Masks on other grids\" be resampled, or resample one of them before");
        }
        return Resampler.resample(mask, image.geometry(), Interpolation.LINEAR, progress);
    }
}
