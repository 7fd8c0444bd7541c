package org.petctflow.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/** The grid of a DICOM series, read by nothing but the positions of its slices. */
public final class SeriesGrid {

    private SeriesGrid() {
    }

    /**
     * @param folder a folder with the slices of one series, regular, one file each
     * @return the series' grid and identifiers
     * @throws IOException if a file cannot be read
     */
    public static VolumeInfo of(final Path folder) throws IOException {
        final List<Attributes> slices = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.filter(f -> f.toString().endsWith(".dcm")).toList()) {
                try (DicomInputStream in = new DicomInputStream(file.toFile())) {
                    final Attributes data = in.readDatasetUntilPixelData();
                    if (data.contains(Tag.Rows)) {
                        slices.add(data);
                    }
                }
            }
        }
        final double[] o = slices.get(0).getDoubles(Tag.ImageOrientationPatient);
        final double[] n = {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
        slices.sort((a, b) -> Double.compare(along(a, n), along(b, n)));
        final Attributes first = slices.get(0);
        final double[] pixel = first.getDoubles(Tag.PixelSpacing);
        final double extent = along(slices.get(slices.size() - 1), n) - along(first, n);
        final Geometry grid = Geometry.of(slices.size(), first.getInt(Tag.Rows, 0), first.getInt(Tag.Columns, 0),
            new double[]{slices.size() == 1 ? 1 : extent / (slices.size() - 1), pixel[0], pixel[1]},
            first.getDoubles(Tag.ImagePositionPatient),
            new double[]{n[0], n[1], n[2], o[3], o[4], o[5], o[0], o[1], o[2]});
        return VolumeInfo.of(grid, Voxels.Kind.INT16, Modality.OTHER, Units.NONE).withUids(
            first.getString(Tag.StudyInstanceUID, ""), first.getString(Tag.SeriesInstanceUID, ""),
            first.getString(Tag.FrameOfReferenceUID, ""));
    }

    private static double along(final Attributes slice, final double[] n) {
        final double[] p = slice.getDoubles(Tag.ImagePositionPatient);
        return p[0] * n[0] + p[1] * n[1] + p[2] * n[2];
    }
}
