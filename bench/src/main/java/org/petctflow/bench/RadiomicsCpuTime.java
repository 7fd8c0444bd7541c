package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.filter.Boundary;
import org.petctflow.radiomics.filter.IbsiFilters;
import org.petctflow.radiomics.filter.Pooling;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.filter.Riesz;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/**
 * CPU milliseconds and allocated bytes of one region's features by the region's size, on one thread, warm; then a cohort by its number of
 * patients and threads. The same work as {@link RadiomicsBenchmark} and {@link RadiomicsCohortBenchmark}, for a machine with other work on
 * it. Argument: the largest region, 1,000,000 without one.
 */
public final class RadiomicsCpuTime {

    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    private RadiomicsCpuTime() {
    }

    /**
     * @param args the largest region
     * @throws Exception never
     */
    public static void main(final String[] args) throws Exception {
        final int largest = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        final PyRadiomicsExtractor all = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults());
        final PyRadiomicsExtractor unshaped = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults()
            .withFeatureClasses(Map.of("firstorder", List.of(), "glcm", List.of(), "gldm", List.of(), "glrlm", List.of(), "glszm",
                List.of(), "ngtdm", List.of())));
        final IbsiExtractor ibsi = IbsiExtractor.of(IbsiSettings.withDefaults().withDiscretisation(Discretisation.binSize(25))
            .withAggregations(EnumSet.allOf(Aggregation.class)));
        final PyRadiomicsSettings waveletSettings =
            PyRadiomicsSettings.withDefaults().withImageTypes(Map.of("Wavelet", Map.of()));
        final PyRadiomicsExtractor wavelet = PyRadiomicsExtractor.of(waveletSettings, PyRadiomicsFilters.imageTypes());
        System.out.println("| voxels | PyRadiomics' 107 | texture and first order | 8 wavelet bands' 758 | IBSI's 487 "
            + "| bytes a voxel of the box: 107 | 487 |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (final int voxels : new int[]{1_000, 10_000, 30_000, 100_000, 200_000, 1_000_000}) {
            if (voxels <= largest) {
                final RadiomicsPatient p = RadiomicsPatient.of(voxels, 1);
                final int[] b = p.mask().boundingBox();
                final double box = (double)(b[3] - b[0] + 1) * (b[4] - b[1] + 1) * (b[5] - b[2] + 1);
                final double[] a = measured(40, () -> all.extract(p.image(), p.mask(), Progress.NONE));
                final double[] u = measured(40, () -> unshaped.extract(p.image(), p.mask(), Progress.NONE));
                final double[] w = measured(voxels < 100_000 ? 8 : 3, () -> wavelet.extract(p.image(), p.mask(), Progress.NONE));
                final double[] i = measured(voxels < 100_000 ? 8 : 3, () -> ibsi.extract(p.image(), p.mask(), Progress.NONE));
                System.out.printf("| %,d | %.1f ms | %.1f ms | %.0f ms | %.0f ms | %.0f | %.0f |%n", voxels, a[0], u[0], w[0], i[0],
                    a[1] / box, i[1] / box);
            }
        }
        filters();
        System.out.println();
        System.out.println("| patients of 30,000 voxels | threads | wall | CPU a patient |");
        System.out.println("|---|---|---|---|");
        final RadiomicsPatient[] cohort = new RadiomicsPatient[4];
        for (int p = 0; p < cohort.length; p++) {
            cohort[p] = RadiomicsPatient.of(30_000, p);
        }
        for (final int patients : new int[]{10, 40, 160}) {
            for (final int threads : new int[]{1, 2}) {
                double cpu = 0;
                final long start = System.nanoTime();
                for (final double ms : Parallel.map(patients, threads, Progress.NONE, p -> measured(1,
                    () -> all.extract(cohort[p % cohort.length].image(), cohort[p % cohort.length].mask(), Progress.NONE))[0])) {
                    cpu += ms;
                }
                System.out.printf("| %d | %d | %.0f ms | %.1f ms |%n", patients, threads, (System.nanoTime() - start) / 1e6,
                    cpu / patients);
            }
        }
    }

    private static void filters() throws Exception {
        final RadiomicsPatient small = RadiomicsPatient.of(1_000, 1);
        final Volume image = Volume.of(Geometry.axial(48, 96, 96, 1, 1, 1), Modality.CT, Units.HU, small.image().voxels());
        final Map<String, ImageFilter> filters = new LinkedHashMap<>();
        filters.put("PyRadiomics' 8 wavelet bands, coif1", PyRadiomicsFilters.imageTypes().get("Wavelet")
            .apply(PyRadiomicsSettings.withDefaults()));
        filters.put("PyRadiomics' LoG, sigma 3 mm", PyRadiomicsFilters.imageTypes().get("LoG")
            .apply(PyRadiomicsSettings.withDefaults().with(Map.of("sigma", List.of(3.0)))));
        filters.put("mean, 15 voxels", IbsiFilters.mean(15, false, Boundary.MIRROR));
        filters.put("LoG, sigma 3 voxels, cut at 4", IbsiFilters.laplacianOfGaussian(3, 4, false, Boundary.MIRROR));
        filters.put("Laws L5E5E5, 24 rotations, energy", IbsiFilters.laws("L5E5E5", Pooling.MAX, 7, Boundary.MIRROR));
        filters.put("Gabor, sigma 5 voxels, 16 angles in 3 planes",
            IbsiFilters.gabor(5, 2, 1.5, 0, 22.5, true, Pooling.MEAN, Boundary.MIRROR));
        filters.put("wavelet db3 LLH, 24 rotations", IbsiFilters.wavelet("db3", "LLH", 1, Pooling.MEAN, Boundary.MIRROR));
        filters.put("Simoncelli, periodic", IbsiFilters.nonSeparable("simoncelli", 1, null, false, Boundary.PERIODIC));
        filters.put("Simoncelli, mirrored", IbsiFilters.nonSeparable("simoncelli", 1, null, false, Boundary.MIRROR));
        filters.put("Riesz (0, 2, 0) of Simoncelli, aligned, mirrored",
            IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(0, 2, 0).aligned(1), false, Boundary.MIRROR));
        System.out.println();
        System.out.println("| filter of 48 x 96 x 96 voxels | CPU | bytes a voxel |");
        System.out.println("|---|---|---|");
        for (final Map.Entry<String, ImageFilter> e : filters.entrySet()) {
            final double[] m = measured(4, () -> e.getValue().apply(image, small.mask(), Progress.NONE));
            System.out.printf("| %s | %.0f ms | %.0f |%n", e.getKey(), m[0], m[1] / image.geometry().voxels());
        }
    }

    /** The least CPU time in ms of a number of runs, and the bytes that one of them allocates. */
    private static double[] measured(final int runs, final Callable<?> work) throws Exception {
        double best = Double.POSITIVE_INFINITY;
        double bytes = 0;
        final long thread = Thread.currentThread().getId();
        for (int i = 0; i < runs; i++) {
            final long allocated = THREADS.getThreadAllocatedBytes(thread);
            final long before = THREADS.getCurrentThreadCpuTime();
            if (work.call() == null) {
                throw new IllegalStateException("no result");
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - before) / 1e6);
            bytes = THREADS.getThreadAllocatedBytes(thread) - allocated;
        }
        return new double[]{best, bytes};
    }
}
