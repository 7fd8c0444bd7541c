package org.petctflow.deep.data;

import java.util.List;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.petctflow.base.Seeds;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * Lung lesions with two planted signals, made when asked for. EGFR shows in the PET of the lesion's core: mutated ones are
 * patchy, others homogeneous, with the same mean uptake. The subtype shows in the CT of the rim (0 to 6 mm outside the lesion):
 * class 1 has a ground-glass halo. Size, uptake, position, noise and vessels vary and tell nothing. The first two features
 * follow the labels weakly, the others are noise.
 */
public final class SyntheticCases implements CaseSource {

    /** Inside the lesion by more than this lies the core, in mm. */
    public static final double CORE_MM = 2;

    /** Outside the lesion by up to this lies the rim, in mm. */
    public static final double RIM_MM = 6;

    private static final List<Task> TASKS =
        List.of(new Task("EGFR", List.of("wild", "mutant")), new Task("subtype", List.of("SCC", "ADC")));

    private final int m_size;

    private final double m_voxelMm;

    private final long m_seed;

    private final int m_features;

    private final boolean m_shuffled;

    /**
     * @param size how many patients
     * @param voxelMm edge of a voxel in mm
     * @param seed the seed
     * @param features how many features
     * @param shuffled whether labels have nothing to do with the images
     */
    public SyntheticCases(final int size, final double voxelMm, final long seed, final int features,
        final boolean shuffled) {
        m_size = size;
        m_voxelMm = voxelMm;
        m_seed = seed;
        m_features = features;
        m_shuffled = shuffled;
    }

    private UniformRandomProvider random(final int index, final String purpose) {
        return RandomSource.XO_SHI_RO_256_PP.create(Seeds.derive(Seeds.derive(m_seed, purpose), index));
    }

    /** What the images show. */
    private int[] truth(final int index) {
        return new int[]{index & 1, (index >> 1) & 1};
    }

    @Override
    public int size() {
        return m_size;
    }

    @Override
    public String name(final int index) {
        return "Row" + index;
    }

    @Override
    public List<String> featureNames() {
        return java.util.stream.IntStream.range(0, m_features).mapToObj(i -> "feature" + i).toList();
    }

    @Override
    public double[] features(final int index) {
        final ZigguratSampler.NormalizedGaussian gaussian =
            ZigguratSampler.NormalizedGaussian.of(random(index, "features"));
        final double[] features = new double[m_features];
        for (int f = 0; f < m_features; f++) {
            features[f] = gaussian.sample() + (f < 2 && !m_shuffled ? 0.7 * truth(index)[f] : 0);
        }
        return features;
    }

    @Override
    public List<Task> tasks() {
        return TASKS;
    }

    @Override
    public int[] labels(final int index) {
        if (m_shuffled) {
            final UniformRandomProvider random = random(index, "labels");
            return new int[]{random.nextInt(2), random.nextInt(2)};
        }
        return truth(index);
    }

    @Override
    public Images images(final int index) {
        final UniformRandomProvider random = random(index, "images");
        final ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        final int slices = (int)Math.round(48 / m_voxelMm);
        final int rows = (int)Math.round(96 / m_voxelMm);
        final Geometry geometry = Geometry.axial(slices, rows, rows, m_voxelMm, m_voxelMm, m_voxelMm);
        final int[] truth = truth(index);
        final double[] centre = new double[3];
        final double[] radius = new double[3];
        for (int a = 0; a < 3; a++) {
            centre[a] = geometry.size(a) * m_voxelMm / 2 + 8 * (random.nextDouble() - 0.5);
            radius[a] = 9 + 6 * random.nextDouble();
        }
        final double uptake = 5 + 6 * random.nextDouble();
        final double[] wave = new double[12];
        for (int k = 0; k < 12; k++) {
            wave[k] = k < 9 ? 2 * Math.PI / 10 * (0.6 + 0.8 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1) / 1.5
                : 2 * Math.PI * random.nextDouble();
        }
        final double[] vessel = new double[8];
        for (int k = 0; k < 8; k++) {
            vessel[k] = 96 * random.nextDouble();
        }
        final float[] ct = new float[geometry.voxels()];
        final float[] pet = new float[ct.length];
        final byte[] inside = new byte[ct.length];
        int i = 0;
        for (int s = 0; s < slices; s++) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < rows; c++, i++) {
                    final double[] p = {(s + 0.5) * m_voxelMm, (r + 0.5) * m_voxelMm, (c + 0.5) * m_voxelMm};
                    double q = 0;
                    double mean = 0;
                    for (int a = 0; a < 3; a++) {
                        q += Math.pow((p[a] - centre[a]) / radius[a], 2);
                        mean += radius[a] / 3;
                    }
                    final double depth = mean * (1 - Math.sqrt(q)); // mm inside the lesion, about
                    double hu = -820;
                    for (int v = 0; v < 4; v++) {
                        hu = Math.hypot(p[1] - vessel[2 * v], p[2] - vessel[2 * v + 1]) < 2 ? -100 : hu;
                    }
                    if (depth > -RIM_MM && truth[1] == 1) {
                        hu = Math.max(hu, -600);
                    }
                    final double edge = 1 / (1 + Math.exp(-depth / 0.8));
                    hu = hu + edge * (30 - hu);
                    double texture = 0;
                    for (int w = 0; w < 3; w++) {
                        texture += Math.sin(wave[3 * w] * p[0] + wave[3 * w + 1] * p[1] + wave[3 * w + 2] * p[2] + wave[9 + w]);
                    }
                    final double core = 1 / (1 + Math.exp(-(depth - CORE_MM) / 0.8));
                    final double lesion = uptake * (1 + (truth[0] == 1 ? 0.3 * texture * core : 0));
                    final double blurred = 1 / (1 + Math.exp(-depth / 2));
                    ct[i] = (float)(hu + 40 * gaussian.sample());
                    pet[i] = (float)Math.max(0, 0.6 + blurred * (lesion - 0.6) + 0.15 * gaussian.sample());
                    inside[i] = (byte)(depth > 0 ? 1 : 0);
                }
            }
        }
        return new Images(Volume.of(geometry, Modality.CT, Units.HU, Voxels.of(ct)),
            Volume.of(geometry, Modality.PET, Units.SUV_BW, Voxels.of(pet)), Mask.of(geometry, inside));
    }
}
