package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.GeometryProblem.Policy;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * Series whose values are a linear function of the place in the patient, {@code 3 x - 2 y + 4 z + 7} in mm: wherever slices lie and in
 * whatever order they come, each voxel must have its own place's value. Linear interpolation keeps linear functions, so this holds for
 * regularised series, too.
 */
class LinearPhantomTest {

    private static final int ROWS = 7;

    private static final int COLUMNS = 9;

    @TempDir
    private Path m_folder;

    private static double value(final double[] p) {
        return 3 * p[0] - 2 * p[1] + 4 * p[2] + 7;
    }

    /** An image whose first pixel lies at p; columns advance along x, rows along y. */
    private static Attributes image(final int number, final double[] p, final double[] x, final double[] y, final double rowSpacing,
        final double columnSpacing) {
        final Attributes a = TestImages.ct(0, 0);
        a.setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid("7." + number));
        a.setInt(Tag.InstanceNumber, VR.IS, number);
        a.setDouble(Tag.ImagePositionPatient, VR.DS, p);
        a.setDouble(Tag.ImageOrientationPatient, VR.DS, x[0], x[1], x[2], y[0], y[1], y[2]);
        a.setDouble(Tag.PixelSpacing, VR.DS, rowSpacing, columnSpacing);
        final short[] values = new short[ROWS * COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                final double[] at = new double[3];
                for (int i = 0; i < 3; i++) {
                    at[i] = p[i] + r * rowSpacing * y[i] + c * columnSpacing * x[i];
                }
                values[r * COLUMNS + c] = (short)Math.rint(10 * value(at));
            }
        }
        TestImages.pixels(a, ROWS, COLUMNS, 16, 15, true, values);
        a.setString(Tag.RescaleSlope, VR.DS, "0.1");
        a.setString(Tag.RescaleIntercept, VR.DS, "0");
        return a;
    }

    private static double[] cross(final double[] x, final double[] y) {
        return new double[]{x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]};
    }

    private static double[] along(final double[] p, final double... steps) {
        final double[] at = p.clone();
        for (int i = 0; i < 3; i++) {
            at[i] += steps[i];
        }
        return at;
    }

    private Scan scan(final List<Attributes> images, final Policy policy, final long seed) throws IOException {
        Collections.shuffle(images, new Random(seed));
        for (int i = 0; i < images.size(); i++) {
            TestImages.write(m_folder.resolve("f" + i), images.get(i), UID.ExplicitVRLittleEndian);
        }
        return DicomScanner.scan(m_folder, ScanOptions.defaults().withPolicy(policy), Progress.NONE);
    }

    private static void assertLinear(final SeriesRecord series, final int slices) throws IOException {
        assertEquals("", series.refusal());
        final Volume v = SeriesReader.read(series, 2, Progress.NONE);
        final Geometry g = v.geometry();
        assertEquals(slices, g.slices());
        int inside = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final double found = v.get(s, r, c);
                    if (found > -1000) { // a tilted series has air in its corners, and half a pixel of the outermost row before it
                        final boolean border = r == 0 || r == g.rows() - 1 || v.get(s, r - 1, c) < -1000 || v.get(s, r + 1, c) < -1000;
                        final double step = border ? 0.5 * g.spacing(1) * Math.hypot(2, 4) : 0;
                        assertEquals(value(g.toPatient(s, r, c)), found, 0.11 + step, s + " " + r + " " + c);
                        inside++;
                    }
                }
            }
        }
        assertTrue(inside >= (slices - 1) * (ROWS - 1) * (COLUMNS - 1), "only " + inside + " voxels hold values");
    }

    /** Axial, feet first, prone, sagittal, coronal and two oblique ones, all in random order of files. */
    @ParameterizedTest
    @ValueSource(strings = {"1 0 0 0 1 0", "-1 0 0 0 1 0", "1 0 0 0 -1 0", "0 1 0 0 0 -1", "0 -1 0 0 0 1", "1 0 0 0 0 -1", "0 0 1 0 1 0",
        "0.8 0.6 0 -0.6 0.8 0", "0.36 0.48 -0.8 -0.8 0.6 0"})
    void everyOrientationKeepsItsPlaces(final String orientation) throws IOException {
        final double[] o = Arrays.stream(orientation.split(" ")).mapToDouble(Double::parseDouble).toArray();
        final double[] x = {o[0], o[1], o[2]};
        final double[] y = {o[3], o[4], o[5]};
        final double[] n = cross(x, y);
        final List<Attributes> images = new ArrayList<>();
        for (int s = 0; s < 6; s++) {
            images.add(image(s + 1, along(new double[]{-11, 5, 13}, 2.5 * s * n[0], 2.5 * s * n[1], 2.5 * s * n[2]), x, y, 1.5, 2));
        }
        final Scan scan = scan(images, Policy.REFUSE, orientation.hashCode());
        assertEquals(1, scan.series().size());
        assertLinear(scan.series().get(0), 6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-18, 7.5, 25})
    void aTiltedGantryIsStraightenedOrRefused(final double degrees) throws IOException {
        final double t = Math.toRadians(degrees);
        final double[] x = {1, 0, 0};
        final double[] y = {0, Math.cos(t), Math.sin(t)};
        final List<Attributes> images = new ArrayList<>();
        for (int s = 0; s < 6; s++) {
            images.add(image(s + 1, new double[]{-9, -4, 2.5 * s}, x, y, 1.5, 2));
        }
        assertTrue(scan(images, Policy.REFUSE, 1).series().get(0).refusal().contains("gantry was tilted"));
        final SeriesRecord straight = scan(images, Policy.REGULARISE, 2).series().get(0);
        assertLinear(straight, 6);
        assertEquals(2.5 * Math.cos(t), straight.geometry().spacing(0), 1e-9);
    }

    @Test
    void aMissingSliceAndUnevenStepsAreInterpolated() throws IOException {
        final List<Attributes> images = new ArrayList<>();
        final double[] places = {0, 2, 4, 8, 10, 12, 14};
        for (int s = 0; s < places.length; s++) {
            images.add(image(s + 1, new double[]{-9, -4, places[s]}, new double[]{1, 0, 0}, new double[]{0, 1, 0}, 1.5, 2));
        }
        final String refusal = scan(images, Policy.REFUSE, 3).series().get(0).refusal();
        assertTrue(refusal.contains("1 slice is missing: between (-9, -4, 4) mm and (-9, -4, 8) mm"), refusal);
        assertLinear(scan(images, Policy.REGULARISE, 4).series().get(0), 8);
    }

    /** Three planes of one series, as localizers have them, and a second series of the same folder between them. */
    @Test
    void orientationsAndSeriesThatAreMixedAreParted() throws IOException {
        final double[][] axes = {{1, 0, 0, 0, 1, 0}, {0, 1, 0, 0, 0, -1}, {1, 0, 0, 0, 0, -1}};
        final List<Attributes> images = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            final double[] o = axes[k % 3];
            final double[] x = {o[0], o[1], o[2]};
            final double[] y = {o[3], o[4], o[5]};
            final double[] n = cross(x, y);
            for (int s = 0; s < 4; s++) {
                final Attributes a = image(10 * k + s + 1, along(new double[]{1, 2, 3}, 3 * s * n[0], 3 * s * n[1], 3 * s * n[2]), x, y, 1, 1);
                if (k == 3) {
                    a.setString(Tag.SeriesInstanceUID, VR.UI, TestImages.uid("1.77"));
                }
                images.add(a);
            }
        }
        final Scan scan = scan(images, Policy.REFUSE, 5);
        assertEquals(4, scan.series().size());
        for (final SeriesRecord series : scan.series()) {
            assertLinear(series, 4);
        }
    }

    /** The same slices twice: as copies (same UID) they are dropped, as images of their own they are refused by name. */
    @Test
    void slicesThatAreThereTwiceAreDroppedOrRefused() throws IOException {
        final List<Attributes> images = new ArrayList<>();
        for (int s = 0; s < 10; s++) {
            images.add(image(s % 5 + 1, new double[]{-9, -4, 3 * (s % 5)}, new double[]{1, 0, 0}, new double[]{0, 1, 0}, 1.5, 2));
        }
        final SeriesRecord copies = scan(images, Policy.REFUSE, 6).series().get(0);
        assertLinear(copies, 5);
        assertTrue(copies.warnings().toString().contains("5 images were there twice"), copies.warnings().toString());
        for (int s = 0; s < 10; s++) {
            images.get(s).setString(Tag.SOPInstanceUID, VR.UI, TestImages.uid("8." + s));
        }
        final SeriesRecord twins = scan(images, Policy.REFUSE, 7).series().get(0);
        assertTrue(twins.refusal().contains("5 of 10 images lie where another one lies"), twins.refusal());
        assertLinear(scan(images, Policy.WARN, 8).series().get(0), 5);
    }
}
