package org.petctflow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.DicomScanner;
import org.petctflow.imaging.dicom.PatientKeys;
import org.petctflow.imaging.dicom.Scan;
import org.petctflow.imaging.dicom.ScanOptions;
import org.petctflow.imaging.dicom.SeriesPairing;
import org.petctflow.imaging.dicom.SeriesReader;
import org.petctflow.imaging.quality.QualityControl;
import org.petctflow.imaging.quality.QualityReport;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.roi.Lesion;
import org.petctflow.imaging.roi.RoiCropper;
import org.petctflow.imaging.segmentation.MaskOptions;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.suv.SuvNormalizer;
import org.petctflow.imaging.suv.SuvOptions;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * A cohort from DICOM to cropped tumours: scan, read, SUV, RTSTRUCT, quality control, crop of 48 x 96 x 96 voxels of 1 mm. Prints wall
 * and CPU seconds and the peak of memory. Arguments: patients (500), threads (2), folder for the files (a temporary one; a given
 * one is left, and read by the next run), how many of the patients are read and cropped (all).
 *
 * <pre>  java -Xmx2g -cp ... org.petctflow.bench.CohortCpuTime 500 2</pre>
 */
public final class CohortCpuTime {

    private CohortCpuTime() {
    }

    /**
     * @param args patients, threads, folder, how many are read
     * @throws Exception if anything goes wrong
     */
    public static void main(final String[] args) throws Exception {
        final int patients = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        final int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        final Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("petctflow-cohort");
        final SyntheticCohort.Options options = SyntheticCohort.Options.DEFAULT.withPatients(patients, 1);
        System.out.printf(Locale.ROOT, "%d patients, CT %s, PET %s, %d threads, heap %d MiB%n", patients, options.ct(),
            options.pet(), threads, Runtime.getRuntime().maxMemory() >> 20);
        final Clock clock = new Clock();
        final Path truth = folder.resolve(SyntheticCohort.TRUTH);
        if (!Files.exists(truth) || Files.readAllLines(truth).size() != patients + 1) {
            SyntheticCohort.write(folder, options, threads, Progress.NONE);
            clock.print("write the cohort", patients);
        }

        final ScanOptions scanOptions =
            ScanOptions.defaults().withKeys(PatientKeys.plainIds()).withThreads(threads);
        final Scan scan = DicomScanner.scan(folder, scanOptions, Progress.NONE);
        final List<SeriesPairing.Pair> pairs = SeriesPairing.pair(scan.series());
        clock.print("scan " + scan.files() + " files", patients);

        final long[] voxels = new long[1];
        final int[] excluded = new int[1];
        final int read = args.length > 3 ? Math.min(pairs.size(), Integer.parseInt(args[3])) : pairs.size();
        Parallel.forEach(read, threads, Progress.NONE, i -> patient(folder, pairs.get(i)), (i, r) -> {
            voxels[0] += r.pet.voxels().length() + r.ct.voxels().length();
            excluded[0] += r.excluded ? 1 : 0;
        });
        clock.print("read, SUV, mask, quality, crop", read);
        System.out.printf(Locale.ROOT, "%d of %d pairs, %d million voxels cropped, %d excluded%n", read, pairs.size(),
            voxels[0] / 1_000_000, excluded[0]);
        long peak = 0;
        for (final MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.printf(Locale.ROOT, "heap: peak %d MiB (sum of the pools' peaks, garbage included)%s%n", peak >> 20,
            resident());
        if (args.length < 3) {
            delete(folder);
        }
    }

    private record Result(Volume ct, Volume pet, boolean excluded) {
    }

    private static Result patient(final Path folder, final SeriesPairing.Pair pair) throws IOException {
        final Volume ct = SeriesReader.read(pair.ct(), 1, Progress.NONE);
        final Volume raw = SeriesReader.read(pair.pet(), 1, Progress.NONE);
        final SuvNormalizer normalizer = SuvNormalizer.of(SuvOptions.defaults());
        final Volume pet = normalizer.apply(raw, normalizer.factors(raw.info()));
        final Path file = folder.resolve(pair.patientKey()).resolve("RTSTRUCT").resolve("0001.dcm");
        final Segmentation segmentation = SegmentationReader.read(file, Progress.NONE);
        final Mask mask = segmentation.mask(segmentation.segments().get(0), ct.info(), MaskOptions.DEFAULTS, Progress.NONE).mask();
        final QualityReport report = QualityControl.check(new QualityControl.Images(ct, pet, mask, null, List.of()),
            QualityControl.Options.DEFAULT, Progress.NONE);
        final Geometry box = RoiCropper.box(ct.geometry(), new Lesion(mask, 1).centre(Lesion.Centre.CENTRE_OF_MASS),
            RoiCropper.defaultSize(), new double[]{1, 1, 1});
        final ResampleOptions linear = ResampleOptions.of(Interpolation.LINEAR);
        return new Result(
            RoiCropper.crop(ct, box, linear.withOutside(RoiCropper.defaultPadding(ct.info())), Progress.NONE),
            RoiCropper.crop(pet, box, linear, Progress.NONE), report.excluded());
    }

    /** Where the system tells it. */
    private static String resident() throws IOException {
        final Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "";
        }
        for (final String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return ", resident: peak " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB";
            }
        }
        return "";
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (final Path p : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    /** Seconds since the last step. */
    private static final class Clock {

        private long m_wall = System.nanoTime();

        private long m_cpu = cpu();

        private static long cpu() {
            return ((com.sun.management.OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }

        void print(final String step, final int patients) {
            final double wall = (System.nanoTime() - m_wall) / 1e9;
            final double cpu = (cpu() - m_cpu) / 1e9;
            System.out.printf(Locale.ROOT, "%-32s wall %7.1f s, CPU %7.1f s, CPU a patient %.3f s%n", step, wall, cpu,
                cpu / patients);
            m_wall = System.nanoTime();
            m_cpu = cpu();
        }
    }
}
