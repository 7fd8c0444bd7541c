package org.petctflow.types;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeFile;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Small pictures of volumes: the middle slice (of a mask the projection along the slices, for its middle slice is mostly
 * empty), in the patient's proportions, in the grey values that readers of such images are used to.
 */
final class Thumbnails {

    /** Pixels of the longer side. */
    static final int SIZE = 64;

    private static final int CACHED = 500;

    /** Soft tissue: level 40, width 400 HU. */
    private static final double[] CT_WINDOW = {-160, 240};

    /** The liver is grey, most lesions are black. */
    private static final double[] SUV_WINDOW = {0, 7};

    private static final Map<String, BufferedImage> CACHE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, BufferedImage> eldest) {
            return size() > CACHED;
        }
    };

    private Thumbnails() {
    }

    /**
     * @param cell a cell
     * @return its picture
     * @throws IOException if its file cannot be read
     */
    static BufferedImage of(final VolumeCell cell) throws IOException {
        synchronized (CACHE) {
            final BufferedImage known = CACHE.get(cell.getDigest());
            if (known != null) {
                return known;
            }
        }
        final VolumeInfo info = cell.getInfo();
        final double[] values = info.modality() == Modality.MASK ? projection(cell)
            : VolumeFile.readSlice(cell.file(), info.geometry().slices() / 2).toDoubles();
        final BufferedImage image = paint(info, values);
        synchronized (CACHE) {
            CACHE.put(cell.getDigest(), image);
        }
        return image;
    }

    private static double[] projection(final VolumeCell cell) throws IOException {
        final Geometry g = cell.getInfo().geometry();
        final Voxels voxels = VolumeFile.read(cell.file()).voxels();
        final double[] max = new double[g.rows() * g.columns()];
        for (int s = 0, v = 0; s < g.slices(); s++) {
            for (int i = 0; i < max.length; i++) {
                max[i] = Math.max(max[i], voxels.get(v++));
            }
        }
        return max;
    }

    private static BufferedImage paint(final VolumeInfo info, final double[] values) {
        final Geometry g = info.geometry();
        final double height = g.rows() * g.spacing(1);
        final double width = g.columns() * g.spacing(2);
        final double mmPerPixel = Math.max(height, width) / SIZE;
        final BufferedImage image = new BufferedImage(Math.max(1, (int)Math.round(width / mmPerPixel)),
            Math.max(1, (int)Math.round(height / mmPerPixel)), BufferedImage.TYPE_BYTE_GRAY);
        final double[] window = window(info, values);
        final boolean inverted = info.modality() == Modality.PET;
        for (int y = 0; y < image.getHeight(); y++) {
            final int row = Math.min(g.rows() - 1, (y * g.rows() + g.rows() / 2) / image.getHeight());
            for (int x = 0; x < image.getWidth(); x++) {
                final int column = Math.min(g.columns() - 1, (x * g.columns() + g.columns() / 2) / image.getWidth());
                final double share = (values[row * g.columns() + column] - window[0]) / (window[1] - window[0]);
                final int grey = (int)Math.round(255 * Math.max(0, Math.min(1, share))); // NaN is 0
                image.getRaster().setSample(x, y, 0, inverted ? 255 - grey : grey);
            }
        }
        return image;
    }

    private static double[] window(final VolumeInfo info, final double[] values) {
        if (info.modality() == Modality.CT && Units.HU.equals(info.unit())) {
            return CT_WINDOW;
        }
        if (info.modality() == Modality.PET && Units.isSuv(info.unit())) {
            return SUV_WINDOW;
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        // all equal, or nothing finite
        return max > min && Double.isFinite(max - min) ? new double[]{info.modality() == Modality.MASK ? 0 : min, max}
            : new double[]{0, 1};
    }
}
