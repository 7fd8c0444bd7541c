package org.petctflow.study.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import org.petctflow.base.Progress;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.study.viewer.ViewerPage.Label;
import org.petctflow.study.viewer.ViewerPage.Share;

/**
 * One image of a case, on the grid on which it is shown.
 *
 * @param kind what it is
 * @param name what a person reads
 * @param volume its voxels: INT16 in HU, FLOAT32 in the PET's unit, UINT8 with labels, or UINT8 with 255 for a heat of 1
 * @param labels of a mask; empty for others
 * @param heat of a heat map; null for others
 */
public record ViewerImage(Kind kind, String name, Volume volume, List<Label> labels, Heat heat) {

    /** More labels in one volume than that are taken for an image that is no mask. */
    public static final int MOST_LABELS = 32;

    /** What an image is. */
    public enum Kind {
            /** Computed tomography in HU. */
            CT,
            /** Positron emission tomography. */
            PET,
            /** Labels. */
            MASK,
            /** A heat map of 0 to 1. */
            HEATMAP
    }

    /**
     * What a heat map says.
     *
     * @param task the id of the task
     * @param layer the id of the layer
     * @param method the id of the method
     * @param shares where its weight lies; may be empty
     */
    public record Heat(String task, String layer, String method, List<Share> shares) {
    }

    /** Checks that nothing is missing. */
    public ViewerImage {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(volume, "volume");
        labels = List.copyOf(labels);
    }

    /**
     * The grid that a case is shown on: that of its CT, or of its PET where there is none, made coarser along the axes that have more
     * voxels than asked for. It keeps the directions and spans the same space.
     *
     * @param reference the image's grid
     * @param most voxels along an axis
     * @return the grid; the image's own where it has no more
     */
    public static Geometry grid(final Geometry reference, final int most) {
        final double[] step = new double[3];
        final int[] size = new int[3];
        final double[] first = new double[3];
        boolean same = true;
        for (int a = 0; a < 3; a++) {
            size[a] = Math.min(most, reference.size(a));
            step[a] = reference.spacing(a) * reference.size(a) / size[a];
            first[a] = (step[a] / reference.spacing(a) - 1) / 2;
            same &= size[a] == reference.size(a);
        }
        return same ? reference
            : Geometry.of(size[0], size[1], size[2], step, reference.toPatient(first[0], first[1], first[2]), reference.direction());
    }

    /**
     * @param kind CT, PET or HEATMAP
     * @param name what a person reads
     * @param volume the image; a heat map holds 0 to 1
     * @param grid where it is shown
     * @param heat of a heat map; null for others
     * @param progress asked for cancellation
     * @return the image on the grid
     */
    public static ViewerImage of(final Kind kind, final String name, final Volume volume, final Geometry grid, final Heat heat,
        final Progress progress) {
        final double outside = kind == Kind.CT ? -1000 : 0;
        final Volume shown = volume.geometry().sameGrid(grid, 1e-3) ? volume : Resampler.resample(volume, grid,
            ResampleOptions.of(Interpolation.LINEAR).withAntiAlias(true).withOutside(outside), progress);
        final float[] values = shown.voxels().toFloats();
        final Voxels voxels;
        switch (kind) {
            case CT -> {
                final short[] hu = new short[values.length];
                for (int i = 0; i < hu.length; i++) {
                    hu[i] = (short)Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(values[i])));
                }
                voxels = Voxels.of(hu);
            }
            case HEATMAP -> {
                final byte[] heats = new byte[values.length];
                for (int i = 0; i < heats.length; i++) {
                    heats[i] = (byte)(int)Math.max(0, Math.min(255, Math.rint(255 * values[i])));
                }
                voxels = Voxels.ofUnsigned(heats);
            }
            case PET -> voxels = Voxels.of(values);
            default -> throw new IllegalArgumentException("Masks are made by mask()");
        }
        return new ViewerImage(kind, name, new Volume(shown.info().withGrid(shown.geometry(), voxels.kind()), voxels), List.of(), heat);
    }

    /**
     * @param name what a person reads; where the volume has several labels, their values are put behind it
     * @param volume 0 outside, whole numbers of 1 to 255 inside
     * @param grid where it is shown
     * @param progress asked for cancellation
     * @return the labels on the grid
     * @throws IllegalArgumentException if the volume holds something else
     */
    public static ViewerImage mask(final String name, final Volume volume, final Geometry grid, final Progress progress) {
        final TreeSet<Integer> values = new TreeSet<>();
        final byte[] labels = new byte[volume.voxels().length()];
        for (int i = 0; i < labels.length; i++) {
            final double v = volume.voxels().get(i);
            if (v != Math.rint(v) || v < 0 || v > 255) {
                throw new IllegalArgumentException("The mask '" + name + "' holds " + v + " in voxel " + i
                    + ": a mask holds 0 outside and whole numbers up to 255 inside");
            }
            labels[i] = (byte)(int)v;
            if (v != 0 && values.add((int)v) && values.size() > MOST_LABELS) {
                throw new IllegalArgumentException("The mask '" + name + "' has more than " + MOST_LABELS
                    + " labels: this seems to be an image, choose a column with masks");
            }
        }
        final Volume bytes = new Volume(volume.info().withGrid(volume.geometry(), Voxels.Kind.UINT8), Voxels.ofUnsigned(labels));
        final Volume shown = volume.geometry().sameGrid(grid, 1e-3) ? bytes
            : Resampler.resample(bytes, grid, ResampleOptions.of(Interpolation.NEAREST), progress);
        final List<Label> named = new ArrayList<>();
        values.forEach(v -> named.add(new Label(v, values.size() == 1 ? name : name + " " + v)));
        return new ViewerImage(Kind.MASK, name, shown, named, null);
    }
}
