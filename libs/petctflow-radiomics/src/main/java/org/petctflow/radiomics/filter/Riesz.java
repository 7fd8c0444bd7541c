package org.petctflow.radiomics.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.shape.Eigenvalues;

/**
 * The Riesz transform of order {@code l = (l1, l2, ...)}, with {@code L = l1 + l2 + ...}: in the Fourier domain the factor
 * {@code (-i)^L sqrt(L! / (l1! l2! ...)) f1^l1 f2^l2 ... / |f|^L}, 0 at f = 0. Order 1 behaves like a gradient, order 2 like a Hessian, but
 * neither dampens nor amplifies any frequency. Frequencies are per voxel, so spacings should be equal (resample first).
 * <p>
 * Aligned, each voxel has axes of its own: the eigenvectors of the structure tensor, whose elements are the products of pairs of first order
 * transforms, averaged over a Gaussian window. The first axis is that of the largest eigenvalue; an axis points to where its first order
 * transform is positive. The transform along these axes is a sum of all transforms of its order (it is steerable). Source: IBSI AYRS; the
 * reference manual, doi:10.48550/arXiv.2006.05470; Unser and Van De Ville 2010, IEEE Trans Image Process 19:636.
 */
public final class Riesz {

    /** Where the structure tensor's window ends, in its sigmas. */
    private static final double WINDOW_CUTOFF = 4;

    /** Components grow with the square of the order. */
    private static final int MOST_ORDER = 8;

    private final int[] m_order;

    private final double m_window;

    private Riesz(final int[] order, final double window) {
        m_order = order;
        m_window = window;
    }

    /**
     * @param order l along columns, rows and slices; two numbers for slice by slice
     * @return the transform along the image's axes
     */
    public static Riesz of(final int... order) {
        final int total = Arrays.stream(order).sum();
        if (order.length < 2 || order.length > 3 || Arrays.stream(order).anyMatch(l -> l < 0) || total < 1 || total > MOST_ORDER) {
            throw new IllegalArgumentException("The order of a Riesz transform is two or three numbers from 0, with a sum from 1 to "
                + MOST_ORDER + ", but was " + Arrays.toString(order));
        }
        return new Riesz(order.clone(), 0);
    }

    /**
     * @param sigma of the structure tensor's window, mm
     * @return the transform of the same order along each voxel's own axes
     */
    public Riesz aligned(final double sigma) {
        if (!(sigma > 0 && sigma < 1000)) {
            throw new IllegalArgumentException(
                "The structure tensor's window must be above 0 and below 1000 mm, but was " + sigma);
        }
        return new Riesz(m_order, sigma);
    }

    void check(final boolean flat) {
        if (m_order.length != (flat ? 2 : 3)) {
            throw new IllegalArgumentException("The order of a Riesz transform needs " + (flat ? "two" : "three") + " numbers for a "
                + (flat ? "2D" : "3D") + " filter, but was " + Arrays.toString(m_order));
        }
    }

    @Override
    public String toString() {
        return "riesz-" + Arrays.stream(m_order).mapToObj(Integer::toString).collect(Collectors.joining("-"))
            + (m_window == 0 ? "" : "-aligned-" + IbsiFilters.number(m_window) + "mm");
    }

    /**
     * @param spectrum of the padded image after the filter that is to be transformed; used up
     * @param padded its size
     * @param from where the image begins in it
     * @param size the image's size
     * @param mm the image's spacing along slices, rows and columns
     * @param progress progress and cancellation
     * @return the response on the image's grid
     */
    Grid apply(final Spectrum spectrum, final int[] padded, final int[] from, final int[] size, final double[] mm,
        final Progress progress) {
        final int total = Arrays.stream(m_order).sum();
        final RieszSpectrum transform = new RieszSpectrum(spectrum, m_order.length, total);
        if (m_window == 0) {
            transform.divide(total);
            return transform.responses(m_order, null, from, size, progress)[0];
        }
        final int n = m_order.length;
        transform.divide(1);
        final int[] begin = from.clone();
        final int[] length = size.clone();
        for (int axis = 3 - n; axis < 3; axis++) {
            begin[axis] -= reach(mm[axis]);
            length[axis] += 2 * reach(mm[axis]);
        }
        progress.report(0, "Structure tensor");
        final Grid[] first = new Grid[n];
        for (int i = 0; i < n; i += 2) {
            final int[] order = new int[n];
            order[i] = 1;
            final int[] next = i + 1 < n ? new int[n] : null;
            if (next != null) {
                next[i + 1] = 1;
            }
            final Grid[] responses = transform.responses(order, next, begin, length, progress);
            System.arraycopy(responses, 0, first, i, next == null ? 1 : 2);
        }
        transform.divide(total - 1);
        final double[][] coefficients = coefficients(first, size, mm, progress);
        final List<int[]> components = components(n, total);
        final double[] sum = new double[coefficients[0].length];
        for (int c = 0; c < components.size(); c += 2) {
            progress.report(0.4 + 0.6 * c / components.size(), "Component " + (c + 1) + " of " + components.size());
            final Grid[] responses = transform.responses(components.get(c), c + 1 < components.size() ? components.get(c + 1) : null, from, size, progress);
            for (int i = 0; i < 2 && c + i < components.size(); i++) {
                final double factor = Math.sqrt(factorials(components.get(c + i)) / factorials(m_order));
                final double[] response = responses[i].values();
                final double[] coefficient = coefficients[c + i];
                for (int v = 0; v < sum.length; v++) {
                    sum[v] += factor * coefficient[v] * response[v];
                }
                coefficients[c + i] = null;
            }
        }
        return new Grid(size, sum);
    }

    private int reach(final double mm) {
        return (int)Math.ceil(WINDOW_CUTOFF * m_window / mm);
    }

    /** [component][voxel]: how much of each component the transform along the voxel's own axes has. */
    private double[][] coefficients(final Grid[] first, final int[] size, final double[] mm, final Progress progress) {
        final int n = m_order.length;
        final double[][][] tensor = new double[n][n][];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                progress.report(0.2, "Structure tensor");
                tensor[i][j] = window(first[i], first[j], size, mm, progress).values();
                tensor[j][i] = tensor[i][j];
            }
        }
        final int[] inner = new int[3];
        for (int axis = 3 - n; axis < 3; axis++) {
            inner[axis] = reach(mm[axis]);
        }
        final double[][] gradient = new double[n][];
        for (int i = 0; i < n; i++) {
            gradient[i] = first[i].part(inner, size, Boundary.ZERO).values();
            first[i] = null;
        }
        final List<int[]> components = components(n, Arrays.stream(m_order).sum());
        final double[][] coefficients = new double[components.size()][gradient[0].length];
        final double[][] t = new double[n][n];
        for (int v = 0; v < gradient[0].length; v++) {
            if (v % 4096 == 0) {
                progress.checkCancelled();
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    t[i][j] = tensor[i][j][v];
                }
            }
            final double[] own = expand(axes(t, gradient, v), components);
            for (int c = 0; c < own.length; c++) {
                coefficients[c][v] = own[c];
            }
        }
        return coefficients;
    }

    /** The coefficients of each power of the frequencies in {@code product over j of (axis_j f)^l_j}. */
    private double[] expand(final double[][] axes, final List<int[]> components) {
        final int n = m_order.length;
        final int most = Arrays.stream(m_order).sum() + 1;
        // polynomials in the frequencies but the last one, whose power follows from the degree
        double[] p = new double[n == 2 ? most : most * most];
        p[0] = 1;
        int degree = 0;
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < m_order[j]; l++) {
                final double[] q = new double[p.length];
                for (int a = 0; a <= degree; a++) {
                    for (int b = 0; b <= (n == 2 ? 0 : degree - a); b++) {
                        final double value = p[a + most * b];
                        q[a + 1 + most * b] += value * axes[j][0];
                        if (n == 3) {
                            q[a + most * (b + 1)] += value * axes[j][1];
                        }
                        q[a + most * b] += value * axes[j][n - 1];
                    }
                }
                p = q;
                degree++;
            }
        }
        final double[] coefficients = new double[components.size()];
        for (int c = 0; c < coefficients.length; c++) {
            final int[] m = components.get(c);
            coefficients[c] = p[m[0] + (n == 2 ? 0 : most * m[1])];
        }
        return coefficients;
    }

    private static double[][] axes(final double[][] tensor, final double[][] gradient, final int v) {
        final double[][] axes = Eigenvalues.vectors(tensor);
        for (final double[] axis : axes) {
            double along = 0;
            for (int i = 0; i < axis.length; i++) {
                along += axis[i] * gradient[i][v];
            }
            if (along < 0) {
                for (int i = 0; i < axis.length; i++) {
                    axis[i] = -axis[i];
                }
            }
        }
        return axes;
    }

    /** The product of two grids, averaged over the window, where the image is: the grids reach farther by the window's reach. */
    private Grid window(final Grid a, final Grid b, final int[] size, final double[] mm, final Progress progress) {
        final double[] product = a.values().clone();
        for (int v = 0; v < product.length; v++) {
            product[v] *= b.values()[v];
        }
        Grid grid = new Grid(a.size(), product);
        for (int axis = 3 - m_order.length; axis < 3; axis++) {
            progress.checkCancelled();
            final int reach = reach(mm[axis]);
            final double sigma = m_window / mm[axis];
            final double[] kernel = new double[2 * reach + 1];
            double sum = 0;
            for (int i = -reach; i <= reach; i++) {
                kernel[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
                sum += kernel[i + reach];
            }
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] /= sum;
            }
            // what was averaged along one axis is needed where the image is only
            final int[] from = new int[3];
            final int[] length = grid.size().clone();
            from[axis] = reach;
            length[axis] = size[axis];
            grid = grid.convolve(axis, kernel, reach, Boundary.ZERO).part(from, length, Boundary.ZERO);
        }
        return grid;
    }

    /** All orders of n numbers with a sum. */
    static List<int[]> components(final int n, final int total) {
        final List<int[]> all = new ArrayList<>();
        for (int a = total; a >= 0; a--) {
            if (n == 2) {
                all.add(new int[]{a, total - a});
            } else {
                for (int b = total - a; b >= 0; b--) {
                    all.add(new int[]{a, b, total - a - b});
                }
            }
        }
        return all;
    }

    static double factorials(final int[] order) {
        double product = 1;
        for (final int l : order) {
            product *= factorial(l);
        }
        return product;
    }

    static double factorial(final int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
