package org.petctflow.imaging.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Images of one size, spacing and orientation, sorted along their normal, and whether they make a regular grid.
 *
 * <p>Tolerances. Scanners round positions (3.27 mm and 3.29 mm in one series of 3.27 mm is common), so slices count as regular
 * if every step between neighbours differs from the mean step by no more than 2 % or 0.1 mm (whichever is more), and no slice
 * lies further than 10 % of a step from where a regular grid has it. Slices are not shifted in their planes if they stay
 * within 0.1 mm or 10 % of the pixels' spacing (whichever is more) of the normal through the first one. Slices closer than
 * 0.01 mm lie at one position.
 */
final class SliceStack {

    static final double STEP_SHARE = 0.02;

    static final double STEP_MM = 0.1;

    static final double GRID_SHARE = 0.1;

    static final double SHIFT_MM = 0.1;

    static final double SHIFT_SHARE = 0.1;

    static final double ONE_POSITION_MM = 0.01;

    /** How many slices in a row may be made up by interpolation. */
    static final int MOST_MADE_UP = 3;

    private final List<SliceHeader> m_slices;

    /** Unit vectors: normal, rows advance, columns advance. */
    private final double[] m_direction;

    /** mm along the normal. */
    private final double[] m_along;

    /** mm along rows' and columns' advance, relative to the first slice. */
    private final double[] m_rowShift;

    private final double[] m_columnShift;

    private SliceStack(final List<SliceHeader> slices, final double[] direction) {
        final int n = slices.size();
        m_direction = direction;
        final Integer[] order = new Integer[n];
        final double[] along = new double[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
            along[i] = dot(slices.get(i).position(), 0);
        }
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> along[i])
            .thenComparingDouble(i -> slices.get(i).number("InstanceNumber", 0)));
        m_slices = new ArrayList<>(n);
        m_along = new double[n];
        m_rowShift = new double[n];
        m_columnShift = new double[n];
        for (int i = 0; i < n; i++) {
            final SliceHeader s = slices.get(order[i]);
            m_slices.add(s);
            m_along[i] = along[order[i]];
            m_rowShift[i] = dot(s.position(), 1) - dot(m_slices.get(0).position(), 1);
            m_columnShift[i] = dot(s.position(), 2) - dot(m_slices.get(0).position(), 2);
        }
    }

    /**
     * @param slices images with position, orientation and spacing, all of one orientation
     * @return the stack
     */
    static SliceStack of(final List<SliceHeader> slices) {
        return new SliceStack(slices, direction(slices.get(0).orientation()));
    }

    /** @return unit vectors at right angles: normal, rows advance, columns advance; null if the orientation is unusable */
    static double[] direction(final double[] orientation) {
        if (orientation == null) {
            return null;
        }
        final double[] x = Arrays.copyOfRange(orientation, 0, 3);
        final double[] y = Arrays.copyOfRange(orientation, 3, 6);
        final double lengthX = Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]);
        final double lengthY = Math.sqrt(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]);
        if (!(Math.abs(lengthX - 1) < 0.01) || !(Math.abs(lengthY - 1) < 0.01)) {
            return null;
        }
        double dot = 0;
        for (int i = 0; i < 3; i++) {
            x[i] /= lengthX;
            dot += x[i] * y[i] / lengthY;
        }
        if (!(Math.abs(dot) < 0.01)) {
            return null;
        }
        double rest = 0;
        for (int i = 0; i < 3; i++) {
            y[i] = y[i] / lengthY - dot * x[i];
            rest += y[i] * y[i];
        }
        for (int i = 0; i < 3; i++) {
            y[i] /= Math.sqrt(rest);
        }
        return new double[]{x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0], y[0], y[1], y[2],
            x[0], x[1], x[2]};
    }

    private double dot(final double[] p, final int axis) {
        return p[0] * m_direction[3 * axis] + p[1] * m_direction[3 * axis + 1] + p[2] * m_direction[3 * axis + 2];
    }

    List<SliceHeader> slices() {
        return m_slices;
    }

    int size() {
        return m_slices.size();
    }

    double[] direction() {
        return m_direction;
    }

    double along(final int slice) {
        return m_along[slice];
    }

    double rowShift(final int slice) {
        return m_rowShift[slice];
    }

    double columnShift(final int slice) {
        return m_columnShift[slice];
    }

    double extent() {
        return m_along[size() - 1] - m_along[0];
    }

    /** @return mean distance of neighbours in mm */
    double meanStep() {
        return extent() / (size() - 1);
    }

    /** @return the usual distance of neighbours in mm */
    double medianStep() {
        final double[] steps = new double[size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = m_along[i + 1] - m_along[i];
        }
        Arrays.sort(steps);
        return steps[(steps.length - 1) / 2];
    }

    /** @return how many images lie where another one lies already */
    int duplicates() {
        int n = 0;
        for (int i = 1; i < size(); i++) {
            if (m_along[i] - m_along[i - 1] < ONE_POSITION_MM) {
                n++;
            }
        }
        return n;
    }

    /** @return this with the first of each position */
    SliceStack withoutDuplicates() {
        final List<SliceHeader> kept = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            if (m_along[i] - last >= ONE_POSITION_MM) {
                kept.add(m_slices.get(i));
                last = m_along[i];
            }
        }
        return new SliceStack(kept, m_direction);
    }

    boolean shifted() {
        final double[] spacing = m_slices.get(0).pixelSpacing();
        for (int i = 1; i < size(); i++) {
            if (Math.abs(m_rowShift[i]) > Math.max(SHIFT_MM, SHIFT_SHARE * spacing[0])
                || Math.abs(m_columnShift[i]) > Math.max(SHIFT_MM, SHIFT_SHARE * spacing[1])) {
                return true;
            }
        }
        return false;
    }

    /** @return whether shifts grow evenly with the position, as a tilted gantry makes them */
    boolean sheared() {
        final double[] spacing = m_slices.get(0).pixelSpacing();
        final int last = size() - 1;
        for (int i = 1; i < last; i++) {
            final double share = (m_along[i] - m_along[0]) / extent();
            if (Math.abs(m_rowShift[i] - share * m_rowShift[last]) > Math.max(SHIFT_MM, SHIFT_SHARE * spacing[0])
                || Math.abs(m_columnShift[i] - share * m_columnShift[last]) > Math.max(SHIFT_MM, SHIFT_SHARE * spacing[1])) {
                return false;
            }
        }
        return true;
    }

    boolean evenSteps() {
        if (size() < 3) {
            return true;
        }
        final double mean = meanStep();
        for (int i = 1; i < size(); i++) {
            if (Math.abs(m_along[i] - m_along[i - 1] - mean) > Math.max(STEP_MM, STEP_SHARE * mean)
                || Math.abs(m_along[i] - m_along[0] - i * mean) > GRID_SHARE * mean) {
                return false;
            }
        }
        return true;
    }

    boolean regular() {
        return duplicates() == 0 && evenSteps() && !shifted();
    }

    /** @return how many slices could be missing in the widest step, 0 if steps are no multiples of the usual one */
    int widestGap() {
        final double usual = medianStep();
        int widest = 0;
        for (int i = 1; i < size(); i++) {
            widest = Math.max(widest, (int)Math.min(1e6, Math.rint((m_along[i] - m_along[i - 1]) / usual)) - 1);
        }
        return widest;
    }

    /** @return what keeps the stack from being a regular grid, in words; empty if nothing does */
    Map<GeometryProblem, String> problems() {
        final Map<GeometryProblem, String> problems = new EnumMap<>(GeometryProblem.class);
        if (size() < 2) {
            return problems;
        }
        if (extent() < ONE_POSITION_MM) {
            problems.put(GeometryProblem.ONE_POSITION, "all " + size() + " images lie at one position " + place(0)
                + ": this is a bolus tracking or time series, or slices were stacked, and no volume");
            return problems;
        }
        final int duplicates = duplicates();
        final SliceStack single = duplicates == 0 ? this : withoutDuplicates();
        if (duplicates > 0) {
            problems.put(GeometryProblem.DUPLICATE_SLICES, duplicates + " of " + size()
                + " images lie where another one lies, first at " + place(firstDuplicate())
                + ", and nothing in their headers tells frames, gates or reconstructions apart");
        }
        single.shifts(problems);
        single.steps(problems);
        return problems;
    }

    private int firstDuplicate() {
        int i = 1;
        while (m_along[i] - m_along[i - 1] >= ONE_POSITION_MM) {
            i++;
        }
        return i;
    }

    private void shifts(final Map<GeometryProblem, String> problems) {
        if (!shifted()) {
            return;
        }
        final int last = size() - 1;
        if (size() > 2 && !sheared()) {
            problems.put(GeometryProblem.SHIFTED_SLICES, "slices are shifted against each other within their planes, up to "
                + mm(widestShift()) + " mm");
            return;
        }
        final double shift = Math.hypot(m_rowShift[last], m_columnShift[last]);
        problems.put(GeometryProblem.GANTRY_TILT, String.format(Locale.ROOT,
            "the gantry was tilted: slices are shifted by %s mm within their planes for each step of %s mm (shear of %.1f "
                + "degrees)",
            mm(shift / last), mm(meanStep()), Math.toDegrees(Math.atan2(shift, extent()))));
    }

    private double widestShift() {
        double widest = 0;
        for (int i = 1; i < size(); i++) {
            widest = Math.max(widest, Math.hypot(m_rowShift[i], m_columnShift[i]));
        }
        return widest;
    }

    private void steps(final Map<GeometryProblem, String> problems) {
        if (evenSteps()) {
            return;
        }
        final double usual = medianStep();
        int missing = 0;
        int first = -1;
        boolean multiples = true;
        for (int i = 1; i < size(); i++) {
            final double step = m_along[i] - m_along[i - 1];
            final double times = Math.rint(step / usual);
            multiples &= times >= 1 && Math.abs(step - times * usual) <= times * Math.max(STEP_MM, STEP_SHARE * usual);
            if (times > 1) {
                missing += (int)Math.min(times, 1e6) - 1;
                first = first < 0 ? i : first;
            }
        }
        if (multiples && missing > 0) {
            problems.put(GeometryProblem.MISSING_SLICES, missing + (missing == 1 ? " slice is" : " slices are")
                + " missing: between " + place(first - 1) + " and " + place(first) + " the step is "
                + mm(m_along[first] - m_along[first - 1]) + " mm where " + mm(usual) + " mm are usual");
        } else {
            double least = Double.MAX_VALUE;
            double most = 0;
            for (int i = 1; i < size(); i++) {
                least = Math.min(least, m_along[i] - m_along[i - 1]);
                most = Math.max(most, m_along[i] - m_along[i - 1]);
            }
            problems.put(GeometryProblem.VARYING_SPACING, "steps between slices vary from " + mm(least) + " to " + mm(most)
                + " mm");
        }
    }

    private String place(final int slice) {
        final double[] p = m_slices.get(slice).position();
        return "(" + mm(p[0]) + ", " + mm(p[1]) + ", " + mm(p[2]) + ") mm";
    }

    static String mm(final double value) {
        final String text = String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
        return text.equals("-0") ? "0" : text;
    }
}
