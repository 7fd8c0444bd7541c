package org.petctflow.radiomics.pyradiomics;

import java.util.Arrays;
import java.util.List;

import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.texture.Directions;
import org.petctflow.radiomics.texture.Glcm;
import org.petctflow.radiomics.texture.GlcmFeatures;
import org.petctflow.radiomics.texture.GreyRegion;
import org.petctflow.radiomics.texture.LevelSizeFeatures;
import org.petctflow.radiomics.texture.Neighbourhoods;
import org.petctflow.radiomics.texture.RunLengths;
import org.petctflow.radiomics.texture.Zones;

/** PyRadiomics' texture classes of one region: features of each direction averaged, or directions weighted and merged. */
final class PyRadiomicsTexture {

    /** numpy.spacing(1). */
    private static final double EPSILON = Math.ulp(1.0);

    private static final int[] NEAREST = {1};

    private final GreyRegion m_region;

    private final double[] m_spacing;

    private final PyRadiomicsSettings m_settings;

    private Neighbourhoods m_neighbourhoods;

    private PyRadiomicsTexture(final GreyRegion region, final double[] spacing, final PyRadiomicsSettings settings) {
        m_region = region;
        m_spacing = spacing;
        m_settings = settings;
    }

    /** Of a region's values; single says whether its image is of floats. */
    static PyRadiomicsTexture of(final Region region, final boolean single, final PyRadiomicsSettings settings) {
        final int[] levels = settings.discretisation().levels(region.values(), Double.NaN, single);
        final int border = Arrays.stream(settings.distances()).max().orElseThrow();
        return of(GreyRegion.of(region, levels, border), new double[]{region.spacing(0), region.spacing(1), region.spacing(2)}, settings);
    }

    /** Of grey levels as they are, in a frame of the largest of the settings' distances. */
    static PyRadiomicsTexture of(final GreyRegion region, final double[] spacing, final PyRadiomicsSettings settings) {
        return new PyRadiomicsTexture(region, spacing, settings);
    }

    int[] histogram() {
        return m_region.histogram();
    }

    /**
     * @param family one of PyRadiomics' texture classes
     * @return its features; null if there is no matrix
     */
    double[] of(final FeatureFamily family) {
        return switch (family) {
            case PY_GLCM -> cooccurrence();
            case PY_GLRLM -> runLengths();
            case PY_GLSZM -> LevelSizeFeatures.of(
                Zones.of(m_region, m_settings.flatAxis(), null).sizes(0, m_region.slices()), m_region.count(), EPSILON);
            case PY_GLDM -> LevelSizeFeatures.of(neighbourhoods().dependences(), m_region.count(), EPSILON);
            case PY_NGTDM -> neighbourhoods().differenceFeatures();
            default -> throw new IllegalArgumentException(family + " is no texture class of PyRadiomics");
        };
    }

    private Neighbourhoods neighbourhoods() {
        if (m_neighbourhoods == null) {
            final List<int[]> steps = Directions.all(m_settings.distances(), m_settings.flatAxis());
            m_neighbourhoods = new Neighbourhoods(m_region.levels(), steps.size());
            m_neighbourhoods.count(m_region, 0, m_region.slices(), steps, m_settings.whole("gldm_a"), true);
        }
        return m_neighbourhoods;
    }

    private double[] cooccurrence() {
        final int levels = m_region.levels();
        final int[] buffer = new int[(levels + 1) * (levels + 1)];
        final Glcm matrix = new Glcm(levels);
        final boolean symmetric = m_settings.is("symmetricalGLCM");
        final boolean merge = m_settings.get("weightingNorm") != null;
        final int present = (int)Arrays.stream(m_region.histogram()).filter(n -> n > 0).count();
        final double[] sum = new double[GlcmFeatures.COUNT];
        int count = 0;
        for (final int[] step : Directions.half(m_settings.distances(), m_settings.flatAxis())) {
            if (merge) {
                final double d = weightDistance(step);
                matrix.count(m_region, 0, m_region.slices(), step, symmetric, Double.isNaN(d) ? 1 : Math.exp(-d * d), buffer);
            } else {
                matrix.clear();
                matrix.count(m_region, 0, m_region.slices(), step, symmetric, 1, buffer);
                count += add(GlcmFeatures.of(matrix, EPSILON, present), sum);
            }
        }
        if (merge) {
            return GlcmFeatures.of(matrix, EPSILON, present);
        }
        return mean(sum, count);
    }

    private double[] runLengths() {
        final int levels = m_region.levels();
        final int longest = Math.max(m_region.size(0), Math.max(m_region.size(1), m_region.size(2)));
        final int[] buffer = new int[levels * longest];
        final RunLengths matrix = new RunLengths(levels, longest);
        final boolean merge = m_settings.get("weightingNorm") != null;
        final double[] sum = new double[LevelSizeFeatures.COUNT];
        int count = 0;
        boolean any = false;
        for (final int[] step : Directions.half(NEAREST, m_settings.flatAxis())) {
            if (!merge) {
                matrix.clear();
            }
            // a direction across which the region is flat says nothing of it
            if (!RunLengths.hasLines(m_region, step)) {
                continue;
            }
            final double d = merge ? weightDistance(step) : Double.NaN;
            matrix.count(m_region, 0, m_region.slices(), step, Double.isNaN(d) ? 1 : d, buffer);
            any = true;
            if (!merge) {
                count += add(LevelSizeFeatures.of(matrix.matrix(), matrix.voxels(), EPSILON), sum);
            }
        }
        if (merge) {
            return any ? LevelSizeFeatures.of(matrix.matrix(), matrix.voxels(), EPSILON) : null;
        }
        return mean(sum, count);
    }

    private double weightDistance(final int[] step) {
        return weightDistance(step, m_spacing, m_settings);
    }

    /** The step's length in mm by the norm of the settings; NaN for no weighting. */
    static double weightDistance(final int[] step, final double[] spacing, final PyRadiomicsSettings settings) {
        final double z = Math.abs(step[0]) * spacing[0];
        final double y = Math.abs(step[1]) * spacing[1];
        final double x = Math.abs(step[2]) * spacing[2];
        return switch ((String)settings.get("weightingNorm")) {
            case "manhattan" -> z + y + x;
            case "euclidean" -> Math.sqrt(z * z + y * y + x * x);
            case "infinity" -> Math.max(z, Math.max(y, x));
            default -> Double.NaN;
        };
    }

    private static int add(final double[] features, final double[] sum) {
        if (features == null) {
            return 0;
        }
        for (int i = 0; i < features.length; i++) {
            sum[i] += features[i];
        }
        return 1;
    }

    private static double[] mean(final double[] sum, final int count) {
        if (count == 0) {
            return null;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= count;
        }
        return sum;
    }
}
