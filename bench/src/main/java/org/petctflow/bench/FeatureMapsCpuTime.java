package org.petctflow.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.pyradiomics.FeatureMaps;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/**
 * CPU seconds of maps of features, voxel by voxel, of a region in noise; one thread, warm, best of three. Argument: voxels of the region, 30,000
 * without one.
 */
public final class FeatureMapsCpuTime {

    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    private FeatureMapsCpuTime() {
    }

    /** @param args voxels of the region */
    public static void main(final String[] args) {
        final RadiomicsPatient p = RadiomicsPatient.of(args.length > 0 ? Integer.parseInt(args[0]) : 30_000, 1);
        final Map<String, Map<String, List<String>>> maps = new LinkedHashMap<>();
        maps.put("firstorder Entropy", Map.of("firstorder", List.of("Entropy")));
        maps.put("glcm JointEntropy", Map.of("glcm", List.of("JointEntropy")));
        for (final String family : List.of("firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm")) {
            maps.put("all of " + family, Map.of(family, List.of()));
        }
        System.out.println("| maps of " + p.mask().count() + " voxels | kernelRadius | CPU | bytes allocated a voxel |");
        System.out.println("|---|---|---|---|");
        for (final int radius : new int[]{1, 2}) {
            maps.forEach((name, classes) -> {
                final FeatureMaps features = FeatureMaps.of(PyRadiomicsSettings.withDefaults().with("kernelRadius", radius)
                    .withFeatureClasses(classes), Map.of());
                double best = Double.POSITIVE_INFINITY;
                long bytes = 0;
                for (int run = 0; run < 3; run++) {
                    final long start = THREADS.getCurrentThreadCpuTime();
                    final long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
                    features.extract(p.image(), p.mask(), 1, Progress.NONE);
                    bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                    best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
                }
                System.out.printf("| %s | %d | %.2f s | %d |%n", name, radius, best, bytes / p.mask().count());
            });
        }
    }
}
