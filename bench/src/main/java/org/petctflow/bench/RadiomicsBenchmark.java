package org.petctflow.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
import org.petctflow.base.Progress;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/**
 * One region's features, from image and mask in memory to named values, on one thread. The heap of 1.5 GB is what the region of a million
 * voxels needs with all of IBSI's features.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
@State(Scope.Thread)
public class RadiomicsBenchmark {

    /** Size of the region. */
    @Param({"1000", "10000", "30000", "100000", "200000", "1000000"})
    public int voxels;

    private RadiomicsPatient m_patient;

    private final PyRadiomicsExtractor m_default = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults());

    private final PyRadiomicsExtractor m_unshaped =
        PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults().withFeatureClasses(Map.of("firstorder", List.of(), "glcm", List.of(),
            "gldm", List.of(), "glrlm", List.of(), "glszm", List.of(), "ngtdm", List.of())));

    private final IbsiExtractor m_ibsi = IbsiExtractor.of(IbsiSettings.withDefaults()
        .withDiscretisation(Discretisation.binSize(25)).withAggregations(EnumSet.allOf(Aggregation.class)));

    private final PyRadiomicsSettings m_waveletSettings = PyRadiomicsSettings.withDefaults()
        .withImageTypes(Map.of("Wavelet", Map.of()));

    private final PyRadiomicsExtractor m_wavelet =
        PyRadiomicsExtractor.of(m_waveletSettings, PyRadiomicsFilters.imageTypes());

    private final ImageFilter m_bands =
        PyRadiomicsFilters.imageTypes().get("Wavelet").apply(m_waveletSettings.forImageType("Wavelet"));

    /** Makes the patient. */
    @Setup
    public void make() {
        m_patient = RadiomicsPatient.of(voxels, 1);
    }

    /** @return PyRadiomics' 107 default features */
    @Benchmark
    public FeatureVector pyRadiomics107() {
        return m_default.extract(m_patient.image(), m_patient.mask(), Progress.NONE);
    }

    /** @return the 93 of them that are not shape */
    @Benchmark
    public FeatureVector textureAndFirstOrder() {
        return m_unshaped.extract(m_patient.image(), m_patient.mask(), Progress.NONE);
    }

    /** @return IBSI's 487: all families in all aggregations */
    @Benchmark
    public FeatureVector ibsi487() {
        return m_ibsi.extract(m_patient.image(), m_patient.mask(), Progress.NONE);
    }

    /** @return the image's 8 coif1 wavelet bands */
    @Benchmark
    public List<ImageFilter.Filtered> waveletBands() {
        return m_bands.apply(m_patient.image(), m_patient.mask(), Progress.NONE);
    }

    /** @return shape and the 93 features of each of the 8 bands */
    @Benchmark
    public FeatureVector waveletFeatures() {
        return m_wavelet.extract(m_patient.image(), m_patient.mask(), Progress.NONE);
    }
}
