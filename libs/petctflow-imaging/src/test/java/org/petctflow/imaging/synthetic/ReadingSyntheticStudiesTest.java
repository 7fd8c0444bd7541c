package org.petctflow.imaging.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.DicomScanner;
import org.petctflow.imaging.dicom.GeometryProblem.Policy;
import org.petctflow.imaging.dicom.PatientKeys;
import org.petctflow.imaging.dicom.Scan;
import org.petctflow.imaging.dicom.ScanOptions;
import org.petctflow.imaging.dicom.SeriesPairing;
import org.petctflow.imaging.dicom.SeriesReader;
import org.petctflow.imaging.dicom.SeriesRecord;
import org.petctflow.imaging.quality.Criterion;
import org.petctflow.imaging.quality.Finding;
import org.petctflow.imaging.quality.QualityControl;
import org.petctflow.imaging.quality.QualityReport;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.suv.SuvNormalizer;
import org.petctflow.imaging.suv.SuvOptions;
import org.petctflow.imaging.suv.SuvResult;
import org.petctflow.imaging.synthetic.SyntheticCohort.Decay;
import org.petctflow.imaging.synthetic.SyntheticCohort.DrawnOn;
import org.petctflow.imaging.synthetic.SyntheticCohort.Grid;
import org.petctflow.imaging.synthetic.SyntheticCohort.Options;
import org.petctflow.imaging.synthetic.SyntheticCohort.PetUnits;
import org.petctflow.imaging.synthetic.SyntheticCohort.TransferSyntax;
import org.petctflow.imaging.synthetic.SyntheticCohort.Vendor;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;

/** From a synthetic folder through the DICOM reader, the SUV rules and the segmentation reader back to what was planted. */
class ReadingSyntheticStudiesTest {

    private static final Options TINY = Options.DEFAULT.withPatients(2, 41) //
        .withGrids(new Grid(30, 64, 8, 6), new Grid(24, 48, 10, 8));

    @TempDir
    private Path m_folder;

    @ParameterizedTest
    @CsvSource({"SIEMENS,BQML,START,EXPLICIT_LITTLE_ENDIAN,CT", "GE,BQML,START,RLE,PET", "PHILIPS,BQML,START,DEFLATED,CT",
        "PHILIPS,CNTS,START,EXPLICIT_BIG_ENDIAN,CT", "SIEMENS,BQML,ADMIN,IMPLICIT_LITTLE_ENDIAN,PET",
        "GE,BQML,NONE,EXPLICIT_LITTLE_ENDIAN,CT", "GE,GML,START,IMPLICIT_LITTLE_ENDIAN,PET", "PHILIPS,CNTS,ADMIN,RLE,CT"})
    void everythingComesBack(final Vendor vendor, final PetUnits units, final Decay decay, final TransferSyntax syntax,
        final DrawnOn drawnOn) throws IOException {
        final Options o = TINY.withScanner(vendor, units, decay).withTransferSyntax(syntax).withSegmentation(drawnOn, false);
        SyntheticCohort.write(m_folder, o, 1, Progress.NONE);
        final Scan scan = DicomScanner.scan(m_folder,
            ScanOptions.defaults().withKeys(PatientKeys.plainIds()).withThreads(1), Progress.NONE);
        assertEquals(List.of(), scan.problems());
        final List<SeriesPairing.Pair> pairs = SeriesPairing.pair(scan.series());
        assertEquals(2, pairs.size());
        for (int i = 0; i < 2; i++) {
            final SyntheticCase patient = SyntheticCase.of(o, i);
            final SeriesPairing.Pair pair = pairs.get(i);
            assertEquals(patient.patientId(), pair.patientKey());
            assertTrue(pair.complete(), pair.explanation());
            assertEquals(List.of(), pair.ct().warnings());
            assertEquals(List.of(), pair.pet().warnings());
            final Volume ct = SeriesReader.read(pair.ct(), 1, Progress.NONE);
            assertTrue(ct.geometry().sameGrid(patient.ct().geometry(), 1e-3), ct.geometry() + " " + patient.ct().geometry());
            assertArrayEquals(patient.ct().voxels().toFloats(), ct.voxels().toFloats());

            final Volume raw = SeriesReader.read(pair.pet(), 1, Progress.NONE);
            final SuvNormalizer normalizer = SuvNormalizer.of(SuvOptions.defaults());
            final SuvResult factors = normalizer.factors(raw.info());
            assertEquals("", factors.refusal());
            assertEquals(List.of(), factors.warnings(), factors.rule());
            final Volume pet = normalizer.apply(raw, factors);
            assertTrue(pet.geometry().sameGrid(patient.pet().geometry(), 1e-3));
            final float[] expected = patient.pet().voxels().toFloats();
            final float[] found = pet.voxels().toFloats();
            float top = 0;
            for (final float v : expected) {
                top = Math.max(top, v);
            }
            for (int k = 0; k < expected.length; k++) {
                assertEquals(expected[k], found[k], top / 32767 + 2e-6 * expected[k]);
            }

            final Path file = m_folder.resolve(patient.patientId()).resolve("RTSTRUCT").resolve("0001.dcm");
            final Segmentation s = SegmentationReader.read(file, Progress.NONE);
            final Volume image = drawnOn == DrawnOn.CT ? ct : pet;
            final Mask mask = s.mask(s.segments().get(0), image.info(), MaskOptions.DEFAULTS, Progress.NONE).mask();
            assertArrayEquals((drawnOn == DrawnOn.CT ? patient.mask() : patient.petMask()).inside(), mask.inside());
        }
    }

    @Test
    void aMissingSliceIsRefusedOrMendedAndQualityControlSaysSo() throws IOException {
        final Options o = TINY.withPatients(2, 42).withSpoiled(Map.of(Spoil.MISSING_SLICE, 2));
        SyntheticCohort.write(m_folder, o, 1, Progress.NONE);
        final ScanOptions refuse = ScanOptions.defaults().withKeys(PatientKeys.plainIds()).withThreads(1);
        for (final SeriesRecord series : DicomScanner.scan(m_folder, refuse, Progress.NONE).series()) {
            assertEquals(isSpoiled(o, series), !series.readable(), series.refusal());
        }
        for (final SeriesRecord series : DicomScanner.scan(m_folder, refuse.withPolicy(Policy.REGULARISE), Progress.NONE)
            .series()) {
            final Volume v = SeriesReader.read(series, 1, Progress.NONE);
            final boolean ct = series.modality() == Modality.CT;
            final QualityReport r = QualityControl.check(
                new QualityControl.Images(ct ? v : null, ct ? null : v, null, null, List.of()),
                QualityControl.Options.DEFAULT, Progress.NONE);
            final Finding finding = r.finding(Criterion.COMPLETENESS);
            assertEquals(isSpoiled(o, series), finding.reason().contains("was missing"), finding.reason());
            assertFalse(isSpoiled(o, series) && series.warnings().isEmpty());
        }
    }

    private static boolean isSpoiled(final Options o, final SeriesRecord series) {
        for (int i = 0; i < o.patients(); i++) {
            final SyntheticCase patient = SyntheticCase.of(o, i);
            if (patient.patientId().equals(series.patientKey())) {
                return patient.truth().missing() == series.modality();
            }
        }
        throw new AssertionError(series.patientKey());
    }
}
