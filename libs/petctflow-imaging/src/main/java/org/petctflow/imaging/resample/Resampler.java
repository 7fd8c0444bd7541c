package org.petctflow.imaging.resample;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Puts volumes and masks on other grids.
 *
 * <p>A value is computed as double; in between, a volume is held as float, or as double if its values are. Where the axes of both
 * grids are parallel, in whichever order and direction, one axis is done after the other; otherwise each voxel takes its neighbours
 * in space. Both give the same up to rounding. Beside the result there is one more array: the image's slices in their new size, or
 * its coefficients. Of an image that is much larger than the target only the part around the target is looked at.
 *
 * <p>Within half a voxel around the outermost centres, {@link Interpolation#LINEAR} holds the outermost value, and
 * {@link Interpolation#CUBIC_BSPLINE} goes on with the mirrored image. A voxel that is not a number spoils its neighbours, with
 * B-splines its row, column and slice.
 */
public final class Resampler {

    /** Anti-aliasing: the Gaussian's standard deviation in new voxels. */
    private static final double SMOOTHING = Math.sqrt(-8 * Math.log(0.98));

    /** Further away than that many voxels, a value counts for a spline's coefficient by less than 1e-18 of itself. */
    private static final int MEMORY = 34;

    /** How much, in voxels, axes may deviate over the whole grid to count as parallel. */
    private static final double PARALLEL = 1e-7;

    private Resampler() {
    }

    /**
     * @param source the volume
     * @param target the grid
     * @param options how
     * @param progress told how far it is, and asked for cancellation
     * @return the volume on the grid. With {@link Interpolation#NEAREST} of the same kind; otherwise FLOAT64 if the source is, or
     *         FLOAT32; rounded integers keep their kind.
     */
    public static Volume resample(final Volume source, final Geometry target, final ResampleOptions options,
        final Progress progress) {
        final Voxels voxels;
        if (options.interpolation() == Interpolation.NEAREST) {
            voxels = nearest(source.voxels(), source.geometry(), target, options.outside(), progress);
        } else {
            voxels = finish(interpolate(source.voxels(), source.geometry(), target, options, progress), source.voxels().kind(),
                options.round());
        }
        return new Volume(SliceTags.drop(source.info()).withGrid(target, voxels.kind()), voxels);
    }

    /**
     * @param mask the mask
     * @param target the grid
     * @param interpolation how; other than with NEAREST, a voxel is inside where the interpolated mask is at least one half (IBSI
     *            reference manual, section "Partially masked voxels")
     * @param progress told how far it is, and asked for cancellation
     * @return the mask on the grid; nothing is inside beyond the old one
     */
    public static Mask resample(final Mask mask, final Geometry target, final Interpolation interpolation,
        final Progress progress) {
        final VolumeInfo info = SliceTags.drop(mask.info()).withGrid(target, Voxels.Kind.UINT8);
        final Voxels source = Voxels.ofUnsigned(mask.inside());
        if (interpolation == Interpolation.NEAREST) {
            return Mask.of(info, (byte[])nearest(source, mask.geometry(), target, 0, progress).array());
        }
        final Object part =
            interpolate(source, mask.geometry(), target, ResampleOptions.of(interpolation), progress);
        final float[] fraction = (float[])part;
        final byte[] inside = new byte[fraction.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(fraction[i] >= 0.5f - 1e-6f ? 1 : 0);
        }
        return Mask.of(info, inside);
    }

    private static Voxels finish(final Object result, final Voxels.Kind kind, final boolean round) {
        if (result instanceof double[] d) {
            for (int i = 0; round && i < d.length; i++) {
                d[i] = Math.rint(d[i]);
            }
            return Voxels.of(d);
        }
        final float[] f = (float[])result;
        if (!round) {
            return Voxels.of(f);
        }
        switch (kind) {
            case UINT8 -> {
                final byte[] b = new byte[f.length];
                for (int i = 0; i < b.length; i++) {
                    b[i] = (byte)(int)Math.min(255, Math.max(0, Math.rint(f[i])));
                }
                return Voxels.ofUnsigned(b);
            }
            case INT16 -> {
                final short[] s = new short[f.length];
                for (int i = 0; i < s.length; i++) {
                    s[i] = (short)Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, Math.rint(f[i])));
                }
                return Voxels.of(s);
            }
            default -> {
                for (int i = 0; i < f.length; i++) {
                    f[i] = (float)Math.rint(f[i]);
                }
                return Voxels.of(f);
            }
        }
    }

    /** For each axis of the source the target's axis that runs along it; null if the grids are not parallel. */
    private static int[] parallelAxes(final IndexMap map, final Geometry target) {
        final int[] axes = {-1, -1, -1};
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                // an axis of one voxel runs nowhere
                if (Math.abs(map.step(a, b)) * (target.size(b) - 1) > PARALLEL) {
                    if (axes[a] >= 0) {
                        return null;
                    }
                    axes[a] = b;
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3 && axes[a] < 0; b++) {
                if (axes[0] != b && axes[1] != b && axes[2] != b) {
                    axes[a] = b;
                }
            }
        }
        return axes[0] == axes[1] || axes[0] == axes[2] || axes[1] == axes[2] ? null : axes;
    }

    private static int[] strides(final Geometry g) {
        return new int[]{g.rows() * g.columns(), g.columns(), 1};
    }

    private static Voxels nearest(final Voxels source, final Geometry from, final Geometry target, final double outside,
        final Progress progress) {
        final IndexMap map = IndexMap.of(target, from);
        final Voxels result = Voxels.filled(source.kind(), target.voxels(), outside);
        final int[] axes = parallelAxes(map, target);
        final int[] stride = strides(from);
        // where along each axis of the target the source's voxel is found, if axes are parallel
        final int[][] at = new int[3][];
        for (int a = 0; axes != null && a < 3; a++) {
            final int b = axes[a];
            at[b] = new int[target.size(b)];
            for (int i = 0; i < at[b].length; i++) {
                final double x = map.offset(a) + i * map.step(a, b);
                at[b][i] = AxisWeights.inside(x, from.size(a)) ? AxisWeights.nearest(x, from.size(a)) * stride[a] : -1;
            }
        }
        for (int i = 0, s = 0; s < target.slices(); s++) {
            progress.checkCancelled();
            for (int r = 0; r < target.rows(); r++) {
                for (int c = 0; c < target.columns(); c++, i++) {
                    final int k;
                    if (axes != null) {
                        k = at[0][s] < 0 || at[1][r] < 0 || at[2][c] < 0 ? -1 : at[0][s] + at[1][r] + at[2][c];
                    } else {
                        k = nearestVoxel(map, from, s, r, c);
                    }
                    if (k >= 0) {
                        copy(source, k, result, i);
                    }
                }
            }
            progress.report((s + 1.0) / target.slices(), "Resampling");
        }
        return result;
    }

    private static int nearestVoxel(final IndexMap map, final Geometry from, final int s, final int r, final int c) {
        int voxel = 0;
        for (int a = 0; a < 3; a++) {
            final double x = map.at(a, s, r, c);
            if (!AxisWeights.inside(x, from.size(a))) {
                return -1;
            }
            voxel = voxel * from.size(a) + AxisWeights.nearest(x, from.size(a));
        }
        return voxel;
    }

    private static void copy(final Voxels source, final int k, final Voxels target, final int i) {
        switch (source.kind()) {
            case UINT8 -> ((byte[])target.array())[i] = ((byte[])source.array())[k];
            case INT16 -> ((short[])target.array())[i] = ((short[])source.array())[k];
            case FLOAT32 -> ((float[])target.array())[i] = ((float[])source.array())[k];
            case FLOAT64 -> ((double[])target.array())[i] = ((double[])source.array())[k];
        }
    }

    /** @return {@code double[]} if the source is of FLOAT64, else {@code float[]} */
    private static Object interpolate(final Voxels source, final Geometry from, final Geometry target,
        final ResampleOptions options, final Progress progress) {
        final Geometry part = part(from, target, options);
        return part.equals(from) ? interpolateAll(source, from, target, options, progress)
            : interpolateAll(cut(source, from, part), part, target, options, progress);
    }

    /** The part of the source that the target's voxels can depend on; all of it where little would be saved. */
    private static Geometry part(final Geometry from, final Geometry target, final ResampleOptions options) {
        final IndexMap map = IndexMap.of(target, from);
        final int[] first = new int[3];
        final int[] n = new int[3];
        double share = 1;
        for (int a = 0; a < 3; a++) {
            double low = map.offset(a);
            double high = low;
            for (int b = 0; b < 3; b++) {
                final double reach = map.step(a, b) * (target.size(b) - 1);
                low += Math.min(0, reach);
                high += Math.max(0, reach);
            }
            final double smooth = options.antiAlias() ? 4 * SMOOTHING * zoom(map, a) + 1 : 0;
            final double margin = (options.interpolation() == Interpolation.CUBIC_BSPLINE ? MEMORY : 2) + smooth;
            first[a] = (int)Math.min(from.size(a) - 1, Math.max(0, Math.floor(low - margin)));
            n[a] = (int)Math.max(first[a], Math.min(from.size(a) - 1, Math.ceil(high + margin))) - first[a] + 1;
            share *= (double)n[a] / from.size(a);
        }
        return share > 0.7 ? from : from.box(first[0], first[1], first[2], n[0], n[1], n[2]);
    }

    private static double zoom(final IndexMap map, final int axis) {
        return Math.sqrt(map.step(axis, 0) * map.step(axis, 0) + map.step(axis, 1) * map.step(axis, 1)
            + map.step(axis, 2) * map.step(axis, 2));
    }

    private static Voxels cut(final Voxels source, final Geometry from, final Geometry part) {
        final double[] origin = part.origin();
        final double[] at = from.toIndex(origin[0], origin[1], origin[2]);
        final Voxels result = Voxels.filled(source.kind(), part.voxels(), 0);
        for (int s = 0; s < part.slices(); s++) {
            for (int r = 0; r < part.rows(); r++) {
                System.arraycopy(source.array(),
                    from.voxel(s + (int)Math.rint(at[0]), r + (int)Math.rint(at[1]), (int)Math.rint(at[2])), result.array(),
                    part.voxel(s, r, 0), part.columns());
            }
        }
        return result;
    }

    private static Object interpolateAll(final Voxels source, final Geometry from, final Geometry target,
        final ResampleOptions options, final Progress progress) {
        final IndexMap map = IndexMap.of(target, from);
        final double[][] smoothing = new double[3][];
        for (int a = 0; a < 3; a++) {
            final double zoom = zoom(map, a);
            smoothing[a] = options.antiAlias() && zoom > 1 + 1e-6 ? gaussian(SMOOTHING * zoom) : null;
        }
        final int[] axes = parallelAxes(map, target);
        if (axes != null) {
            final AxisWeights[] weights = new AxisWeights[3];
            for (int a = 0; a < 3; a++) {
                weights[a] = new AxisWeights(options.interpolation(), from.size(a), map.offset(a), map.step(a, axes[a]),
                    target.size(axes[a]));
            }
            return separable(source, from, target, options, axes, weights, smoothing, progress);
        }
        return affine(source, from, target, options, map, smoothing, progress);
    }

    /** A sampled Gaussian of sum 1, cut at four standard deviations; the half from its centre on. */
    private static double[] gaussian(final double sigma) {
        final double[] half = new double[(int)Math.ceil(4 * sigma) + 1];
        double sum = 0;
        for (int k = 0; k < half.length; k++) {
            half[k] = Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? half[k] : 2 * half[k];
        }
        for (int k = 0; k < half.length; k++) {
            half[k] /= sum;
        }
        return half;
    }

    /** Smooths lines that lie side by side (see {@link BSpline#prefilter}) by a symmetric kernel; the signal is mirrored. */
    private static void smooth(final double[] c, final int n, final int stride, final int lines, final double[] half,
        final double[] work) {
        System.arraycopy(c, 0, work, 0, n * stride);
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < lines; j++) {
                c[k * stride + j] = half[0] * work[k * stride + j];
            }
            for (int h = 1; h < half.length; h++) {
                final int below = BSpline.mirror(k - h, n) * stride;
                final int above = BSpline.mirror(k + h, n) * stride;
                for (int j = 0; j < lines; j++) {
                    c[k * stride + j] += half[h] * (work[below + j] + work[above + j]);
                }
            }
        }
    }

    /** Gets a line ready for interpolation. */
    private static void prepare(final double[] c, final int n, final int stride, final int lines, final double[] smoothing,
        final Interpolation interpolation, final double[] work) {
        if (smoothing != null) {
            smooth(c, n, stride, lines, smoothing, work);
        }
        if (interpolation == Interpolation.CUBIC_BSPLINE) {
            BSpline.prefilter(c, 0, n, stride, lines);
        }
    }

    /**
     * One axis after the other: columns and rows of each slice of the source first, which gives the slices in their new size, then
     * across the slices.
     */
    private static Object separable(final Voxels source, final Geometry from, final Geometry target,
        final ResampleOptions options, final int[] axes, final AxisWeights[] weights, final double[][] smoothing,
        final Progress progress) {
        final int slices = from.slices();
        final int rows = from.rows();
        final int columns = from.columns();
        final int newRows = weights[1].m_size;
        final int newColumns = weights[2].m_size;
        final int newPlane = newRows * newColumns;
        final Store between = new Store(source.kind() == Voxels.Kind.FLOAT64, (long)slices * newPlane);
        final double[] line = new double[columns];
        final double[] narrow = new double[rows * newColumns];
        final double[] out = new double[newColumns];
        final double[] work = new double[Math.max(columns, smoothing[1] == null ? 0 : narrow.length)];
        for (int s = 0; s < slices; s++) {
            progress.checkCancelled();
            for (int r = 0; r < rows; r++) {
                load(source, (s * rows + r) * columns, line, columns);
                prepare(line, columns, 1, 1, smoothing[2], options.interpolation(), work);
                alongLine(line, weights[2], narrow, r * newColumns);
            }
            prepare(narrow, rows, newColumns, newColumns, smoothing[1], options.interpolation(), work);
            for (int r = 0; r < newRows; r++) {
                combine(narrow, newColumns, newColumns, weights[1], r, out);
                between.put(out, s * newPlane + r * newColumns, newColumns);
            }
            progress.report(0.5 * (s + 1) / slices, "Resampling");
        }
        return acrossSlices(between, slices, target, options, axes, weights, smoothing[0], progress);
    }

    private static void alongLine(final double[] line, final AxisWeights w, final double[] out, final int offset) {
        final int taps = w.m_taps;
        for (int i = 0, k = 0; i < w.m_size; i++, k += taps) {
            double sum = 0;
            for (int j = k; j < k + taps; j++) {
                sum += w.m_weight[j] * line[w.m_index[j]];
            }
            out[offset + i] = sum;
        }
    }

    /** One new line out of the lines that count for it. */
    private static void combine(final double[] lines, final int stride, final int n, final AxisWeights w, final int place,
        final double[] out) {
        final int k = place * w.m_taps;
        if (w.m_taps == 4) {
            final int a = w.m_index[k] * stride;
            final int b = w.m_index[k + 1] * stride;
            final int c = w.m_index[k + 2] * stride;
            final int d = w.m_index[k + 3] * stride;
            final double wa = w.m_weight[k];
            final double wb = w.m_weight[k + 1];
            final double wc = w.m_weight[k + 2];
            final double wd = w.m_weight[k + 3];
            for (int j = 0; j < n; j++) {
                out[j] = wa * lines[a + j] + wb * lines[b + j] + wc * lines[c + j] + wd * lines[d + j];
            }
        } else {
            final int a = w.m_index[k] * stride;
            final int b = w.m_index[k + 1] * stride;
            final double wa = w.m_weight[k];
            final double wb = w.m_weight[k + 1];
            for (int j = 0; j < n; j++) {
                out[j] = wa * lines[a + j] + wb * lines[b + j];
            }
        }
    }

    private static Object acrossSlices(final Store between, final int slices, final Geometry target,
        final ResampleOptions options, final int[] axes, final AxisWeights[] weights, final double[] smoothing,
        final Progress progress) {
        final int newSlices = weights[0].m_size;
        final int newRows = weights[1].m_size;
        final int newColumns = weights[2].m_size;
        final int[] targetStride = strides(target);
        final int sStride = targetStride[axes[0]];
        final int rStride = targetStride[axes[1]];
        final int cStride = targetStride[axes[2]];
        final Store result = new Store(between.isDouble(), target.voxels());
        final double[] lines = new double[slices * newColumns];
        final double[] work = smoothing == null ? lines : new double[lines.length];
        final double[] out = new double[newColumns];
        for (int r = 0; r < newRows; r++) {
            progress.checkCancelled();
            for (int s = 0; s < slices; s++) {
                between.get((s * newRows + r) * newColumns, lines, s * newColumns, newColumns);
            }
            prepare(lines, slices, newColumns, newColumns, smoothing, options.interpolation(), work);
            for (int s = 0; s < newSlices; s++) {
                if (weights[0].m_inside[s] && weights[1].m_inside[r]) {
                    combine(lines, newColumns, newColumns, weights[0], s, out);
                    for (int c = 0; c < newColumns; c++) {
                        if (!weights[2].m_inside[c]) {
                            out[c] = options.outside();
                        }
                    }
                } else {
                    Arrays.fill(out, options.outside());
                }
                result.put(out, s * sStride + r * rStride, cStride, newColumns);
            }
            progress.report(0.5 + 0.5 * (r + 1) / newRows, "Resampling");
        }
        return result.array();
    }

    private static void load(final Voxels source, final int from, final double[] line, final int n) {
        switch (source.kind()) {
            case UINT8 -> {
                final byte[] b = (byte[])source.array();
                for (int i = 0; i < n; i++) {
                    line[i] = b[from + i] & 0xff;
                }
            }
            case INT16 -> {
                final short[] v = (short[])source.array();
                for (int i = 0; i < n; i++) {
                    line[i] = v[from + i];
                }
            }
            case FLOAT32 -> {
                final float[] f = (float[])source.array();
                for (int i = 0; i < n; i++) {
                    line[i] = f[from + i];
                }
            }
            case FLOAT64 -> System.arraycopy((double[])source.array(), from, line, 0, n);
        }
    }

    /** Coefficients of the whole source, then each voxel by itself. */
    private static Object affine(final Voxels source, final Geometry from, final Geometry target,
        final ResampleOptions options, final IndexMap map, final double[][] smoothing, final Progress progress) {
        final Store c = coefficients(source, from, options.interpolation(), smoothing, progress.part(0, 0.4));
        final Progress rest = progress.part(0.4, 1);
        final Store result = new Store(c.isDouble(), target.voxels());
        final int taps = AxisWeights.taps(options.interpolation());
        final int[] stride = strides(from);
        final int[][] index = new int[3][taps];
        final double[][] weight = new double[3][taps];
        final double[] out = new double[target.columns()];
        final double[] x = new double[3];
        for (int s = 0; s < target.slices(); s++) {
            for (int r = 0; r < target.rows(); r++) {
                rest.checkCancelled();
                for (int col = 0; col < out.length; col++) {
                    boolean inside = true;
                    for (int a = 0; a < 3; a++) {
                        x[a] = map.at(a, s, r, col);
                        inside &= AxisWeights.inside(x[a], from.size(a));
                    }
                    if (!inside) {
                        out[col] = options.outside();
                        continue;
                    }
                    for (int a = 0; a < 3; a++) {
                        AxisWeights.weights(options.interpolation(), x[a], from.size(a), index[a], weight[a], 0);
                        for (int j = 0; j < taps; j++) {
                            index[a][j] *= stride[a];
                        }
                    }
                    out[col] = c.sum(index, weight);
                }
                result.put(out, (s * target.rows() + r) * out.length, out.length);
            }
            rest.report((s + 1.0) / target.slices(), "Resampling");
        }
        return result.array();
    }

    private static Store coefficients(final Voxels source, final Geometry from, final Interpolation interpolation,
        final double[][] smoothing, final Progress progress) {
        final int slices = from.slices();
        final int rows = from.rows();
        final int columns = from.columns();
        final boolean asIs = interpolation == Interpolation.LINEAR && smoothing[0] == null && smoothing[1] == null
            && smoothing[2] == null;
        if (asIs && source.kind() == Voxels.Kind.FLOAT32) {
            return new Store(source.toFloats());
        }
        if (asIs && source.kind() == Voxels.Kind.FLOAT64) {
            return new Store(source.toDoubles());
        }
        final Store c = new Store(source.kind() == Voxels.Kind.FLOAT64, from.voxels());
        final double[] plane = new double[rows * columns];
        final double[] work = new double[Math.max(rows, slices) * columns];
        final double[] line = new double[columns];
        for (int s = 0; s < slices; s++) {
            progress.checkCancelled();
            for (int r = 0; r < rows; r++) {
                load(source, (s * rows + r) * columns, line, columns);
                prepare(line, columns, 1, 1, smoothing[2], interpolation, work);
                System.arraycopy(line, 0, plane, r * columns, columns);
            }
            prepare(plane, rows, columns, columns, smoothing[1], interpolation, work);
            c.put(plane, s * rows * columns, rows * columns);
            progress.report(0.5 * (s + 1) / slices, "Resampling");
        }
        final double[] lines = new double[slices * columns];
        for (int r = 0; r < rows; r++) {
            progress.checkCancelled();
            for (int s = 0; s < slices; s++) {
                c.get((s * rows + r) * columns, lines, s * columns, columns);
            }
            prepare(lines, slices, columns, columns, smoothing[0], interpolation, work);
            for (int s = 0; s < slices; s++) {
                c.put(lines, s * columns, (s * rows + r) * columns, 1, columns);
            }
            progress.report(0.5 + 0.5 * (r + 1) / rows, "Resampling");
        }
        return c;
    }
}
