package org.petctflow.imaging.dicom;

import java.util.Locale;

import org.petctflow.imaging.volume.Units;

/** Units of real world values in UCUM (PS3.16 CID 84 "PET Unit for Real World Value Mapping" and 85 "SUV Unit"), and what they are elsewhere. */
public final class RealWorldUnits {

    private RealWorldUnits() {
    }

    /**
     * @param ucum a unit's code, e.g. {@code {SUVbw}g/ml}
     * @return the defined term of Units (0054,1001): {@code BQML}, {@code GML}, {@code CM2ML}, {@code CNTS}; empty for others
     */
    public static String units(final String ucum) {
        final String u = perMl(ucum).toLowerCase(Locale.ROOT);
        if (u.endsWith("bq/ml")) {
            return Double.isNaN(prefix(ucum)) ? "" : "BQML";
        }
        if (u.contains("suvbsa")) {
            return "CM2ML";
        }
        return u.contains("suv") || u.equals("g/ml") ? "GML" : u.startsWith("{counts}") && !u.contains("/") ? "CNTS" : "";
    }

    /**
     * @param ucum a unit's code
     * @return the defined term of SUVType (0054,1006); empty where it is no SUV, or nobody says which
     */
    public static String suvType(final String ucum) {
        final String u = ucum.toLowerCase(Locale.ROOT);
        return u.contains("suvlbm(james128)") ? "LBMJAMES128" : u.contains("suvlbm(janma)") ? "LBMJANMA"
            : u.contains("suvlbm") ? "LBM" : u.contains("suvibw") ? "IBW" : u.contains("suvbsa") ? "BSA"
            : u.contains("suv") ? "BW" : "";
    }

    /** @return what a value is multiplied by to be in {@link #shown}: activities are carried in Bq/ml */
    static double factor(final String ucum) {
        return units(ucum).equals("BQML") ? prefix(ucum) : 1;
    }

    /** A cubic centimetre is a millilitre. */
    private static String perMl(final String ucum) {
        return ucum.endsWith("/cm3") ? ucum.substring(0, ucum.length() - 3) + "ml" : ucum;
    }

    private static double prefix(final String ucum) {
        final String activity = perMl(ucum);
        return switch (activity.substring(0, activity.length() - "Bq/ml".length())) {
            case "" -> 1;
            case "k" -> 1e3;
            case "M" -> 1e6;
            default -> Double.NaN;
        };
    }

    /**
     * @param ucum a unit's code
     * @return the unit as volumes carry it, one of {@link Units} where there is one
     */
    public static String shown(final String ucum) {
        final String type = suvType(ucum);
        if (type.startsWith("LBM")) {
            return Units.SUV_LBM;
        }
        return switch (type) {
            case "BW" -> Units.SUV_BW;
            case "IBW" -> Units.SUV_IBW;
            case "BSA" -> Units.SUV_BSA;
            default -> switch (units(ucum)) {
                case "BQML" -> Units.BQML;
                case "CNTS" -> Units.COUNTS;
                case "GML" -> Units.SUV_BW;
                // UCUM's Hounsfield unit, and no unit
                default -> ucum.equals("[hnsf'U]") ? Units.HU : ucum.equals("1") ? Units.NONE : ucum;
            };
        };
    }
}
