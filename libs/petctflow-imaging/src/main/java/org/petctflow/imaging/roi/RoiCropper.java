package org.petctflow.imaging.roi;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.resample.SliceTags;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Cuts boxes out of images, and puts them back. A box along an image's axes is made once, of the image that leads (CT, say); PET and
 * masks are brought onto the same box, so that all have the same voxels.
 */
public final class RoiCropper {

    /** What the study takes: 48 mm of slices, 96 mm of rows, 96 mm of columns. */
    private static final double[] DEFAULT_SIZE = {48, 96, 96};

    /** A box's size in voxels is a whole number up to this. */
    private static final double WHOLE = 1e-6;

    /** Voxels that are nearer than this to the image's own are these; in voxels. */
    private static final double SAME = 1e-4;

    private RoiCropper() {
    }

    /** @return the default size of a box in mm: slices, rows, columns */
    public static double[] defaultSize() {
        return DEFAULT_SIZE.clone();
    }

    /**
     * What surrounds an image where a box reaches beyond it.
     *
     * @param info the image
     * @return air (-1000) for CT, 0 for everything else
     */
    public static double defaultPadding(final VolumeInfo info) {
        return info.modality() == Modality.CT ? -1000 : 0;
    }

    /**
     * A box of voxels of a given size, whose middle is exactly the centre, and whose size is exact.
     *
     * @param image the image whose axes the box has
     * @param centre x, y, z in LPS mm
     * @param size mm along slices, rows and columns
     * @param spacing mm between voxels along slices, rows and columns; each divides the size
     * @return the box
     * @throws IllegalArgumentException if a number is not positive, or a size is no multiple of its spacing
     */
    public static Geometry box(final Geometry image, final double[] centre, final double[] size, final double[] spacing) {
        final int[] n = new int[3];
        for (int a = 0; a < 3; a++) {
            if (!(size[a] > 0) || !(spacing[a] > 0)) {
                throw new IllegalArgumentException("A box's size and spacing must be positive, but were "
                    + Arrays.toString(size) + " and " + Arrays.toString(spacing) + " mm");
            }
            final double voxels = size[a] / spacing[a];
            if (!(voxels < Integer.MAX_VALUE) || Math.abs(voxels - Math.rint(voxels)) > WHOLE * voxels) {
                throw new IllegalArgumentException("A box of " + size[a] + " mm is no whole number of voxels of " + spacing[a]
                    + " mm: choose a size that is a multiple of the spacing");
            }
            n[a] = (int)Math.rint(voxels);
        }
        final Geometry at = Geometry.of(n[0], n[1], n[2], spacing, centre, image.direction());
        return Geometry.of(n[0], n[1], n[2], spacing,
            at.toPatient(-(n[0] - 1) / 2.0, -(n[1] - 1) / 2.0, -(n[2] - 1) / 2.0), image.direction());
    }

    /**
     * A box of the image's own voxels: as many as the size needs at least, centred as well as whole voxels can be (less than half a
     * voxel off).
     *
     * @param image the image
     * @param centre x, y, z in LPS mm
     * @param size mm along slices, rows and columns
     * @return the box; it may reach beyond the image
     * @throws IllegalArgumentException if a size is not positive
     */
    public static Geometry boxOfVoxels(final Geometry image, final double[] centre, final double[] size) {
        final double[] at = image.toIndex(centre[0], centre[1], centre[2]);
        final int[] n = new int[3];
        final int[] first = new int[3];
        for (int a = 0; a < 3; a++) {
            final double voxels = Math.ceil(size[a] / image.spacing(a) - WHOLE);
            if (!(size[a] > 0) || !(voxels < Integer.MAX_VALUE)) {
                throw new IllegalArgumentException("A box's size must be positive, but was " + Arrays.toString(size) + " mm");
            }
            n[a] = (int)Math.max(1, voxels);
            // rounded, so that a centre just between two voxels does not hang on the last bit
            first[a] = (int)Math.floor(Math.rint((at[a] - (n[a] - 1) / 2.0) / WHOLE) * WHOLE + 0.5);
        }
        return image.box(first[0], first[1], first[2], n[0], n[1], n[2]);
    }

    /**
     * Cuts a box out of an image. Where the box has the image's own voxels, values are copied; otherwise they are interpolated.
     *
     * @param image the image
     * @param box the box
     * @param options how to interpolate; {@link ResampleOptions#outside()} is the value beyond the image
     * @param progress told how far it is, and asked for cancellation
     * @return the image in the box; copied values keep their kind
     */
    public static Volume crop(final Volume image, final Geometry box, final ResampleOptions options,
        final Progress progress) {
        final int[] first = offset(image.geometry(), box);
        if (first == null) {
            return Resampler.resample(image, box, options, progress);
        }
        progress.checkCancelled();
        final Voxels part = Voxels.filled(image.voxels().kind(), box.voxels(), options.outside());
        copy(image.voxels().array(), image.geometry(), first, part.array(), box);
        return new Volume(SliceTags.keep(image.info(), first[0], box.slices()).withGrid(box, part.kind()), part);
    }

    /**
     * Cuts a box out of a mask.
     *
     * @param mask the mask
     * @param box the box
     * @param interpolation how, where the box has not the mask's own voxels
     * @param progress told how far it is, and asked for cancellation
     * @return the mask in the box; nothing is inside beyond the mask's grid
     */
    public static Mask crop(final Mask mask, final Geometry box, final Interpolation interpolation, final Progress progress) {
        final int[] first = offset(mask.geometry(), box);
        if (first == null) {
            return Resampler.resample(mask, box, interpolation, progress);
        }
        progress.checkCancelled();
        final byte[] part = new byte[box.voxels()];
        copy(mask.inside(), mask.geometry(), first, part, box);
        return Mask.of(SliceTags.keep(mask.info(), first[0], box.slices()).withGrid(box, Voxels.Kind.UINT8), part);
    }

    /**
     * Puts a part back into an image, on voxels that both have.
     *
     * @param image the image; not changed
     * @param part what was cut out of it, or computed there
     * @return the image with the part's values where the part lies; what lies beyond the image is lost
     * @throws IllegalArgumentException if the part has other voxels than the image: resample it first; or if its kind differs
     */
    public static Volume paste(final Volume image, final Volume part) {
        final int[] first = offset(part.geometry(), image.geometry());
        if (first == null) {
            throw new IllegalArgumentException("The part's voxels (" + part.geometry() + ") are not the image's ("
                + image.geometry() + "): resample the part to the image's grid first");
        }
        if (part.voxels().kind() != image.voxels().kind()) {
            throw new IllegalArgumentException("The part holds " + part.voxels().kind() + ", but the image "
                + image.voxels().kind());
        }
        final Voxels whole = switch (image.voxels().kind()) {
            case UINT8 -> Voxels.ofUnsigned(((byte[])image.voxels().array()).clone());
            case INT16 -> Voxels.of(((short[])image.voxels().array()).clone());
            case FLOAT32 -> Voxels.of(((float[])image.voxels().array()).clone());
            case FLOAT64 -> Voxels.of(((double[])image.voxels().array()).clone());
        };
        copy(part.voxels().array(), part.geometry(), first, whole.array(), image.geometry());
        return new Volume(image.info(), whole);
    }

    /** Where the first voxel of {@code to} lies in {@code from}, if all voxels of both lie on one grid; otherwise null. */
    private static int[] offset(final Geometry from, final Geometry to) {
        final double[] origin = to.origin();
        final double[] at = from.toIndex(origin[0], origin[1], origin[2]);
        final int[] first = new int[3];
        for (int a = 0; a < 3; a++) {
            if (!(Math.abs(at[a] - Math.rint(at[a])) <= SAME && Math.abs(at[a]) < 1e9)) {
                return null;
            }
            first[a] = (int)Math.rint(at[a]);
        }
        for (int a = 0; a < 3; a++) {
            final int[] last = new int[3];
            last[a] = to.size(a) - 1;
            final double[] corner = to.toPatient(last[0], last[1], last[2]);
            final double[] index = from.toIndex(corner[0], corner[1], corner[2]);
            for (int b = 0; b < 3; b++) {
                if (!(Math.abs(index[b] - first[b] - last[b]) <= SAME)) {
                    return null;
                }
            }
        }
        return first;
    }

    /** Copies what two grids share; arrays are of the same kind. */
    private static void copy(final Object source, final Geometry from, final int[] first, final Object target,
        final Geometry to) {
        final int start = Math.max(0, -first[2]);
        final int end = (int)Math.min(to.columns(), (long)from.columns() - first[2]);
        for (int s = Math.max(0, -first[0]); s < to.slices() && s + first[0] < from.slices() && start < end; s++) {
            for (int r = Math.max(0, -first[1]); r < to.rows() && r + first[1] < from.rows(); r++) {
                System.arraycopy(source, from.voxel(s + first[0], r + first[1], start + first[2]), target,
                    to.voxel(s, r, start), end - start);
            }
        }
    }
}
