package org.petctflow.imaging.suv;

/**
 * What an uptake is normalised by: W weight in kg, H height in cm, BMI = W / (H / 100)^2.
 *
 * <table>
 * <caption>Formulas</caption>
 * <tr><th></th><th>men</th><th>women</th></tr>
 * <tr><td>LBM, Morgan</td><td>1.10 W - 120 (W/H)^2 kg</td><td>1.07 W - 148 (W/H)^2 kg</td></tr>
 * <tr><td>LBM, James</td><td>1.10 W - 128 (W/H)^2 kg</td><td>1.07 W - 148 (W/H)^2 kg</td></tr>
 * <tr><td>LBM, Janmahasatian</td><td>9270 W / (6680 + 216 BMI) kg</td><td>9270 W / (8780 + 244 BMI) kg</td></tr>
 * <tr><td>IBW</td><td>48.0 + 1.06 (H - 152) kg</td><td>45.5 + 0.91 (H - 152) kg</td></tr>
 * <tr><td>BSA</td><td colspan="2">0.007184 W^0.425 H^0.725 m2</td></tr>
 * </table>
 *
 * <p>Sources at {@link SuvType}.
 */
public final class BodySize {

    private BodySize() {
    }

    /**
     * @param type by what to normalise
     * @param weightKg weight in kg
     * @param heightM height in m; not needed for body weight
     * @param male whether the patient is a man; not needed for body weight and surface
     * @return g, or cm2 for the body surface area
     */
    public static double of(final SuvType type, final double weightKg, final double heightM, final boolean male) {
        final double w = weightKg;
        final double h = heightM * 100;
        final double ratio = w / h;
        final double bmi = w / (heightM * heightM);
        return switch (type) {
            case BW -> 1000 * w;
            case LBM_MORGAN -> 1000 * (male ? 1.10 * w - 120 * ratio * ratio : 1.07 * w - 148 * ratio * ratio);
            case LBM_JAMES -> 1000 * (male ? 1.10 * w - 128 * ratio * ratio : 1.07 * w - 148 * ratio * ratio);
            case LBM_JANMAHASATIAN -> 1000 * 9270 * w / (male ? 6680 + 216 * bmi : 8780 + 244 * bmi);
            case IBW -> 1000 * (male ? 48.0 + 1.06 * (h - 152) : 45.5 + 0.91 * (h - 152));
            case BSA -> 1e4 * 0.007184 * Math.pow(w, 0.425) * Math.pow(h, 0.725);
        };
    }
}
