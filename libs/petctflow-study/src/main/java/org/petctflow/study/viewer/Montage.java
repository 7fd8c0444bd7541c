package org.petctflow.study.viewer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * Axial slices of cases as one picture: a row a case, and in each the CT, the PET over the CT, and every heat map over the CT, with
 * the masks' outlines. The slice is the one with the largest cut through the first mask, else the one with the hottest voxel, else
 * the middle. The patient's left is on the right, its front on top. Letters are left to the caption: a machine may have no fonts.
 */
public final class Montage {

    /** Pixels of a tile's side. */
    private static final int TILE = 220;

    private static final int GAP = 4;

    /**
     * How images are shown, with the viewer's defaults.
     *
     * @param level middle of the CT's window in HU
     * @param width its width
     * @param petMax white of the PET
     * @param heatThreshold what is below is not drawn
     * @param heatOpacity opacity of heat maps
     */
    public record Look(double level, double width, double petMax, double heatThreshold, double heatOpacity) {
    }

    private final Look m_look;

    private final List<int[][]> m_rows = new ArrayList<>();

    private int m_columns;

    /** @param look how images are shown */
    public Montage(final Look look) {
        m_look = look;
    }

    /** @return how many cases there are */
    public int rows() {
        return m_rows.size();
    }

    /**
     * Adds a row.
     *
     * @param images the images of a case, all on one grid
     */
    public void add(final List<ViewerImage> images) {
        final ViewerImage ct = first(images, ViewerImage.Kind.CT);
        final ViewerImage pet = first(images, ViewerImage.Kind.PET);
        final List<ViewerImage> masks = images.stream().filter(i -> i.kind() == ViewerImage.Kind.MASK).toList();
        final List<ViewerImage> heats = images.stream().filter(i -> i.kind() == ViewerImage.Kind.HEATMAP).toList();
        final Plane plane = new Plane(images.get(0).volume().geometry(),
            masks.isEmpty() ? heats.isEmpty() ? pet : heats.get(0) : masks.get(0));
        final List<int[]> tiles = new ArrayList<>();
        if (ct != null) {
            tiles.add(tile(plane, ct, null, null, masks));
        }
        if (pet != null) {
            tiles.add(tile(plane, ct, pet, null, masks));
        }
        heats.forEach(h -> tiles.add(tile(plane, ct, ct == null ? pet : null, h, masks)));
        m_columns = Math.max(m_columns, tiles.size());
        m_rows.add(tiles.toArray(int[][]::new));
    }

    private static ViewerImage first(final List<ViewerImage> images, final ViewerImage.Kind kind) {
        return images.stream().filter(i -> i.kind() == kind).findFirst().orElse(null);
    }

    /** The axial slice of a grid, by the axes that run most nearly to the patient's left, back and head. */
    private static final class Plane {
        private final Geometry m_geometry;

        /** the grid's axis along the patient's x, y and z, and whether against it */
        private final int[] m_axis = new int[3];

        private final boolean[] m_back = new boolean[3];

        private final int m_slice;

        Plane(final Geometry geometry, final ViewerImage lead) {
            m_geometry = geometry;
            final double[] d = geometry.direction();
            final boolean[] taken = new boolean[3];
            for (int xyz = 2; xyz >= 0; xyz--) {
                int best = -1;
                for (int a = 0; a < 3; a++) {
                    if (!taken[a] && (best < 0 || Math.abs(d[3 * a + xyz]) > Math.abs(d[3 * best + xyz]))) {
                        best = a;
                    }
                }
                taken[best] = true;
                m_axis[xyz] = best;
                m_back[xyz] = d[3 * best + xyz] < 0;
            }
            m_slice = slice(lead);
        }

        int size(final int xyz) {
            return m_geometry.size(m_axis[xyz]);
        }

        double mm(final int xyz) {
            return m_geometry.spacing(m_axis[xyz]);
        }

        int voxel(final int x, final int y, final int z) {
            final int[] index = new int[3];
            final int[] at = {x, y, z};
            for (int xyz = 0; xyz < 3; xyz++) {
                index[m_axis[xyz]] = m_back[xyz] ? size(xyz) - 1 - at[xyz] : at[xyz];
            }
            return m_geometry.voxel(index[0], index[1], index[2]);
        }

        int at(final int x, final int y) {
            return voxel(x, y, m_slice);
        }

        private int slice(final ViewerImage lead) {
            double most = 0;
            int best = size(2) / 2;
            for (int z = 0; lead != null && z < size(2); z++) {
                double score = 0;
                for (int y = 0; y < size(1); y++) {
                    for (int x = 0; x < size(0); x++) {
                        final double v = lead.volume().voxels().get(voxel(x, y, z));
                        score = lead.kind() == ViewerImage.Kind.MASK ? score + (v != 0 ? 1 : 0) : Math.max(score, v);
                    }
                }
                if (score > most) {
                    most = score;
                    best = z;
                }
            }
            return best;
        }
    }

    private int[] tile(final Plane p, final ViewerImage ct, final ViewerImage pet, final ViewerImage heat, final List<ViewerImage> masks) {
        final int[] pixels = new int[TILE * TILE];
        final double mm = Math.max(p.size(0) * p.mm(0), p.size(1) * p.mm(1)) / TILE;
        final double[] rgb = new double[3];
        for (int row = 0; row < TILE; row++) {
            final double y = (row + 0.5 - TILE / 2.0) * mm / p.mm(1) + p.size(1) / 2.0 - 0.5;
            for (int column = 0; column < TILE; column++) {
                final double x = (column + 0.5 - TILE / 2.0) * mm / p.mm(0) + p.size(0) / 2.0 - 0.5;
                if (x < -0.5 || y < -0.5 || x >= p.size(0) - 0.5 || y >= p.size(1) - 0.5) {
                    continue;
                }
                final double grey = ct == null ? 0
                    : 255 * Math.max(0, Math.min(1, (linear(p, ct.volume(), x, y) - m_look.level + m_look.width / 2) / m_look.width));
                rgb[0] = grey;
                rgb[1] = grey;
                rgb[2] = grey;
                if (pet != null) {
                    final double t = linear(p, pet.volume(), x, y) / m_look.petMax;
                    Palette.mix(rgb, Palette.HOT, t, ct == null ? 1 : 0.6 * Math.max(0, Math.min(1, (t - 0.1) / 0.3)));
                }
                if (heat != null) {
                    final double t = linear(p, heat.volume(), x, y) / 255;
                    Palette.mix(rgb, Palette.HEAT, t, t > 0 && t >= m_look.heatThreshold ? m_look.heatOpacity : 0);
                }
                pixels[row * TILE + column] = (int)rgb[0] << 16 | (int)rgb[1] << 8 | (int)rgb[2];
            }
        }
        outlines(p, masks, mm, pixels);
        return pixels;
    }

    private static double linear(final Plane p, final Volume v, final double x, final double y) {
        final int x0 = (int)Math.max(0, Math.min(p.size(0) - 1, Math.floor(x)));
        final int y0 = (int)Math.max(0, Math.min(p.size(1) - 1, Math.floor(y)));
        final int x1 = Math.min(p.size(0) - 1, x0 + 1);
        final int y1 = Math.min(p.size(1) - 1, y0 + 1);
        final double u = Math.max(0, x - x0);
        final double w = Math.max(0, y - y0);
        final var voxels = v.voxels();
        return (1 - w) * ((1 - u) * voxels.get(p.at(x0, y0)) + u * voxels.get(p.at(x1, y0)))
            + w * ((1 - u) * voxels.get(p.at(x0, y1)) + u * voxels.get(p.at(x1, y1)));
    }

    /** An outline runs where a pixel's right or lower neighbour has another label; two pixels wide. */
    private static void outlines(final Plane p, final List<ViewerImage> masks, final double mm, final int[] pixels) {
        int colour = 0;
        for (final ViewerImage mask : masks) {
            for (final ViewerPage.Label label : mask.labels()) {
                final boolean[] inside = new boolean[TILE * TILE];
                for (int row = 0; row < TILE; row++) {
                    final int y = (int)Math.rint((row + 0.5 - TILE / 2.0) * mm / p.mm(1) + p.size(1) / 2.0 - 0.5);
                    for (int column = 0; column < TILE; column++) {
                        final int x = (int)Math.rint((column + 0.5 - TILE / 2.0) * mm / p.mm(0) + p.size(0) / 2.0 - 0.5);
                        inside[row * TILE + column] = x >= 0 && y >= 0 && x < p.size(0) && y < p.size(1)
                            && mask.volume().voxels().get(p.at(x, y)) == label.value();
                    }
                }
                for (int i = 0; i < inside.length - TILE - 1; i++) {
                    if (inside[i] != inside[i + 1] || inside[i] != inside[i + TILE]) {
                        pixels[i] = Palette.CONTOURS[colour % Palette.CONTOURS.length];
                        pixels[i + TILE + 1] = pixels[i];
                    }
                }
                colour++;
            }
        }
    }

    /**
     * @return a PNG file
     * @throws IllegalStateException if there is no row
     */
    public byte[] png() {
        if (m_rows.isEmpty() || m_columns == 0) {
            throw new IllegalStateException("There is no case to make a picture of");
        }
        final BufferedImage image = new BufferedImage(m_columns * (TILE + GAP) - GAP, m_rows.size() * (TILE + GAP) - GAP,
            BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                final int[][] row = m_rows.get(y / (TILE + GAP));
                final int column = x / (TILE + GAP);
                final int dx = x % (TILE + GAP);
                final int dy = y % (TILE + GAP);
                image.setRGB(x, y, column < row.length && dx < TILE && dy < TILE ? row[column][dy * TILE + dx] : 0xffffff);
            }
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("This Java cannot write PNG");
            }
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }
}
