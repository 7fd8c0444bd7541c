package org.petctflow.study.viewer;

/** The colours of the viewer's page, for pictures. */
final class Palette {

    /** Black, red, yellow, white: what nuclear medicine knows as hot; position of 0 to 255, then red, green, blue. */
    private static final int[][] HOT_STOPS = {{0, 0, 0, 0}, {95, 255, 0, 0}, {191, 255, 255, 0}, {255, 255, 255, 255}};

    /** Viridis (van der Walt and Smith 2015, CC0), by nine of its colours. */
    private static final int[][] HEAT_STOPS = {{0, 68, 1, 84}, {32, 71, 44, 122}, {64, 59, 81, 139}, {96, 44, 113, 142}, {128, 33, 144, 141},
        {159, 39, 173, 129}, {191, 92, 200, 99}, {223, 170, 220, 50}, {255, 253, 231, 37}};

    /** Of the PET, three numbers a step. */
    static final int[] HOT = table(HOT_STOPS);

    /** Of heat maps. */
    static final int[] HEAT = table(HEAT_STOPS);

    /** Of contours: Okabe and Ito's light colours. */
    static final int[] CONTOURS = {0x56b4e9, 0xcc79a7, 0xe69f00, 0xffffff, 0x009e73, 0xf0e442};

    private Palette() {
    }

    private static int[] table(final int[][] stops) {
        final int[] t = new int[768];
        for (int i = 0; i < 256; i++) {
            int k = 1;
            while (k < stops.length - 1 && stops[k][0] < i) {
                k++;
            }
            for (int c = 1; c <= 3; c++) {
                final double share = (double)(i - stops[k - 1][0]) / (stops[k][0] - stops[k - 1][0]);
                t[3 * i + c - 1] = (int)Math.round(stops[k - 1][c] + share * (stops[k][c] - stops[k - 1][c]));
            }
        }
        return t;
    }

    /**
     * @param rgb three numbers of 0 to 255, changed
     * @param table a colour table
     * @param t where in it, 0 to 1
     * @param alpha how much of it, 0 to 1
     */
    static void mix(final double[] rgb, final int[] table, final double t, final double alpha) {
        final int k = 3 * (int)Math.round(255 * Math.max(0, Math.min(1, t)));
        for (int c = 0; c < 3; c++) {
            rgb[c] += (table[k + c] - rgb[c]) * alpha;
        }
    }
}
