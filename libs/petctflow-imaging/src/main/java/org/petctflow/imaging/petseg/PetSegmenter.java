package org.petctflow.imaging.petseg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PriorityQueue;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/**
 * Segments a lesion in a PET: voxels at or above a threshold inside a region, of these the wanted components, without holes.
 *
 * <ul>
 * <li>{@link Method#FIXED_SUV}: a SUV, e.g. 2.5 or 4.</li>
 * <li>{@link Method#PERCENT_OF_MAXIMUM}: a share of the region's maximum; 41 % is what EANM recommends, with 50 % beside it
 * (Boellaard et al. 2015, doi:10.1007/s00259-014-2961-x).</li>
 * <li>{@link Method#LIVER}: 1.5 times the liver's mean and 2 of its standard deviations, PERCIST's measurable lesion (Wahl et
 * al. 2009, doi:10.2967/jnumed.108.057307). PERCIST speaks of SUV by lean body mass; any SUV is taken.</li>
 * <li>{@link Method#OTSU}: the threshold that separates two classes best inside the region (Otsu 1979,
 * doi:10.1109/TSMC.1979.4310076, 256 bins).</li>
 * <li>{@link Method#REGION_GROWING}: from a seed, always the hottest neighbour next, as long as it is at least a share of the
 * mean of what has been taken so far.</li>
 * </ul>
 *
 * Voxels that are not a number are never inside. Work and memory grow with the number of voxels.
 */
public final class PetSegmenter {

    /** How a voxel gets in. */
    public enum Method {
            /** At least a SUV. */
            FIXED_SUV,
            /** At least a share of the region's maximum. */
            PERCENT_OF_MAXIMUM,
            /** At least what PERCIST calls measurable. */
            LIVER,
            /** The upper one of two classes. */
            OTSU,
            /** Connected to a seed and like what is inside already. */
            REGION_GROWING
    }

    /** Which components stay. */
    public enum Keep {
            /** All. */
            ALL,
            /** The one with the most voxels. */
            LARGEST,
            /** The one with the seed, or without a seed with the region's hottest voxel. */
            SEED
    }

    /**
     * How to segment.
     *
     * @param method how a voxel gets in
     * @param suv the threshold of {@link Method#FIXED_SUV}, above 0
     * @param percent the share of {@link Method#PERCENT_OF_MAXIMUM}, above 0 to 100
     * @param liverFactor how many times the liver's mean, at least 0
     * @param liverSds how many of its standard deviations more, at least 0
     * @param growing the share of the mean for {@link Method#REGION_GROWING}, above 0 to 100 %
     * @param keep which components stay
     * @param connectivity which voxels are neighbours
     * @param minimumMl smaller components go, ml
     * @param fillHoles whether what is enclosed gets in, as far as it belongs to the region
     */
    public record Options(Method method, double suv, double percent, double liverFactor, double liverSds, double growing,
        Keep keep, Connectivity connectivity, double minimumMl, boolean fillHoles) {

        /** 41 % of the maximum, the hottest component by corners, holes filled; SUV 2.5, PERCIST's 1.5 and 2, growing 50 %. */
        public static final Options DEFAULT = new Options(Method.PERCENT_OF_MAXIMUM, 2.5, 41, 1.5, 2, 50, Keep.SEED,
            Connectivity.CORNERS, 0, true);

        /** Checks the numbers. */
        public Options {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(keep, "keep");
            Objects.requireNonNull(connectivity, "connectivity");
            check("The SUV threshold must be above 0", suv, suv > 0);
            check("The share of the maximum must be above 0 and at most 100 %", percent, percent > 0 && percent <= 100);
            check("The factor of the liver's mean must be 0 or more", liverFactor, liverFactor >= 0);
            check("The number of standard deviations must be 0 or more", liverSds, liverSds >= 0);
            check("The share of the mean must be above 0 and at most 100 %", growing, growing > 0 && growing <= 100);
            check("The smallest volume must be 0 ml or more", minimumMl, minimumMl >= 0);
        }

        private static void check(final String rule, final double value, final boolean holds) {
            if (!(holds && Double.isFinite(value))) {
                throw new IllegalArgumentException(rule + ", but was " + value);
            }
        }

        /**
         * @param newSuv the threshold
         * @return a fixed threshold, the rest as it is
         */
        public Options withFixedSuv(final double newSuv) {
            return new Options(Method.FIXED_SUV, newSuv, percent, liverFactor, liverSds, growing, keep, connectivity, minimumMl,
                fillHoles);
        }

        /**
         * @param newPercent the share of the maximum in percent
         * @return a relative threshold, the rest as it is
         */
        public Options withPercentOfMaximum(final double newPercent) {
            return new Options(Method.PERCENT_OF_MAXIMUM, suv, newPercent, liverFactor, liverSds, growing, keep, connectivity,
                minimumMl, fillHoles);
        }

        /**
         * @param factor how many times the liver's mean
         * @param sds how many standard deviations more
         * @return a threshold from the liver, the rest as it is
         */
        public Options withLiver(final double factor, final double sds) {
            return new Options(Method.LIVER, suv, percent, factor, sds, growing, keep, connectivity, minimumMl, fillHoles);
        }

        /** @return Otsu's threshold, the rest as it is */
        public Options withOtsu() {
            return new Options(Method.OTSU, suv, percent, liverFactor, liverSds, growing, keep, connectivity, minimumMl,
                fillHoles);
        }

        /**
         * @param newGrowing the share of the mean in percent
         * @return region growing, the rest as it is
         */
        public Options withRegionGrowing(final double newGrowing) {
            return new Options(Method.REGION_GROWING, suv, percent, liverFactor, liverSds, newGrowing, keep, connectivity,
                minimumMl, fillHoles);
        }

        /**
         * @param newKeep which components stay
         * @param newConnectivity which voxels are neighbours
         * @param newMinimumMl smaller components go, ml
         * @param newFillHoles whether holes are filled
         * @return this with other components
         */
        public Options withComponents(final Keep newKeep, final Connectivity newConnectivity, final double newMinimumMl,
            final boolean newFillHoles) {
            return new Options(method, suv, percent, liverFactor, liverSds, growing, newKeep, newConnectivity, newMinimumMl,
                newFillHoles);
        }
    }

    /**
     * A segmentation.
     *
     * @param mask the lesion, never empty
     * @param threshold the least value that got in by itself; for region growing the least value taken
     * @param maximum the region's maximum
     * @param seed the seed, or the region's hottest voxel: slice, row, column
     * @param components how many components were there before the wanted ones were chosen
     * @param liver the liver that the threshold comes from, null for other methods
     * @param warnings what a reader should look at
     */
    public record Result(Mask mask, double threshold, double maximum, List<Integer> seed, int components,
        LiverReference liver, List<String> warnings) {
    }

    private PetSegmenter() {
    }

    static void checkGrid(final Volume pet, final Mask mask, final String what) throws PetSegmentationException {
        if (!pet.geometry().sameGrid(mask.geometry(), 0.1)) {
            throw new PetSegmentationException("The " + what + " lies on another grid (" + mask.geometry() + ") than the PET ("
                + pet.geometry() + "): resample it to the PET");
        }
    }

    /**
     * A box as a region.
     *
     * @param geometry the PET's grid
     * @param centre the box's centre, x, y, z in LPS mm
     * @param size its edges along slices, rows and columns of the grid in mm
     * @return the voxels whose centre lies in the box
     * @throws PetSegmentationException if there is none
     */
    public static Mask box(final Geometry geometry, final double[] centre, final double[] size)
        throws PetSegmentationException {
        final double[] middle = geometry.toIndex(centre[0], centre[1], centre[2]);
        final int[] low = new int[3];
        final int[] high = new int[3];
        for (int a = 0; a < 3; a++) {
            final double half = size[a] / 2 / geometry.spacing(a);
            low[a] = (int)Math.max(0, Math.ceil(middle[a] - half));
            high[a] = (int)Math.min(geometry.size(a) - 1, Math.floor(middle[a] + half));
            if (low[a] > high[a]) {
                throw new PetSegmentationException(String.format(Locale.ROOT,
                    "The box of %.1f x %.1f x %.1f mm around (%.1f, %.1f, %.1f) mm holds no voxel of the PET (%s)", size[0],
                    size[1], size[2], centre[0], centre[1], centre[2], geometry));
            }
        }
        final byte[] inside = new byte[geometry.voxels()];
        for (int s = low[0]; s <= high[0]; s++) {
            for (int r = low[1]; r <= high[1]; r++) {
                Arrays.fill(inside, geometry.voxel(s, r, low[2]), geometry.voxel(s, r, high[2]) + 1, (byte)1);
            }
        }
        return Mask.of(geometry, inside);
    }

    /**
     * @param pet the PET; in SUV for {@link Method#FIXED_SUV} and {@link Method#LIVER}
     * @param region where to look, on the PET's grid; null for the whole image
     * @param seed where to begin, x, y, z in LPS mm, inside the region; null for the region's hottest voxel
     * @param liver the liver for {@link Method#LIVER}; null to look for it
     * @param options how
     * @param progress asked for cancellation
     * @return the lesion
     * @throws PetSegmentationException if it cannot be done, or nothing is left
     */
    public static Result segment(final Volume pet, final Mask region, final double[] seed, final LiverReference liver,
        final Options options, final Progress progress) throws PetSegmentationException {
        final boolean needsSuv = options.method == Method.FIXED_SUV || options.method == Method.LIVER;
        if (needsSuv && !Units.isSuv(pet.info().unit())) {
            throw new PetSegmentationException("This threshold needs a PET in SUV, but its unit is \"" + pet.info().unit()
                + "\": put a SUV Normalizer before it, or choose a share of the maximum");
        }
        if (region != null) {
            checkGrid(pet, region, "region");
        }
        final Geometry g = pet.geometry();
        final float[] v = pet.voxels().toFloats();
        final byte[] within = within(v, region);
        final int hottest = hottest(v, within);
        if (hottest < 0) {
            throw new PetSegmentationException(region == null ? "The PET has no voxel with a value"
                : "The region has no voxel with a value: it has " + region.count() + " voxels");
        }
        final int start = seed == null ? hottest : seedVoxel(g, within, seed);
        final List<String> warnings = new ArrayList<>();
        if (region != null && options.method == Method.PERCENT_OF_MAXIMUM && touchesOutside(g, region.inside(), hottest)) {
            warnings.add("The region's maximum lies at its edge: a hotter neighbour may reach into it, or it may cut the lesion");
        }
        LiverReference reference = null;
        byte[] inside;
        double threshold;
        if (options.method == Method.REGION_GROWING) {
            inside = grow(v, within, g, start, options, progress);
            threshold = least(v, inside);
        } else {
            switch (options.method) {
                case FIXED_SUV -> threshold = options.suv;
                case PERCENT_OF_MAXIMUM -> {
                    if (!(v[hottest] > 0)) {
                        throw new PetSegmentationException("A share of the maximum means nothing: the region's maximum is "
                            + v[hottest]);
                    }
                    threshold = options.percent / 100 * v[hottest];
                }
                case LIVER -> {
                    reference = liver == null ? LiverReference.find(pet, null, progress) : liver;
                    threshold = reference.threshold(options.liverFactor, options.liverSds);
                }
                default -> {
                    threshold = Otsu.threshold(v, within);
                    if (Double.isNaN(threshold)) {
                        throw new PetSegmentationException("Otsu's method needs two different values, but the region has only "
                            + v[hottest]);
                    }
                }
            }
            inside = new byte[v.length];
            for (int i = 0; i < v.length; i++) {
                inside[i] = (byte)(within[i] != 0 && v[i] >= threshold ? 1 : 0);
            }
            if (v[hottest] < threshold) {
                throw new PetSegmentationException(String.format(Locale.ROOT,
                    "No voxel of the region reaches the threshold of %.3f: its maximum is %.3f", threshold, v[hottest]));
            }
        }
        progress.checkCancelled();
        final Components components = Components.of(inside, g, options.connectivity);
        inside = choose(components, options, start, v[start], threshold, g);
        if (options.fillHoles) {
            inside = Components.fillHoles(inside, g, options.connectivity);
            for (int i = 0; i < inside.length; i++) {
                inside[i] &= within[i];
            }
        }
        final int columns = g.columns();
        return new Result(Mask.of(pet.info().withName("lesion"), inside), threshold, v[hottest],
            List.of(start / (g.rows() * columns), start / columns % g.rows(), start % columns), components.count(), reference,
            List.copyOf(warnings));
    }

    /** 1 where a voxel may get in: inside the region, and a number. */
    private static byte[] within(final float[] v, final Mask region) {
        final byte[] within = new byte[v.length];
        for (int i = 0; i < v.length; i++) {
            within[i] = (byte)((region == null || region.inside()[i] != 0) && Float.isFinite(v[i]) ? 1 : 0);
        }
        return within;
    }

    private static int hottest(final float[] v, final byte[] within) {
        int best = -1;
        for (int i = 0; i < v.length; i++) {
            if (within[i] != 0 && (best < 0 || v[i] > v[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int seedVoxel(final Geometry g, final byte[] within, final double[] seed)
        throws PetSegmentationException {
        final double[] at = g.toIndex(seed[0], seed[1], seed[2]);
        final long s = Math.round(at[0]);
        final long r = Math.round(at[1]);
        final long c = Math.round(at[2]);
        final boolean inGrid = s >= 0 && s < g.slices() && r >= 0 && r < g.rows() && c >= 0 && c < g.columns();
        if (!inGrid || within[g.voxel((int)s, (int)r, (int)c)] == 0) {
            throw new PetSegmentationException(String.format(Locale.ROOT, "The seed (%.1f, %.1f, %.1f) mm lies outside the %s",
                seed[0], seed[1], seed[2], inGrid ? "region" : "PET"));
        }
        return g.voxel((int)s, (int)r, (int)c);
    }

    private static boolean touchesOutside(final Geometry g, final byte[] region, final int voxel) {
        final int s = voxel / (g.rows() * g.columns());
        final int r = voxel / g.columns() % g.rows();
        final int c = voxel % g.columns();
        final int[][] faces = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
        for (final int[] f : faces) {
            final int i = s + f[0];
            final int j = r + f[1];
            final int k = c + f[2];
            if (i >= 0 && i < g.slices() && j >= 0 && j < g.rows() && k >= 0 && k < g.columns()
                && region[g.voxel(i, j, k)] == 0) {
                return true;
            }
        }
        return false;
    }

    private static double least(final float[] v, final byte[] inside) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < v.length; i++) {
            if (inside[i] != 0) {
                least = Math.min(least, v[i]);
            }
        }
        return least;
    }

    /** The hottest neighbour first, of equal ones the first in memory, as long as it is hot enough against the mean. */
    private static byte[] grow(final float[] v, final byte[] within, final Geometry g, final int start, final Options options,
        final Progress progress) {
        final byte[] inside = new byte[v.length];
        final boolean[] seen = new boolean[v.length];
        // a candidate is its value's bits, turned so that hotter ones sort first, and its voxel
        final PriorityQueue<Long> candidates = new PriorityQueue<>();
        candidates.add(candidate(v[start], start));
        seen[start] = true;
        final double share = options.growing / 100;
        double sum = 0;
        long n = 0;
        while (!candidates.isEmpty()) {
            final int i = (int)(candidates.remove() & 0xffffffffL);
            if (n > 0 && v[i] < share * (sum / n)) {
                break; // all others are colder
            }
            inside[i] = 1;
            sum += v[i];
            n++;
            if ((n & 0xfff) == 0) {
                progress.checkCancelled();
            }
            final int s = i / (g.rows() * g.columns());
            final int r = i / g.columns() % g.rows();
            final int c = i % g.columns();
            for (int ds = s == 0 ? 0 : -1; ds <= 1 && s + ds < g.slices(); ds++) {
                for (int dr = r == 0 ? 0 : -1; dr <= 1 && r + dr < g.rows(); dr++) {
                    for (int dc = c == 0 ? 0 : -1; dc <= 1 && c + dc < g.columns(); dc++) {
                        final int j = g.voxel(s + ds, r + dr, c + dc);
                        if (options.connectivity.neighbours(ds, dr, dc) && !seen[j] && within[j] != 0) {
                            seen[j] = true;
                            candidates.add(candidate(v[j], j));
                        }
                    }
                }
            }
        }
        return inside;
    }

    private static long candidate(final float value, final int voxel) {
        final int bits = Float.floatToIntBits(value + 0f); // -0 becomes 0
        final int ascending = bits < 0 ? bits ^ 0x7fffffff : bits;
        return (long)~ascending << 32 | voxel;
    }

    private static byte[] choose(final Components components, final Options options, final int start, final double value,
        final double threshold, final Geometry g) throws PetSegmentationException {
        final double least = options.minimumMl * 1000 / g.voxelVolume() * (1 - 1e-9);
        if (options.keep == Keep.ALL) {
            final int[] labels = components.labels();
            final byte[] inside = new byte[labels.length];
            int n = 0;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] != 0 && components.size(labels[i]) >= least) {
                    inside[i] = 1;
                    n++;
                }
            }
            if (n == 0) {
                throw tooSmall(components, components.largest(), options, g);
            }
            return inside;
        }
        final int wanted = options.keep == Keep.LARGEST ? components.largest() : components.labels()[start];
        if (wanted == 0) {
            throw new PetSegmentationException(String.format(Locale.ROOT,
                "The seed's value of %.3f is below the threshold of %.3f: move the seed, or keep another component", value,
                threshold));
        }
        if (components.size(wanted) < least) {
            throw tooSmall(components, wanted, options, g);
        }
        return components.only(wanted);
    }

    private static PetSegmentationException tooSmall(final Components components, final int component, final Options options,
        final Geometry g) {
        return new PetSegmentationException(String.format(Locale.ROOT,
            "The component of %.2f ml is smaller than the smallest wanted one of %.2f ml",
            components.size(component) * g.voxelVolume() / 1000, options.minimumMl));
    }
}
