package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.deep.nnunet.NnUnet.Mirroring;

/** Runs networks on overlapping windows of an image and averages what they say, the middle of a window counting most. */
final class SlidingWindow {

    private final int[] m_window;

    private final boolean m_slices;

    private final double m_step;

    private final int[][] m_mirrors;

    private final float[] m_weights;

    /**
     * @param window the window's voxels along three axes
     * @param slices whether the network takes slices, windows of two axes; then the first number is 1
     * @param options step and mirroring
     */
    SlidingWindow(final int[] window, final boolean slices, final NnUnet.Options options) {
        m_window = window;
        m_slices = slices;
        m_step = options.step();
        m_mirrors = mirrors(slices, options.mirroring());
        m_weights = Windows.gaussian(window);
    }

    /** Every subset of the axes, as axes of batch, channel, ... */
    private static int[][] mirrors(final boolean slices, final Mirroring mirroring) {
        final int[] axes = mirroring == Mirroring.NONE ? new int[0]
            : slices ? new int[]{2, 3} : mirroring == Mirroring.IN_PLANE ? new int[]{3, 4} : new int[]{2, 3, 4};
        final List<int[]> result = new ArrayList<>();
        for (int subset = 0; subset < 1 << axes.length; subset++) {
            final int bits = subset;
            result.add(java.util.stream.IntStream.range(0, axes.length).filter(a -> (bits >> a & 1) == 1).map(a -> axes[a]).toArray());
        }
        return result.toArray(int[][]::new);
    }

    /**
     * @param networks whose predictions are averaged
     * @param channels the image
     * @param shape its voxels along three axes
     * @param outputs how many numbers a voxel the networks give
     * @param progress 0 to 1 over the windows
     * @return each output, on the image's grid
     * @throws IOException if a network cannot be run
     */
    float[][] predict(final List<TorchScript> networks, final List<float[]> channels, final int[] shape, final int outputs,
        final Progress progress) throws IOException {
        final int[] padded = new int[3];
        final int[] before = new int[3];
        final int[][] steps = new int[3][];
        int count = 1;
        for (int a = 0; a < 3; a++) {
            padded[a] = Math.max(shape[a], m_window[a]);
            before[a] = (padded[a] - shape[a]) / 2; // zeros around a small image
            steps[a] = m_slices && a == 0 ? java.util.stream.IntStream.range(0, padded[0]).toArray()
                : Windows.steps(padded[a], m_window[a], m_step);
            count *= steps[a].length;
        }
        final float[][] sums = new float[outputs][shape[0] * shape[1] * shape[2]];
        final float[] weights = new float[sums[0].length];
        final float[] input = new float[channels.size() * m_weights.length];
        final long[] form = m_slices ? new long[]{1, channels.size(), m_window[1], m_window[2]}
            : new long[]{1, channels.size(), m_window[0], m_window[1], m_window[2]};
        int done = 0;
        for (final int z : steps[0]) {
            for (final int y : steps[1]) {
                for (final int x : steps[2]) {
                    progress.checkCancelled();
                    progress.report((double)done / count, "Window " + ++done + " of " + count);
                    final int[] at = {z - before[0], y - before[1], x - before[2]};
                    cut(channels, shape, at, input);
                    for (final TorchScript network : networks) {
                        add(network.run(input, form, m_mirrors, outputs), shape, at, sums);
                    }
                    addWeights(shape, at, weights);
                }
            }
        }
        for (final float[] sum : sums) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] /= weights[i] * networks.size();
                if (!Float.isFinite(sum[i])) {
                    throw new IOException("The network gives values that are no numbers: it was made for other images, or it is damaged");
                }
            }
        }
        return sums;
    }

    /** What is done with a row of a window that lies in the image. */
    private interface Row {
        void at(int inWindow, int inImage, int length);
    }

    private void rows(final int[] shape, final int[] at, final Row row) {
        final int x0 = Math.max(0, -at[2]);
        final int x1 = Math.min(m_window[2], shape[2] - at[2]);
        for (int z = Math.max(0, -at[0]); z < Math.min(m_window[0], shape[0] - at[0]); z++) {
            for (int y = Math.max(0, -at[1]); y < Math.min(m_window[1], shape[1] - at[1]); y++) {
                row.at((z * m_window[1] + y) * m_window[2] + x0, ((z + at[0]) * shape[1] + y + at[1]) * shape[2] + x0 + at[2], x1 - x0);
            }
        }
    }

    private void cut(final List<float[]> channels, final int[] shape, final int[] at, final float[] input) {
        java.util.Arrays.fill(input, 0);
        for (int c = 0; c < channels.size(); c++) {
            final float[] values = channels.get(c);
            final int start = c * m_weights.length;
            rows(shape, at, (w, i, n) -> System.arraycopy(values, i, input, start + w, n));
        }
    }

    private void add(final float[] output, final int[] shape, final int[] at, final float[][] sums) {
        for (int k = 0; k < sums.length; k++) {
            final float[] sum = sums[k];
            final int start = k * m_weights.length;
            rows(shape, at, (w, i, n) -> {
                for (int j = 0; j < n; j++) {
                    sum[i + j] += output[start + w + j] * m_weights[w + j];
                }
            });
        }
    }

    private void addWeights(final int[] shape, final int[] at, final float[] weights) {
        rows(shape, at, (w, i, n) -> {
            for (int j = 0; j < n; j++) {
                weights[i + j] += m_weights[w + j];
            }
        });
    }
}
