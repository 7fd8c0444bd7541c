package org.petctflow.imaging.petseg;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * The uptake of healthy liver, which a lesion's is compared with: mean and standard deviation in a sphere of 3 cm diameter in
 * the right lobe (PERCIST 1.0: Wahl et al. 2009, doi:10.2967/jnumed.108.057307), or in a mask.
 *
 * @param mean mean SUV
 * @param sd its standard deviation (n - 1)
 * @param voxels how many voxels were looked at
 * @param centre the sphere's centre, x, y, z in LPS mm; empty for a mask
 */
public record LiverReference(double mean, double sd, int voxels, List<Double> centre) {

    /** Radius of the reference sphere, mm. */
    public static final double RADIUS_MM = 15;

    /** Radius of the surroundings that shall look alike, mm. */
    private static final double SURROUNDINGS_MM = 45;

    /** The share of the surroundings that shall look alike: the sphere lies in an organ as large as the liver. */
    private static final double SHARE = 0.3;

    /** Candidates lie this far apart, mm. */
    private static final double STEP_MM = 8;

    /** What the standard deviation in the sphere may be, as a part of its mean: muscle of a limb has more. */
    private static final double MOST_VARIATION = 0.2;

    /** How far the surroundings may be from the mean, as a part of it. */
    private static final double ALIKE = 0.3;

    private static final double LEAST_SUV = 1;

    /** The sphere's centre lies so far to the right of the body's middle, mm: the mediastinum doesn't. */
    private static final double TO_THE_RIGHT_MM = 35;

    private static final double BODY_SUV = 0.2;

    /**
     * @param pet the PET in SUV
     * @param liver a mask of healthy liver on the PET's grid
     * @return mean and standard deviation in the mask
     * @throws PetSegmentationException if the mask lies on another grid, or has fewer than 2 voxels
     */
    public static LiverReference of(final Volume pet, final Mask liver) throws PetSegmentationException {
        PetSegmenter.checkGrid(pet, liver, "liver mask");
        final float[] v = pet.voxels().toFloats();
        final double[] values = new double[liver.count()];
        int n = 0;
        for (int i = 0; i < v.length; i++) {
            if (liver.inside()[i] != 0 && Float.isFinite(v[i])) {
                values[n++] = v[i];
            }
        }
        if (n < 2) {
            throw new PetSegmentationException(
                "The liver mask has " + n + " voxels with a value: at least 2 are needed for a mean and its spread");
        }
        final double[] m = moments(values, n);
        return new LiverReference(m[0], m[1], n, List.of());
    }

    private static double[] moments(final double[] values, final int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        final double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new double[]{mean, Math.sqrt(squares / (n - 1))};
    }

    /**
     * Looks for the sphere: among those on the patient's right side whose uptake is even (standard deviation at most 20 % of
     * the mean) and clearly more than the body's median (1.5 times, and SUV 1 to 6), the one with the most of its
     * surroundings (4.5 cm) within 30 % of its mean; at least 30 % of them. With a CT, its density must be that of liver,
     * 10 to 130 HU, too.
     *
     * @param pet the PET in SUV; any orientation
     * @param ct a CT in the same frame of reference; null to do without
     * @param progress asked for cancellation
     * @return the reference
     * @throws PetSegmentationException if there is no such sphere: the liver isn't in the field of view, or isn't healthy
     */
    public static LiverReference find(final Volume pet, final Volume ct, final Progress progress)
        throws PetSegmentationException {
        final Geometry g = pet.geometry();
        final float[] v = pet.voxels().toFloats();
        final double[] body = body(v, g);
        final double least = Math.max(LEAST_SUV, 1.5 * body[0]);
        final int[] sphere = ball(g, RADIUS_MM, 1);
        final int[] surroundings = ball(g, SURROUNDINGS_MM, Math.max(1, (int)(4 / minSpacing(g))));
        final int[] margin = reach(g, RADIUS_MM);
        final int[] stride = new int[3];
        for (int a = 0; a < 3; a++) {
            stride[a] = (int)Math.max(1, Math.round(STEP_MM / g.spacing(a)));
        }
        final double[] values = new double[sphere.length / 3];
        final int[] near = new int[values.length];
        for (int k = 0; k < near.length; k++) {
            near[k] = g.voxel(sphere[3 * k], sphere[3 * k + 1], sphere[3 * k + 2]);
        }
        double best = SHARE * surroundings.length / 3;
        LiverReference found = null;
        for (int s = margin[0]; s < g.slices() - margin[0]; s += stride[0]) {
            progress.checkCancelled();
            for (int r = margin[1]; r < g.rows() - margin[1]; r += stride[1]) {
                for (int c = margin[2]; c < g.columns() - margin[2]; c += stride[2]) {
                    final double[] p = g.toPatient(s, r, c);
                    if (p[0] > body[1] - TO_THE_RIGHT_MM) {
                        continue;
                    }
                    final int middle = g.voxel(s, r, c);
                    for (int k = 0; k < values.length; k++) {
                        values[k] = v[middle + near[k]];
                    }
                    final double[] m = moments(values, values.length);
                    if (!(m[0] >= least && m[0] <= 6 && m[1] <= MOST_VARIATION * m[0])
                        || ct != null && !liverDensity(ct, g, s, r, c, sphere)) {
                        continue;
                    }
                    final int alike = alike(v, g, s, r, c, surroundings, m[0]);
                    if (alike > best) {
                        best = alike;
                        found = new LiverReference(m[0], m[1], values.length, List.of(p[0], p[1], p[2]));
                    }
                }
            }
        }
        if (found == null) {
            throw new PetSegmentationException(String.format(Locale.ROOT, "No liver was found: no sphere of 3 cm on the "
                + "patient's right has an even uptake of SUV %.2f to 6 within a larger organ like it. Give a mask of the liver, "
                + "or choose a method that needs none", least));
        }
        return found;
    }

    /** Median of what is above air, and the body's middle from right to left. */
    private static double[] body(final float[] v, final Geometry g) throws PetSegmentationException {
        final float[] inside = new float[v.length];
        int n = 0;
        double x = 0;
        int i = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                final double[] first = g.toPatient(s, r, 0);
                final double step = g.direction()[6] * g.spacing(2);
                for (int c = 0; c < g.columns(); c++, i++) {
                    if (v[i] > BODY_SUV) {
                        inside[n++] = v[i];
                        x += first[0] + c * step;
                    }
                }
            }
        }
        if (n < 1000) {
            throw new PetSegmentationException("No liver was found: only " + n + " voxels of the PET are above SUV "
                + BODY_SUV + ". Is it a PET in SUV?");
        }
        Arrays.sort(inside, 0, n);
        return new double[]{inside[n / 2], x / n};
    }

    private static double minSpacing(final Geometry g) {
        return Math.min(g.spacing(0), Math.min(g.spacing(1), g.spacing(2)));
    }

    private static int[] reach(final Geometry g, final double radius) {
        final int[] reach = new int[3];
        for (int a = 0; a < 3; a++) {
            reach[a] = (int)(radius / g.spacing(a));
        }
        return reach;
    }

    /** Slice, row, column steps from the middle of a ball to its voxels, or to every so manieth of them along each axis. */
    private static int[] ball(final Geometry g, final double radius, final int every) {
        final int[] reach = reach(g, radius);
        final int[] steps = new int[3 * (2 * reach[0] + 1) * (2 * reach[1] + 1) * (2 * reach[2] + 1)];
        int n = 0;
        for (int s = -reach[0] / every * every; s <= reach[0]; s += every) {
            for (int r = -reach[1] / every * every; r <= reach[1]; r += every) {
                for (int c = -reach[2] / every * every; c <= reach[2]; c += every) {
                    final double z = s * g.spacing(0);
                    final double y = r * g.spacing(1);
                    final double x = c * g.spacing(2);
                    if (x * x + y * y + z * z <= radius * radius) {
                        steps[n++] = s;
                        steps[n++] = r;
                        steps[n++] = c;
                    }
                }
            }
        }
        return Arrays.copyOf(steps, n);
    }

    private static int alike(final float[] v, final Geometry g, final int s, final int r, final int c, final int[] steps,
        final double mean) {
        int n = 0;
        for (int k = 0; k < steps.length; k += 3) {
            final int i = s + steps[k];
            final int j = r + steps[k + 1];
            final int l = c + steps[k + 2];
            if (i >= 0 && i < g.slices() && j >= 0 && j < g.rows() && l >= 0 && l < g.columns()
                && Math.abs(v[g.voxel(i, j, l)] - mean) <= ALIKE * mean) {
                n++;
            }
        }
        return n;
    }

    private static boolean liverDensity(final Volume ct, final Geometry g, final int s, final int r, final int c,
        final int[] sphere) {
        final Geometry h = ct.geometry();
        double sum = 0;
        int n = 0;
        for (int k = 0; k < sphere.length; k += 3) {
            final double[] p = g.toPatient(s + sphere[k], r + sphere[k + 1], c + sphere[k + 2]);
            final double[] q = h.toIndex(p[0], p[1], p[2]);
            final int i = (int)Math.rint(q[0]);
            final int j = (int)Math.rint(q[1]);
            final int l = (int)Math.rint(q[2]);
            if (i >= 0 && i < h.slices() && j >= 0 && j < h.rows() && l >= 0 && l < h.columns()) {
                sum += ct.get(i, j, l);
                n++;
            }
        }
        return n > 0 && sum / n >= 10 && sum / n <= 130;
    }

    /**
     * @param factor how many times the mean
     * @param sds how many standard deviations more
     * @return {@code factor * mean + sds * sd}: PERCIST's threshold of a measurable lesion is 1.5 and 2
     */
    public double threshold(final double factor, final double sds) {
        return factor * mean + sds * sd;
    }
}
