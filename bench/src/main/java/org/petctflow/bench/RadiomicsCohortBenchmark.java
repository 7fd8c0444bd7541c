package org.petctflow.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** PyRadiomics' 107 features of a cohort, each patient with a region of 30,000 voxels, patients in parallel. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
@State(Scope.Benchmark)
public class RadiomicsCohortBenchmark {

    private static final int DIFFERENT = 4;

    /** Size of the cohort. */
    @Param({"10", "40", "160"})
    public int patients;

    /** Threads that share it. */
    @Param({"1", "2"})
    public int threads;

    private final RadiomicsPatient[] m_patients = new RadiomicsPatient[DIFFERENT];

    private final PyRadiomicsExtractor m_extractor = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults());

    /** Makes the patients; a few are enough, for no result is kept between them. */
    @Setup
    public void make() {
        for (int p = 0; p < DIFFERENT; p++) {
            m_patients[p] = RadiomicsPatient.of(30_000, p);
        }
    }

    /**
     * @return the features of all patients
     * @throws Exception never
     */
    @Benchmark
    public List<FeatureVector> cohort() throws Exception {
        return Parallel.map(patients, threads, Progress.NONE, p -> {
            final RadiomicsPatient patient = m_patients[p % DIFFERENT];
            return m_extractor.extract(patient.image(), patient.mask(), Progress.NONE);
        });
    }
}
