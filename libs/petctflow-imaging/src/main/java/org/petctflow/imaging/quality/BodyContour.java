package org.petctflow.imaging.quality;

import java.util.Arrays;

import org.petctflow.imaging.petseg.Components;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.volume.Geometry;

/** The body on the coarse grid: what lies inside the skin, the lungs included, the table not. */
final class BodyContour {

    private static final double SKIN_HU = -400;

    /** Of the median uptake inside the CT's body: fat and lung have more, air has less. */
    private static final double SKIN_SHARE = 0.3;

    private BodyContour() {
    }

    static byte[] ofCt(final float[] hu, final Geometry g) {
        final byte[] dense = new byte[hu.length];
        for (int i = 0; i < hu.length; i++) {
            dense[i] = (byte)(hu[i] > SKIN_HU ? 1 : 0);
        }
        return solid(dense, g);
    }

    /** @return the body in the PET; empty if the CT's body lies outside of it */
    static byte[] ofPet(final float[] uptake, final byte[] ctBody, final Geometry g) {
        final float[] inside = new float[uptake.length];
        int n = 0;
        for (int i = 0; i < uptake.length; i++) {
            if (ctBody[i] != 0 && !Float.isNaN(uptake[i])) {
                inside[n++] = uptake[i];
            }
        }
        if (n == 0) {
            return new byte[uptake.length];
        }
        Arrays.sort(inside, 0, n);
        final double threshold = SKIN_SHARE * inside[n / 2];
        final byte[] active = new byte[uptake.length];
        for (int i = 0; i < uptake.length; i++) {
            active[i] = (byte)(uptake[i] > threshold ? 1 : 0);
        }
        return solid(active, g);
    }

    /** Fills each slice's holes, takes off what is thin (the table, its cables), keeps the largest piece. */
    private static byte[] solid(final byte[] inside, final Geometry g) {
        final byte[] filled = fillSlices(inside, g);
        final byte[] eroded = erode(filled, g);
        final Components pieces = Components.of(eroded, g, Connectivity.FACES);
        if (pieces.count() == 0) {
            return new byte[inside.length];
        }
        final byte[] core = pieces.only(pieces.largest());
        // one step back, in the slice
        final byte[] body = core.clone();
        for (int i = 0; i < body.length; i++) {
            final int r = i / g.columns() % g.rows();
            final int c = i % g.columns();
            if (filled[i] != 0 && (r > 0 && core[i - g.columns()] != 0 || r + 1 < g.rows() && core[i + g.columns()] != 0
                || c > 0 && core[i - 1] != 0 || c + 1 < g.columns() && core[i + 1] != 0)) {
                body[i] = 1;
            }
        }
        return fillSlices(body, g);
    }

    private static byte[] fillSlices(final byte[] inside, final Geometry g) {
        final int n = g.rows() * g.columns();
        final byte[] filled = new byte[inside.length];
        final Geometry slice = Geometry.axial(1, g.rows(), g.columns(), 1, 1, 1);
        for (int s = 0; s < g.slices(); s++) {
            final byte[] one = Arrays.copyOfRange(inside, s * n, (s + 1) * n);
            System.arraycopy(fill(one, slice), 0, filled, s * n, n);
        }
        return filled;
    }

    private static byte[] fill(final byte[] inside, final Geometry slice) {
        final byte[] outside = new byte[inside.length];
        for (int i = 0; i < inside.length; i++) {
            outside[i] = (byte)(1 - inside[i]);
        }
        final Components background = Components.of(outside, slice, Connectivity.FACES);
        final boolean[] open = new boolean[background.count() + 1];
        final int rows = slice.rows();
        final int columns = slice.columns();
        for (int i = 0; i < inside.length; i++) {
            final int r = i / columns;
            final int c = i % columns;
            if (r == 0 || r == rows - 1 || c == 0 || c == columns - 1) {
                open[background.labels()[i]] = true;
            }
        }
        final byte[] filled = new byte[inside.length];
        for (int i = 0; i < filled.length; i++) {
            filled[i] = (byte)(inside[i] != 0 || !open[background.labels()[i]] ? 1 : 0);
        }
        return filled;
    }

    /** In the slice, and not at the grid's border: a body that is cut there shall stay. */
    private static byte[] erode(final byte[] inside, final Geometry g) {
        final byte[] eroded = new byte[inside.length];
        for (int i = 0; i < eroded.length; i++) {
            final int r = i / g.columns() % g.rows();
            final int c = i % g.columns();
            final boolean in = inside[i] != 0 && (r == 0 || inside[i - g.columns()] != 0)
                && (r + 1 == g.rows() || inside[i + g.columns()] != 0) && (c == 0 || inside[i - 1] != 0)
                && (c + 1 == g.columns() || inside[i + 1] != 0);
            eroded[i] = (byte)(in ? 1 : 0);
        }
        return eroded;
    }

    /** 2 |A and B| / (|A| + |B|), where both images reach; NaN if neither has a cell there. */
    static double overlap(final byte[] a, final byte[] b, final float[] ct, final float[] pet) {
        long both = 0;
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Float.isNaN(ct[i]) && !Float.isNaN(pet[i])) {
                both += a[i] & b[i];
                sum += a[i] + b[i];
            }
        }
        return sum == 0 ? Double.NaN : 2.0 * both / sum;
    }
}
