package org.petctflow.imaging.suv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.Reference;
import org.petctflow.imaging.dicom.DicomScanner;
import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.dicom.ScanOptions;
import org.petctflow.imaging.dicom.SeriesReader;
import org.petctflow.imaging.dicom.SeriesRecord;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/** Published reference objects and headers. */
final class SuvReferenceTest {

    private static Volume suv(final Path folder) throws IOException {
        final List<SeriesRecord> series = DicomScanner.scan(folder, ScanOptions.defaults().withModalities("PT"), Progress.NONE)
            .series();
        assertEquals(1, series.size());
        final Volume pet = SeriesReader.read(series.get(0), 2, Progress.NONE);
        final SuvNormalizer normalizer = SuvNormalizer.of(SuvOptions.defaults());
        final SuvResult result = normalizer.factors(pet.info());
        assertEquals("", result.refusal(), folder.toString());
        return normalizer.apply(pet, result);
    }

    private static double[] inside(final Volume suv, final Volume mask) {
        final double[] values = new double[suv.voxels().length()];
        int n = 0;
        for (int s = 0; s < mask.geometry().slices(); s++) {
            for (int r = 0; r < mask.geometry().rows(); r++) {
                for (int c = 0; c < mask.geometry().columns(); c++) {
                    if (mask.get(s, r, c) > 0) {
                        final double[] p = mask.geometry().toPatient(s, r, c);
                        final double[] i = suv.geometry().toIndex(p[0], p[1], p[2]);
                        values[n++] = suv.get((int)Math.rint(i[0]), (int)Math.rint(i[1]), (int)Math.rint(i[2]));
                    }
                }
            }
        }
        final double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private static String two(final double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** oncoray/suv_computation: SUVbw 0.20 / 1.00 / 4.00 in every object. */
    @Test
    void everyDigitalReferenceObjectHasItsSuv(@TempDir final Path temp) throws IOException {
        final Path folder = Reference.path("dicom/suv-dro");
        final List<Path> zips;
        try (Stream<Path> files = Files.list(folder)) {
            zips = files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
        }
        assertTrue(zips.size() >= 10);
        for (final Path zip : zips) {
            final String name = zip.getFileName().toString().replace(".zip", "");
            final Path target = temp.resolve(name);
            Reference.unzip(zip, target);
            final Volume suv = suv(target.resolve(name).resolve("PT"));
            final Path rs = target.resolve(name).resolve("RS").resolve("RS_" + name.toLowerCase(Locale.ROOT) + ".dcm");
            final Segmentation rois = SegmentationReader.read(rs, Progress.NONE);
            final Volume mask = rois.mask(rois.segments().get(0), suv.info(), MaskOptions.DEFAULTS, Progress.NONE).mask()
                .toVolume();
            final double[] values = inside(suv, mask);
            assertEquals(174_690, values.length, name);
            assertEquals("0.20 1.00 4.00", two(values[0]) + " " + two(values[values.length / 2]) + " "
                + two(values[values.length - 1]), name);
        }
    }

    /** cornerstonejs/calculate-suv: headers as JSON. */
    @Test
    void everyPublishedHeaderHasItsFactor() throws IOException {
        final Path folder = Reference.path("dicom/suv-metadata");
        assertEquals(0.00074637470, factor(folder.resolve("PHILIPS_BQML-instances.json")), 1e-11);
        assertEquals(0.000551, factor(folder.resolve("PHILIPS_CNTS_AND_BQML_SUV-instances.json")), 1e-12);
        // W / (D 2^(-dt/T)) with the headers' own numbers
        assertEquals(67_000 / (374e6 * Math.pow(2, -8264 / 6586.2)), factor(folder.resolve("SIEMENS-instances.json")), 1e-12);
        assertEquals(65_000 / (225e6 * Math.pow(2, -3255 / 6586.2)),
            factor(folder.resolve("BQML_AC_DT_lessThan_S_DT_SIEMENS-instances.json")), 1e-11);
        assertEquals(102_000 / (412e6 * Math.pow(2, -3871.843 / 6586.2)),
            factor(folder.resolve("RADIOPHARM_DATETIME_UNDEFINED-instances.json")), 1e-11);
    }

    private static double factor(final Path json) throws IOException {
        final String[] instances = Files.readString(json).split("\"SeriesDate\"");
        final int n = instances.length - 1;
        final Map<String, String> tags = new TreeMap<>();
        final Pattern entry = Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"([^\"]*)\"|(-?[\\d.eE+]+)|\\[([^\\]]*)\\])");
        for (int i = 1; i <= n; i++) {
            final Matcher m = entry.matcher("\"SeriesDate\"" + instances[i]);
            while (m.find()) {
                final String value = m.group(2) != null ? m.group(2).strip() : m.group(3) != null ? m.group(3)
                    : m.group(4).replaceAll("[\"\\s]", "").replace(',', '|');
                tags.merge(key(m.group(1)), value, (a, b) -> a + "\\" + b);
            }
        }
        tags.replaceAll((k, v) -> Stream.of(v.split("\\\\")).distinct().count() == 1 ? v.split("\\\\")[0] : v);
        final SuvResult r = SuvNormalizer.of(SuvOptions.defaults()).factors(VolumeInfo
            .of(Geometry.axial(n, 2, 2, 1, 1, 1), Voxels.Kind.FLOAT32, Modality.PET, Units.BQML).withTags(tags));
        assertEquals("", r.refusal(), json.toString());
        return r.factor();
    }

    private static String key(final String name) {
        return switch (name) {
            case "SUVScaleFactor" -> DicomTags.PHILIPS_SUV_SCALE;
            case "ActivityConcentrationScaleFactor" -> DicomTags.PHILIPS_ACTIVITY_SCALE;
            default -> name.startsWith("Radio") ? DicomTags.RADIOPHARMACEUTICAL + name : name;
        };
    }

    /** TCIA Soft-tissue-Sarcoma STS_001: IBSI's validation data has this factor, and these values in GTV_Mass. */
    @Test
    void theRealSeriesOfSixBedsHasItsFactor() throws IOException {
        final List<SeriesRecord> series = DicomScanner
            .scan(Reference.path("dicom/pet-ge-sts001"), ScanOptions.defaults().withModalities("PT"), Progress.NONE).series();
        final SuvResult r = SuvNormalizer.of(SuvOptions.defaults()).factors(series.get(0).info());
        assertEquals(0.00024290298, r.factor(), 1e-11);
        final Volume suv = suv(Reference.path("dicom/pet-ge-sts001"));
        final Segmentation rois =
            SegmentationReader.read(Reference.path("dicom/pet-ge-sts001/mask/1-1.dcm"), Progress.NONE);
        final Segment mass = rois.segments().stream().filter(s -> s.name().equals("GTV_Mass")).findFirst().orElseThrow();
        final double[] values =
            inside(suv, rois.mask(mass, suv.info(), MaskOptions.DEFAULTS, Progress.NONE).mask().toVolume());
        assertEquals(5095, values.length);
        assertEquals(0.169, values[0], 5e-4);
        assertEquals(7.911, values[values.length - 1], 5e-4);
        assertEquals(2.555, Arrays.stream(values).average().orElseThrow(), 5e-4);
    }
}
