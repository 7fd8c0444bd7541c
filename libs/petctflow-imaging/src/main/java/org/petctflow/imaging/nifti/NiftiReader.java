package org.petctflow.imaging.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.petctflow.base.Progress;
import org.petctflow.imaging.raw.RawVoxels;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Reads NIfTI-1 files: {@code .nii}, {@code .nii.gz}, or a pair of {@code .hdr} and {@code .img} (each may be compressed; found by
 * the header's name). Compression is recognised by content. Samples may have any integer or real type of up to 64 bits and either
 * byte order; {@code scl_slope} and {@code scl_inter} are applied. Unscaled integers become INT16 where all values fit.
 *
 * <p>The grid is that of the sform where {@code sform_code > 0}, else of the qform where {@code qform_code > 0}, else
 * {@code pixdim} alone with a warning. A sheared sform makes way for the qform.
 */
public final class NiftiReader {

    /** How {@link NiftiWriter} begins a description, followed by modality and unit. */
    static final String SIGNATURE = "PETCT Flow";

    /**
     * What a file gives.
     *
     * @param volume the volume
     * @param warnings what a user should know, none if all is well
     */
    public record Result(Volume volume, List<String> warnings) {
    }

    private NiftiReader() {
    }

    /**
     * @param file the file
     * @param progress told how far it is, and asked for cancellation
     * @return the volume; modality and unit are known if {@link NiftiWriter} wrote the file, else OTHER and no unit
     * @throws IOException if this is no NIfTI-1 file of one volume, or it is damaged; the message says what is wrong
     */
    public static Result read(final Path file, final Progress progress) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final boolean gzip = RawVoxels.isGzip(file);
        final NiftiHeader header = header(file, gzip, warnings);
        final Geometry geometry = header.geometry();
        final Path data = header.pair() ? imageOf(file) : file;
        final RawVoxels.Source source = new RawVoxels.Source(data, 0, header.pair() ? RawVoxels.isGzip(data) : gzip,
            header.offset(), header.type(), header.order(), header.slope(), header.intercept());
        final Voxels voxels = RawVoxels.read(source, geometry.voxels(), 1, progress)[0];
        final VolumeInfo info = info(geometry, voxels.kind(), header.description());
        return new Result(new Volume(info, voxels), List.copyOf(warnings));
    }

    /**
     * @param file the file
     * @return what its header says, without reading voxels; the kind is the one that the type of the samples may need
     * @throws IOException if this is no NIfTI-1 file of one volume
     */
    public static VolumeInfo readInfo(final Path file) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final NiftiHeader header = header(file, RawVoxels.isGzip(file), warnings);
        return info(header.geometry(), header.type().kind(header.slope(), header.intercept()), header.description());
    }

    private static VolumeInfo info(final Geometry geometry, final Voxels.Kind kind, final String description) {
        Modality modality = Modality.OTHER;
        String unit = Units.NONE;
        final String[] words = description.split(" ", 4);
        if (description.startsWith(SIGNATURE + " ") && words.length == 4) {
            for (final Modality m : Modality.values()) {
                modality = m.name().equals(words[2]) ? m : modality;
            }
            unit = words[3];
        }
        return VolumeInfo.of(geometry, kind, modality, unit);
    }

    private static NiftiHeader header(final Path file, final boolean gzip, final List<String> warnings) throws IOException {
        try (InputStream in = RawVoxels.open(file, 0, gzip)) {
            return NiftiHeader.of(in.readNBytes(NiftiHeader.SIZE), warnings);
        }
    }

    private static Path imageOf(final Path header) throws IOException {
        final String name = header.getFileName().toString();
        final String lower = name.toLowerCase(Locale.ROOT);
        final int end = lower.endsWith(".hdr") ? name.length() - 4 : lower.endsWith(".hdr.gz") ? name.length() - 7 : -1;
        if (end < 0) {
            throw new IOException("The NIfTI header says that the voxels are in an .img file, but the header's own name "
                + name + " does not end with .hdr");
        }
        for (final String extension : new String[]{".img", ".img.gz", ".IMG", ".IMG.GZ"}) {
            final Path image = header.resolveSibling(name.substring(0, end) + extension);
            if (Files.isRegularFile(image)) {
                return image;
            }
        }
        throw new IOException("The voxels of " + name + " are missing: " + name.substring(0, end)
            + ".img is not in its folder");
    }
}
