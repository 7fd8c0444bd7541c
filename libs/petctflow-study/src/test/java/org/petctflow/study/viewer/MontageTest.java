package org.petctflow.study.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.study.viewer.ViewerImage.Heat;
import org.petctflow.study.viewer.ViewerImage.Kind;

class MontageTest {

    private static final Montage.Look LOOK = new Montage.Look(0, 2000, 10, 0.3, 1);

    private static BufferedImage picture(final Montage montage) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(montage.png()));
    }

    /** The centre of the pixels of a tile that are not grey. */
    private static double[] coloured(final BufferedImage image, final int tile) {
        final double[] sum = new double[3];
        for (int y = 0; y < 220; y++) {
            for (int x = 0; x < 220; x++) {
                final int rgb = image.getRGB(224 * tile + x, y);
                if ((rgb >> 16 & 255) != (rgb & 255) || (rgb >> 8 & 255) != (rgb & 255)) {
                    sum[0] += x;
                    sum[1] += y;
                    sum[2]++;
                }
            }
        }
        return new double[]{sum[0] / sum[2], sum[1] / sum[2], sum[2]};
    }

    /** Whatever way the voxels lie in memory, what is on the patient's left and front is on the right and top. */
    @ParameterizedTest
    @CsvSource({"0 0 1 0 1 0 1 0 0", "0 0 -1 0 -1 0 -1 0 0", "1 0 0 0 0 -1 0 1 0", "0 1 0 1 0 0 0 0 1"})
    void leftIsRightAndFrontIsTop(final String direction) throws Exception {
        final double[] d = new double[9];
        for (int i = 0; i < 9; i++) {
            d[i] = Integer.parseInt(direction.split(" ")[i]);
        }
        final Geometry any = Geometry.of(12, 12, 12, new double[]{4, 4, 4}, new double[3], d);
        final double[] last = any.toPatient(11, 11, 11);
        final float[] suv = new float[any.voxels()];
        final double[] hot = {Math.max(0, last[0]) - 8, Math.min(0, last[1]) + 8, Math.max(0, last[2]) - 12}; // left, front, high
        for (int i = 0; i < suv.length; i++) {
            final double[] p = any.toPatient(i / 144, i / 12 % 12, i % 12);
            suv[i] = Math.hypot(Math.hypot(p[0] - hot[0], p[1] - hot[1]), p[2] - hot[2]) < 5 ? 10 : 0;
        }
        final Montage montage = new Montage(LOOK);
        montage.add(List.of(ViewerImage.of(Kind.CT, "CT", Volume.of(any, Modality.CT, Units.HU, Voxels.of(new float[suv.length])), any, null, Progress.NONE),
            ViewerImage.of(Kind.PET, "PET", Volume.of(any, Modality.PET, Units.SUV_BW, Voxels.of(suv)), any, null, Progress.NONE)));
        final BufferedImage image = picture(montage);
        assertEquals(2 * 224 - 4, image.getWidth());
        final double[] at = coloured(image, 1);
        assertTrue(at[2] > 20, "the hottest slice is shown");
        // voxel 9.5 of 12 from the right border, 2.5 from the front: 220 / 12 pixels each
        assertEquals(9.5 * 220 / 12, at[0], 5);
        assertEquals(2.5 * 220 / 12, at[1], 5);
        assertTrue(Double.isNaN(coloured(image, 0)[0]), "the CT alone is grey");
        assertEquals(0x7f, image.getRGB(50, 150) & 255, "0 HU is the middle of the window");
    }

    @Test
    void aRowHasATileForEveryHeatMapAndOutlinesOfAllMasks() throws Exception {
        final Geometry g = Geometry.axial(4, 20, 20, 2, 2, 2);
        final float[] heat = new float[g.voxels()];
        final byte[] mask = new byte[g.voxels()];
        for (int i = 0; i < mask.length; i++) {
            heat[i] = i % 20 < 10 ? 1 : 0.1f;
            mask[i] = (byte)(i / 400 == 2 && i / 20 % 20 > 5 && i / 20 % 20 < 15 && i % 20 > 5 && i % 20 < 15 ? 1 : 0);
        }
        final var ct = ViewerImage.of(Kind.CT, "CT", Volume.of(g, Modality.CT, Units.HU, Voxels.of(new float[heat.length])), g, null, Progress.NONE);
        final var map = ViewerImage.of(Kind.HEATMAP, "CAM", Volume.of(g, Modality.DERIVED, "", Voxels.of(heat)), g, new Heat("t", "l", "m", List.of()), Progress.NONE);
        final var tumour = ViewerImage.mask("tumour", Volume.of(g, Modality.MASK, "", Voxels.ofUnsigned(mask)), g, Progress.NONE);
        final Montage montage = new Montage(LOOK);
        montage.add(List.of(ct, tumour, map, map));
        montage.add(List.of(ct));
        final BufferedImage image = picture(montage);
        assertEquals(3 * 224 - 4, image.getWidth());
        assertEquals(2 * 224 - 4, image.getHeight());
        // the highest heat is viridis' last colour; below the threshold the CT is seen; the tumour's border is sky blue
        assertEquals(0xfde725, image.getRGB(224 + 20, 20) & 0xffffff);
        assertEquals(0x7f7f7f, image.getRGB(224 + 200, 20) & 0xffffff);
        int blue = 0;
        for (int y = 0; y < 220; y++) {
            for (int x = 0; x < 220; x++) {
                blue += (image.getRGB(x, y) & 0xffffff) == 0x56b4e9 ? 1 : 0;
            }
        }
        // a square of 9 voxels of 11 pixels, lines of two pixels
        assertEquals(4 * 99 * 2, blue, 40);
        assertEquals(0xffffff, image.getRGB(300, 300) & 0xffffff, "no tile there");
        assertThrows(IllegalStateException.class, () -> new Montage(LOOK).png());
    }
}
