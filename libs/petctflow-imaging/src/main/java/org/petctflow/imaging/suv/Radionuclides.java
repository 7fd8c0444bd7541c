package org.petctflow.imaging.suv;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Half-lives of the radionuclides of PET. Values: National Nuclear Data Center, NuDat 3 (nndc.bnl.gov/nudat3). Codes: DICOM
 * PS3.16 CID 4020 "PET Radionuclide", SRT.
 */
final class Radionuclides {

    private static final double MINUTE = 60;

    private static final double HOUR = 3600;

    private static final double DAY = 86400;

    private static final Map<String, Double> HALF_LIVES = new LinkedHashMap<>();

    private static final Map<String, String> CODES = new LinkedHashMap<>();

    private static final Map<String, String> ELEMENTS = new LinkedHashMap<>();

    static {
        add("C-11", "C-105A1", "CARBON", 20.364 * MINUTE);
        add("N-13", "C-107A1", "NITROGEN", 9.965 * MINUTE);
        add("O-15", "C-B1038", "OXYGEN", 122.24);
        add("F-18", "C-111A1", "FLUORINE", 109.77 * MINUTE);
        add("Sc-44", "126600", "SCANDIUM", 3.97 * HOUR);
        add("Cu-60", "C-127A4", "COPPER", 23.7 * MINUTE);
        add("Cu-61", "C-127A1", "COPPER", 3.339 * HOUR);
        add("Cu-62", "C-127A5", "COPPER", 9.673 * MINUTE);
        add("Cu-64", "C-127A2", "COPPER", 12.701 * HOUR);
        add("Ga-66", "C-131A1", "GALLIUM", 9.49 * HOUR);
        add("Ga-68", "C-131A3", "GALLIUM", 67.71 * MINUTE);
        add("Ge-68", "C-128A2", "GERMANIUM", 270.93 * DAY);
        add("Br-76", "C-113A2", "BROMINE", 16.2 * HOUR);
        add("Rb-82", "C-159A2", "RUBIDIUM", 1.2575 * MINUTE);
        add("Y-86", "C-162A3", "YTTRIUM", 14.74 * HOUR);
        add("Y-90", "C-162A7", "YTTRIUM", 64.053 * HOUR);
        add("Zr-89", "C-168A4", "ZIRCONIUM", 78.41 * HOUR);
        add("I-124", "C-114A5", "IODINE", 4.1760 * DAY);
        ELEMENTS.put("FLUOR", "F");
        ELEMENTS.put("FLUORIDE", "F");
    }

    private static final Pattern MASS_FIRST = Pattern.compile("(?<![0-9])(\\d{2,3})[\\s^_\\[\\]-]*([A-Z]+)");

    private static final Pattern MASS_LAST = Pattern.compile("([A-Z]+)[\\s^_\\[\\]-]*(\\d{2,3})(?![0-9])");

    private Radionuclides() {
    }

    private static void add(final String nuclide, final String code, final String element, final double seconds) {
        HALF_LIVES.put(nuclide, seconds);
        CODES.put(code, nuclide);
        ELEMENTS.put(element, nuclide.substring(0, nuclide.indexOf('-')));
    }

    /**
     * @param code the code of RadionuclideCodeSequence
     * @param meaning its meaning, e.g. {@code ^18^Fluorine}, {@code 18F}, {@code F-18}, {@code Ga68}
     * @param tracer Radiopharmaceutical, of which FDG names its radionuclide
     * @return e.g. {@code F-18}; empty if nothing says
     */
    static String nuclide(final String code, final String meaning, final String tracer) {
        final String known = CODES.get(code.toUpperCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        for (final String text : new String[]{meaning, code, tracer}) {
            final String named = named(text.toUpperCase(Locale.ROOT));
            if (!named.isEmpty()) {
                return named;
            }
        }
        final String t = tracer.toUpperCase(Locale.ROOT);
        return t.contains("FDG") || t.contains("FLUORODEOXYGLUCOSE") || t.contains("FLUDEOXYGLUCOSE") ? "F-18" : "";
    }

    private static String named(final String text) {
        final Matcher first = MASS_FIRST.matcher(text);
        while (first.find()) {
            final String nuclide = element(first.group(2)) + "-" + first.group(1);
            if (HALF_LIVES.containsKey(nuclide)) {
                return nuclide;
            }
        }
        final Matcher last = MASS_LAST.matcher(text);
        while (last.find()) {
            final String nuclide = element(last.group(1)) + "-" + last.group(2);
            if (HALF_LIVES.containsKey(nuclide)) {
                return nuclide;
            }
        }
        return "";
    }

    private static String element(final String letters) {
        return ELEMENTS.getOrDefault(letters, letters.charAt(0) + letters.substring(1).toLowerCase(Locale.ROOT));
    }

    /**
     * @param nuclide e.g. {@code F-18}
     * @return its half-life in s, NaN if it is not in the table
     */
    static double halfLife(final String nuclide) {
        return HALF_LIVES.getOrDefault(nuclide, Double.NaN);
    }
}
