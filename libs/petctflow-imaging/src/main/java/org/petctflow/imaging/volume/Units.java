package org.petctflow.imaging.volume;

/** The units a voxel's value may have, written as they are shown. */
public final class Units {

    /** Hounsfield units. */
    public static final String HU = "HU";

    /** Activity concentration. */
    public static final String BQML = "Bq/ml";

    /** Counts, a vendor's own scale. */
    public static final String COUNTS = "counts";

    /** Standardised uptake value by body weight, g/ml. */
    public static final String SUV_BW = "SUVbw";

    /** Standardised uptake value by lean body mass, g/ml. */
    public static final String SUV_LBM = "SUVlbm";

    /** Standardised uptake value by body surface area, cm2/ml. */
    public static final String SUV_BSA = "SUVbsa";

    /** Standardised uptake value by ideal body weight, g/ml. */
    public static final String SUV_IBW = "SUVibw";

    /** A plain number. */
    public static final String NONE = "";

    private Units() {
    }

    /**
     * @param unit a unit
     * @return whether it is one of the standardised uptake values
     */
    public static boolean isSuv(final String unit) {
        return unit.startsWith("SUV");
    }
}
