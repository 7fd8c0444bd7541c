package org.petctflow.imaging.quality;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;

/**
 * Normalised mutual information of CT and PET, (H(A) + H(B)) / H(A, B) in a joint histogram of 32 x 32 bins where both images
 * reach (Studholme, Hill, Hawkes: An overlap invariant entropy measure of 3D medical image alignment, 1999,
 * doi:10.1016/S0031-3203(98)00091-0), and the shift of the PET at which it is greatest.
 *
 * <p>Fewer cells make the entropies seem smaller, so that images which hardly overlap seem alike: each entropy is corrected by
 * (bins in use - 1) / (2 cells) (Miller 1955), and a shift must leave two thirds of the cells that overlap without it.
 */
final class MutualInformation {

    private static final int BINS = 32;

    /** Shifts up to this are looked for along each axis, mm. */
    private static final double REACH_MM = 60;

    /** Of the cells that overlap without a shift. */
    private static final double LEAST_OVERLAP = 2.0 / 3;

    private static final byte NOTHING = -1;

    /**
     * @param information normalised mutual information as the images lie, 1 (nothing) to 2
     * @param best its maximum over shifts
     * @param shift how far the PET's content lies from the CT's at the maximum: x, y, z in mm
     */
    record Shift(double information, double best, double[] shift) {

        double length() {
            return Math.sqrt(shift[0] * shift[0] + shift[1] * shift[1] + shift[2] * shift[2]);
        }
    }

    private final Geometry m_geometry;

    private final byte[] m_ct;

    private final byte[] m_pet;

    /** k log k. */
    private final double[] m_entropies;

    private final int m_fewest;

    private MutualInformation(final Geometry geometry, final byte[] ct, final byte[] pet) {
        m_geometry = geometry;
        m_ct = ct;
        m_pet = pet;
        m_entropies = new double[ct.length + 1];
        for (int k = 1; k < m_entropies.length; k++) {
            m_entropies[k] = k * Math.log(k);
        }
        int both = 0;
        for (int i = 0; i < ct.length; i++) {
            both += ct[i] >= 0 && pet[i] >= 0 ? 1 : 0;
        }
        m_fewest = Math.max(1, (int)(LEAST_OVERLAP * both));
    }

    /** @return null where the two don't overlap */
    static Shift of(final float[] ct, final float[] pet, final Geometry g, final Progress progress) {
        final double top = percentile(pet, 0.98);
        if (!(top > 0)) {
            return null;
        }
        final MutualInformation fine = new MutualInformation(g, binCt(ct), binPet(pet, top));
        final double here = fine.at(0, 0, 0);
        if (Double.isNaN(here)) {
            return null;
        }
        // all shifts on cells of twice the size, then uphill on the cells themselves
        final Geometry half = half(g);
        final MutualInformation coarse = new MutualInformation(half, binCt(halved(ct, g, half)),
            binPet(halved(pet, g, half), top));
        final int reach = (int)(REACH_MM / half.spacing(0));
        final int[] best = {0, 0, 0};
        double most = coarse.at(0, 0, 0);
        for (int s = -reach; s <= reach; s++) {
            progress.checkCancelled();
            for (int r = -reach; r <= reach; r++) {
                for (int c = -reach; c <= reach; c++) {
                    final double n = coarse.at(s, r, c);
                    if (n > most) {
                        most = n;
                        best[0] = s;
                        best[1] = r;
                        best[2] = c;
                    }
                }
            }
        }
        final int[] at = {2 * best[0], 2 * best[1], 2 * best[2]};
        double value = fine.at(at[0], at[1], at[2]);
        boolean climbs = true;
        while (climbs) {
            climbs = false;
            progress.checkCancelled();
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1; step += 2) {
                    at[axis] += step;
                    final double n = fine.at(at[0], at[1], at[2]);
                    if (n > value) {
                        value = n;
                        climbs = true;
                    } else {
                        at[axis] -= step;
                    }
                }
            }
        }
        final double[] shift = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            // axes are slice, row, column; the shift is x, y, z
            shift[2 - axis] = g.spacing(axis) * (at[axis] + fine.top(at, axis, value));
        }
        return new Shift(here, value, shift);
    }

    /** Where a parabola through the neighbours has its top, in cells. */
    private double top(final int[] at, final int axis, final double value) {
        final int[] p = at.clone();
        p[axis]--;
        final double before = at(p[0], p[1], p[2]);
        p[axis] += 2;
        final double behind = at(p[0], p[1], p[2]);
        final double bend = before - 2 * value + behind;
        return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - behind) / (2 * bend))) : 0;
    }

    private static double percentile(final float[] values, final double share) {
        final float[] sorted = values.clone();
        Arrays.sort(sorted); // NaN last
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        return n == 0 ? Double.NaN : sorted[(int)(share * (n - 1))];
    }

    private static byte[] binCt(final float[] hu) {
        final byte[] bins = new byte[hu.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = Float.isNaN(hu[i]) ? NOTHING : bin((hu[i] + 1000) / 1400);
        }
        return bins;
    }

    /** Bins grow with the uptake: air, lung and soft tissue differ by less than lesions do. */
    private static byte[] binPet(final float[] uptake, final double top) {
        final byte[] bins = new byte[uptake.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = Float.isNaN(uptake[i]) ? NOTHING : bin(Math.sqrt(Math.max(0, uptake[i] / top)));
        }
        return bins;
    }

    private static byte bin(final double share) {
        return (byte)Math.max(0, Math.min(BINS - 1, (int)(share * BINS)));
    }

    private static Geometry half(final Geometry g) {
        return Geometry.axial(Math.max(1, g.slices() / 2), Math.max(1, g.rows() / 2), Math.max(1, g.columns() / 2),
            2 * g.spacing(0), 2 * g.spacing(1), 2 * g.spacing(2));
    }

    private static float[] halved(final float[] values, final Geometry g, final Geometry half) {
        final float[] means = new float[half.voxels()];
        for (int s = 0; s < half.slices(); s++) {
            for (int r = 0; r < half.rows(); r++) {
                for (int c = 0; c < half.columns(); c++) {
                    float sum = 0;
                    for (int k = 0; k < 8; k++) {
                        sum += values[g.voxel(Math.min(g.slices() - 1, 2 * s + (k & 1)),
                            Math.min(g.rows() - 1, 2 * r + (k >> 1 & 1)), Math.min(g.columns() - 1, 2 * c + (k >> 2)))];
                    }
                    means[half.voxel(s, r, c)] = sum / 8;
                }
            }
        }
        return means;
    }

    /** Of the CT with the PET moved back by so many cells; NaN if too few overlap. */
    private double at(final int slices, final int rows, final int columns) {
        final Geometry g = m_geometry;
        final int[] joint = new int[BINS * BINS];
        int n = 0;
        for (int s = Math.max(0, -slices); s < Math.min(g.slices(), g.slices() - slices); s++) {
            for (int r = Math.max(0, -rows); r < Math.min(g.rows(), g.rows() - rows); r++) {
                final int a = g.voxel(s, r, 0);
                final int b = g.voxel(s + slices, r + rows, columns);
                for (int c = Math.max(0, -columns); c < Math.min(g.columns(), g.columns() - columns); c++) {
                    final byte x = m_ct[a + c];
                    final byte y = m_pet[b + c];
                    if (x >= 0 && y >= 0) {
                        joint[x * BINS + y]++;
                        n++;
                    }
                }
            }
        }
        if (n < m_fewest) {
            return Double.NaN;
        }
        final int[] first = new int[BINS];
        final int[] second = new int[BINS];
        for (int x = 0; x < BINS; x++) {
            for (int y = 0; y < BINS; y++) {
                first[x] += joint[x * BINS + y];
                second[y] += joint[x * BINS + y];
            }
        }
        final double both = entropy(joint, n);
        return both == 0 ? 1 : (entropy(first, n) + entropy(second, n)) / both;
    }

    private double entropy(final int[] counts, final int n) {
        double sum = 0;
        int used = 0;
        for (final int k : counts) {
            sum += m_entropies[k];
            used += k > 0 ? 1 : 0;
        }
        return Math.log(n) - sum / n + (used - 1) / (2.0 * n);
    }
}
