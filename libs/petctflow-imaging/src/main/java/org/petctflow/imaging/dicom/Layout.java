package org.petctflow.imaging.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.petctflow.imaging.dicom.GeometryProblem.Policy;
import org.petctflow.imaging.volume.Geometry;

/**
 * How slices become a grid.
 *
 * @param geometry the grid; null if there is none
 * @param slices the images that are read, along the normal
 * @param regularisation how they are brought onto the grid, null if they are its slices
 * @param refusal why there is no grid; empty if there is one
 */
record Layout(Geometry geometry, List<SliceHeader> slices, Regularisation regularisation, String refusal) {

    private static Layout refused(final List<SliceHeader> slices, final String reason) {
        return new Layout(null, slices, null, reason);
    }

    /**
     * @param images what belongs together
     * @param policies what to do about each problem
     * @param damaged how many files of the series could not be read
     * @param warnings takes what a user should know
     * @return the layout
     */
    static Layout of(final List<SliceHeader> images, final Map<GeometryProblem, Policy> policies, final int damaged,
        final List<String> warnings) {
        final SliceHeader first = images.get(0);
        if (first.pixelSpacing() == null || first.position() == null || first.orientation() == null) {
            return refused(images, "the images do not say where they lie: "
                + (first.position() == null ? "ImagePositionPatient (0020,0032)"
                    : first.orientation() == null ? "ImageOrientationPatient (0020,0037)" : "PixelSpacing (0028,0030)")
                + " is missing");
        }
        final double[] direction = SliceStack.direction(first.orientation());
        if (direction == null) {
            return refused(images, "ImageOrientationPatient (0020,0037) of " + first.file().path().getFileName()
                + " holds no unit vectors at right angles");
        }
        if (!(first.pixelSpacing()[0] > 0 && first.pixelSpacing()[1] > 0)) {
            return refused(images, "PixelSpacing (0028,0030) must be positive, but was " + first.pixelSpacing()[0] + " and "
                + first.pixelSpacing()[1]);
        }
        SliceStack stack = SliceStack.of(images);
        final Map<GeometryProblem, String> problems = stack.problems();
        if (damaged > 0) {
            problems.merge(GeometryProblem.MISSING_SLICES, damaged + (damaged == 1 ? " file" : " files")
                + " of the series could not be read, see the scan's problems", (a, b) -> a + "; " + b);
        }
        boolean regularise = false;
        for (final Map.Entry<GeometryProblem, String> p : problems.entrySet()) {
            final Policy policy = policies.get(p.getKey());
            if (policy == Policy.REFUSE) {
                return refused(stack.slices(), p.getValue());
            }
            final boolean mended = policy == Policy.REGULARISE && p.getKey() != GeometryProblem.DUPLICATE_SLICES;
            warnings.add(p.getValue() + (p.getKey() == GeometryProblem.DUPLICATE_SLICES ? "; the first of each was taken"
                : mended ? "; interpolated onto a regular grid" : "; read as if they were regular"));
            regularise |= mended;
        }
        stack = problems.containsKey(GeometryProblem.DUPLICATE_SLICES) ? stack.withoutDuplicates() : stack;
        try {
            return regularise && stack.size() > 1 ? regularised(stack) : direct(stack, warnings);
        } catch (final IllegalArgumentException e) {
            return refused(stack.slices(), e.getMessage());
        }
    }

    private static Layout direct(final SliceStack stack, final List<String> warnings) {
        final SliceHeader first = stack.slices().get(0);
        final double[] spacing = first.pixelSpacing();
        double step;
        if (stack.size() > 1) {
            step = stack.meanStep();
        } else {
            step = first.number("SpacingBetweenSlices", 0);
            step = step > 0 ? step : first.number("SliceThickness", 0);
            if (!(step > 0)) {
                step = 1;
                warnings.add("a single image without SliceThickness (0018,0050): 1 mm was taken");
            }
        }
        return new Layout(Geometry.of(stack.size(), first.file().format().rows(), first.file().format().columns(),
            new double[]{step, spacing[0], spacing[1]}, first.position(), stack.direction()), stack.slices(), null, "");
    }

    private static Layout regularised(final SliceStack stack) {
        final SliceHeader first = stack.slices().get(0);
        final double[] spacing = first.pixelSpacing();
        final double usual = stack.medianStep();
        if (stack.widestGap() > SliceStack.MOST_MADE_UP) {
            return refused(stack.slices(), String.format(Locale.ROOT,
                "a gap of %d slices is too wide to be interpolated: at most %d in a row are", stack.widestGap(),
                SliceStack.MOST_MADE_UP));
        }
        final int slices = (int)Math.rint(stack.extent() / usual) + 1;
        final double step = stack.extent() / (slices - 1);
        final int n = stack.size();
        final double[] place = new double[n];
        final double[] rowShift = new double[n];
        final double[] columnShift = new double[n];
        double leastRow = 0;
        double mostRow = 0;
        double leastColumn = 0;
        double mostColumn = 0;
        for (int i = 0; i < n; i++) {
            place[i] = (stack.along(i) - stack.along(0)) / step;
            rowShift[i] = stack.rowShift(i) / spacing[0];
            columnShift[i] = stack.columnShift(i) / spacing[1];
            leastRow = Math.min(leastRow, rowShift[i]);
            mostRow = Math.max(mostRow, rowShift[i]);
            leastColumn = Math.min(leastColumn, columnShift[i]);
            mostColumn = Math.max(mostColumn, columnShift[i]);
        }
        if (!stack.shifted()) {
            leastRow = 0;
            mostRow = 0;
            leastColumn = 0;
            mostColumn = 0;
            Arrays.fill(rowShift, 0);
            Arrays.fill(columnShift, 0);
        }
        // the grid holds every pixel of every slice
        final int before = (int)Math.ceil(-leastRow - 1e-6);
        final int left = (int)Math.ceil(-leastColumn - 1e-6);
        final int rows = first.file().format().rows() + before + (int)Math.ceil(mostRow - 1e-6);
        final int columns = first.file().format().columns() + left + (int)Math.ceil(mostColumn - 1e-6);
        final double[] d = stack.direction();
        final double[] origin = first.position().clone();
        for (int i = 0; i < 3; i++) {
            origin[i] -= before * spacing[0] * d[3 + i] + left * spacing[1] * d[6 + i];
        }
        for (int i = 0; i < n; i++) {
            rowShift[i] += before;
            columnShift[i] += left;
        }
        return new Layout(Geometry.of(slices, rows, columns, new double[]{step, spacing[0], spacing[1]}, origin, d),
            stack.slices(), new Regularisation(place, rowShift, columnShift), "");
    }
}
