package org.petctflow.imaging.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/** Looks for slices that were never measured: empty, doubled, or put together from their neighbours; and for gaps in numbers. */
final class SliceCheck {

    /** More of them are not listed. */
    private static final int MOST = 5;

    private SliceCheck() {
    }

    /**
     * @param volume a CT or PET
     * @param name how it is called in the messages
     * @return what is wrong, one sentence each; slices counted from 1
     */
    static List<String> problems(final Volume volume, final String name) {
        final Geometry g = volume.geometry();
        final float[] v = volume.voxels().toFloats();
        final int n = g.rows() * g.columns();
        final List<Integer> empty = new ArrayList<>();
        final List<Integer> doubled = new ArrayList<>();
        final List<Integer> made = new ArrayList<>();
        for (int s = 0; s < g.slices(); s++) {
            if (constant(v, s * n, n)) {
                empty.add(s + 1);
            } else if (s > 0 && Arrays.equals(v, (s - 1) * n, s * n, v, s * n, (s + 1) * n)) {
                doubled.add(s + 1);
            } else if (s > 0 && s + 1 < g.slices() && between(v, s * n, n)) {
                made.add(s + 1);
            }
        }
        final List<String> problems = new ArrayList<>();
        add(problems, empty, name, "holds one value only");
        add(problems, doubled, name, "equals the one before it");
        add(problems, made, name, "is a mean of its neighbours: it was missing");
        numbers(volume, name, problems);
        return problems;
    }

    private static void add(final List<String> problems, final List<Integer> slices, final String name, final String what) {
        if (!slices.isEmpty()) {
            final boolean more = slices.size() > MOST;
            final String list = String.join(", ", slices.stream().limit(MOST).map(String::valueOf).toList());
            problems.add(name + " slice " + list + (more ? " and " + (slices.size() - MOST) + " more" : "") + " " + what);
        }
    }

    private static boolean constant(final float[] v, final int start, final int n) {
        for (int i = start; i < start + n; i++) {
            if (v[i] != v[start] && !(Float.isNaN(v[i]) && Float.isNaN(v[start]))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a slice is w * before + (1 - w) * behind, up to rounding, while those two differ. */
    private static boolean between(final float[] v, final int start, final int n) {
        // the weight that fits best
        double dd = 0;
        double dv = 0;
        float greatest = 0;
        for (int i = start; i < start + n; i++) {
            final double d = v[i - n] - v[i + n];
            dd += d * d;
            dv += d * (v[i] - v[i + n]);
            greatest = Math.max(greatest, Math.abs(v[i]));
        }
        if (!(dd > 0)) {
            return false;
        }
        final double w = dv / dd;
        if (!(w > 0.02 && w < 0.98)) {
            return false;
        }
        // whole numbers are rounded to a half, stored PET to a part of its maximum; and the weight is as good as that allows
        final double rounding = greatest > 100 ? Math.max(0.51, 1e-4 * greatest) : 2e-4 * greatest;
        for (int i = start; i < start + n; i++) {
            final double error = Math.abs(w * v[i - n] + (1 - w) * v[i + n] - v[i]);
            if (!(error <= rounding + 0.002 * Math.abs(v[i - n] - v[i + n]))) {
                return false;
            }
        }
        return true;
    }

    /** InstanceNumber of the slices, where the reader kept them; NumberOfSlices. */
    private static void numbers(final Volume volume, final String name, final List<String> problems) {
        final String[] texts = volume.info().tags().getOrDefault("InstanceNumber", "").split("\\\\");
        if (texts.length == volume.geometry().slices() && texts.length > 1) {
            final int[] numbers = new int[texts.length];
            try {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Integer.parseInt(texts[i].trim());
                }
            } catch (final NumberFormatException e) {
                return; // numbers that are none say nothing
            }
            gaps(numbers, name, problems);
        }
        final String stated = volume.info().tags().getOrDefault("NumberOfSlices", "");
        if (stated.matches("\\d{1,5}") && volume.geometry().slices() < Integer.parseInt(stated)
            && Integer.parseInt(stated) % volume.geometry().slices() != 0) {
            problems.add(name + " has " + volume.geometry().slices() + " of the " + stated
                + " slices that NumberOfSlices (0054,0081) tells");
        }
    }

    /** Numbers that rise or fall steadily but for single jumps; others say nothing. */
    private static void gaps(final int[] numbers, final String name, final List<String> problems) {
        final int[] steps = new int[numbers.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = numbers[i + 1] - numbers[i];
        }
        final int[] sorted = steps.clone();
        Arrays.sort(sorted);
        final int usual = sorted[sorted.length / 2];
        int steady = 0;
        for (final int step : steps) {
            steady += step == usual ? 1 : 0;
        }
        if (usual == 0 || 4 * steady < 3 * steps.length) {
            return;
        }
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] != usual && steps[i] % usual == 0 && steps[i] / usual > 1) {
                problems.add(name + " images between number " + numbers[i] + " and " + numbers[i + 1] + " are missing");
            }
        }
    }
}
