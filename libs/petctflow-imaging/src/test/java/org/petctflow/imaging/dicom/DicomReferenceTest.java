package org.petctflow.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.Reference;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/** Real files. */
final class DicomReferenceTest {

    private static Scan scan(final Path path) throws IOException {
        return DicomScanner.scan(path, ScanOptions.defaults(), Progress.NONE);
    }

    private static Volume read(final SeriesRecord r) throws IOException {
        assertEquals("", r.refusal());
        return SeriesReader.read(r, 2, Progress.NONE);
    }

    @Test
    void everyLosslessTransferSyntaxGivesTheSamePixels() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(Reference.path("dicom/transfer-syntax"))) {
            files = all.sorted().toList();
        }
        final Path plain = files.stream().filter(f -> f.toString().contains("LittleEndianExplicit")).findFirst().orElseThrow();
        final double[] expected = read(scan(plain).series().get(0)).voxels().toDoubles();
        int lossless = 0;
        for (final Path file : files) {
            final SeriesRecord r = scan(file).series().get(0);
            if (file.toString().endsWith("4.51.dcm")) {
                assertTrue(r.refusal().contains("12-bit lossy JPEG"), r.refusal());
            } else if (file.toString().endsWith("4.50.dcm")) {
                assertTrue(r.warnings().stream().anyMatch(w -> w.contains("8-bit lossy JPEG")), r.warnings().toString());
                assertEquals(expected.length, read(r).voxels().length());
            } else {
                assertArrayEquals(expected, read(r).voxels().toDoubles(), file.toString());
                lossless++;
            }
        }
        assertEquals(8, lossless);
    }

    @Test
    void badGeometryIsNamed() throws IOException {
        assertTrue(scan(Reference.path("dicom/bad-geometry/gantrytilting")).series().get(0).refusal()
            .contains("gantry was tilted"));
        assertTrue(scan(Reference.path("dicom/bad-geometry/sliceincrement")).series().get(0).refusal()
            .contains("1 slice is missing"));
        assertTrue(scan(Reference.path("dicom/bad-geometry/notavolume")).series().get(0).refusal()
            .contains("at one position"));
    }

    @Test
    void oddFilesAreReadOrRefusedWithAReason() throws IOException {
        final Scan scan = scan(Reference.path("dicom/misc"));
        assertEquals(7, scan.files());
        assertEquals(3, scan.series().size());
        assertEquals(3, scan.problems().size());
        assertTrue(scan.problems().get(0).reason().contains("8192 bytes, but only 8130 are left"));
        final Volume ct = read(scan(Reference.path("dicom/misc/eCT_Supplemental.dcm")).series().get(0));
        assertEquals(2, ct.geometry().slices());
        assertEquals(10, ct.geometry().spacing(0), 1e-9);
        assertEquals(Units.HU, ct.info().unit());
        final IOException e = assertThrows(IOException.class, () -> SeriesReader
            .read(scan(Reference.path("dicom/misc/image_dfl.dcm")).series().get(0), 1, Progress.NONE));
        assertTrue(e.getMessage().contains("ImagePositionPatient (0020,0032) is missing"));
    }

    /** The same study as DICOM and as NIfTI, made by IBSI. */
    @Test
    void aRealStudyEqualsItsNifti() throws IOException {
        final Scan scan = scan(Reference.path("dicom/petct-sts002"));
        assertEquals(2, scan.series().size());
        for (final SeriesRecord r : scan.series()) {
            final String name = r.modality() + "_image.nii.gz";
            final Volume nifti =
                NiftiReader.read(Reference.path("dicom/petct-sts002/nifti").resolve(name), Progress.NONE).volume();
            final Volume dicom = read(r);
            for (int s = 0; s < dicom.geometry().slices(); s++) {
                for (int row = 0; row < dicom.geometry().rows(); row++) {
                    for (int c = 0; c < dicom.geometry().columns(); c++) {
                        final double[] p = dicom.geometry().toPatient(s, row, c);
                        final double[] i = nifti.geometry().toIndex(p[0], p[1], p[2]);
                        final double value =
                            nifti.get((int)Math.rint(i[0]), (int)Math.rint(i[1]), (int)Math.rint(i[2]));
                        assertEquals(value, dicom.get(s, row, c), 1e-4 * Math.max(1, Math.abs(value)));
                    }
                }
            }
        }
        final SeriesPairing.Pair pair = SeriesPairing.pair(scan.series()).get(0);
        assertTrue(pair.complete(), pair.explanation());
    }
}
