package org.petctflow.radiomics.filter;

/**
 * A filter along an axis: {@code y(i) = sum over k of values(k) x(i - (k - centre))}.
 *
 * @param values coefficients
 * @param centre the position that stands on the voxel itself; n / 2 for n values, as they come
 */
record Kernel(double[] values, int centre) {

    static Kernel of(final double[] values) {
        return new Kernel(values, values.length / 2);
    }

    /** @return turned round about the voxel: what the filter does to a mirrored image */
    Kernel reversed() {
        final int n = values.length;
        final double[] turned = new double[n];
        for (int k = 0; k < n; k++) {
            turned[k] = values[n - 1 - k];
        }
        return new Kernel(turned, n - 1 - centre);
    }

    /** @return with {@code step - 1} zeros between its coefficients */
    Kernel dilated(final int step) {
        final double[] d = new double[(values.length - 1) * step + 1];
        for (int k = 0; k < values.length; k++) {
            d[k * step] = values[k];
        }
        return new Kernel(d, centre * step);
    }
}
