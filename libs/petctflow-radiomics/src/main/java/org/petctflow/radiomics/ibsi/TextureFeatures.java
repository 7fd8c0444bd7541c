package org.petctflow.radiomics.ibsi;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.radiomics.Aggregation;
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

/**
 * The texture families of one region in all aggregations asked for. Each matrix is counted once: a slice's and direction's counts are
 * added to the merged ones. Zones serve both zone families, neighbourhoods both neighbourhood families.
 */
final class TextureFeatures {

    private static final int[] NEAREST = {1};

    private final GreyRegion m_region;

    private final Region m_mask;

    private final Region m_intensities;

    private final Set<Aggregation> m_aggregations;

    private final int[] m_distance;

    private final int m_coarseness;

    private final Map<FeatureFamily, Map<Aggregation, double[]>> m_done = new EnumMap<>(FeatureFamily.class);

    TextureFeatures(final GreyRegion region, final Region mask, final Region intensities, final IbsiSettings settings) {
        m_region = region;
        m_mask = mask;
        m_intensities = intensities;
        m_aggregations = settings.aggregations();
        m_distance = new int[]{settings.distance()};
        m_coarseness = settings.coarseness();
    }

    /**
     * @param family a texture family
     * @return its features by aggregation; without those for which there is no matrix
     */
    Map<Aggregation, double[]> of(final FeatureFamily family) {
        if (!m_done.containsKey(family)) {
            switch (family) {
                case COOCCURRENCE -> m_done.put(family, cooccurrence());
                case RUN_LENGTH -> m_done.put(family, runLengths());
                case SIZE_ZONE, DISTANCE_ZONE -> zones();
                default -> neighbourhoods();
            }
        }
        return m_done.get(family);
    }

    private boolean wants(final Aggregation... any) {
        for (final Aggregation a : any) {
            if (m_aggregations.contains(a)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEmpty(final int slice) {
        return m_region.sliceStart(slice) == m_region.sliceStart(slice + 1);
    }

    private Map<Aggregation, double[]> cooccurrence() {
        final Map<Aggregation, double[]> result = new EnumMap<>(Aggregation.class);
        final int levels = m_region.levels();
        final int[] buffer = new int[(levels + 1) * (levels + 1)];
        final Glcm one = new Glcm(levels);
        if (wants(Aggregation.D2_AVERAGED, Aggregation.D2_MERGED, Aggregation.D25_AVERAGED, Aggregation.D25_MERGED)) {
            final List<int[]> steps = Directions.half(m_distance, 0);
            final Glcm[] byDirection = new Glcm[steps.size()];
            for (int d = 0; d < byDirection.length; d++) {
                byDirection[d] = new Glcm(levels);
            }
            final Mean each = new Mean();
            final Mean bySlice = new Mean();
            final Glcm slice = new Glcm(levels);
            for (int s = 0; s < m_region.slices(); s++) {
                if (isEmpty(s)) {
                    continue;
                }
                slice.clear();
                for (int d = 0; d < byDirection.length; d++) {
                    one.clear();
                    one.count(m_region, s, s + 1, steps.get(d), true, 1, buffer);
                    slice.add(one);
                    byDirection[d].add(one);
                    each.add(wants(Aggregation.D2_AVERAGED) ? GlcmFeatures.of(one, 0, 0) : null);
                }
                bySlice.add(wants(Aggregation.D2_MERGED) ? GlcmFeatures.of(slice, 0, 0) : null);
            }
            each.putInto(result, Aggregation.D2_AVERAGED);
            bySlice.putInto(result, Aggregation.D2_MERGED);
            averagedAndMerged(byDirection, Aggregation.D25_AVERAGED, Aggregation.D25_MERGED, result);
        }
        if (wants(Aggregation.D3_AVERAGED, Aggregation.D3_MERGED)) {
            final Mean each = new Mean();
            final Glcm all = new Glcm(levels);
            for (final int[] step : Directions.half(m_distance, -1)) {
                one.clear();
                one.count(m_region, 0, m_region.slices(), step, true, 1, buffer);
                all.add(one);
                each.add(wants(Aggregation.D3_AVERAGED) ? GlcmFeatures.of(one, 0, 0) : null);
            }
            each.putInto(result, Aggregation.D3_AVERAGED);
            put(result, Aggregation.D3_MERGED, wants(Aggregation.D3_MERGED) ? GlcmFeatures.of(all, 0, 0) : null);
        }
        return result;
    }

    private void averagedAndMerged(final Glcm[] byDirection, final Aggregation averaged, final Aggregation merged,
        final Map<Aggregation, double[]> result) {
        final Mean each = new Mean();
        final Glcm all = new Glcm(m_region.levels());
        for (final Glcm m : byDirection) {
            all.add(m);
            each.add(wants(averaged) ? GlcmFeatures.of(m, 0, 0) : null);
        }
        each.putInto(result, averaged);
        put(result, merged, wants(merged) ? GlcmFeatures.of(all, 0, 0) : null);
    }

    private Map<Aggregation, double[]> runLengths() {
        final Map<Aggregation, double[]> result = new EnumMap<>(Aggregation.class);
        final int levels = m_region.levels();
        final int longest = Math.max(m_region.size(0), Math.max(m_region.size(1), m_region.size(2)));
        final int[] buffer = new int[levels * longest];
        final RunLengths one = new RunLengths(levels, longest);
        if (wants(Aggregation.D2_AVERAGED, Aggregation.D2_MERGED, Aggregation.D25_AVERAGED, Aggregation.D25_MERGED)) {
            final List<int[]> steps = Directions.half(NEAREST, 0);
            final RunLengths[] byDirection = new RunLengths[steps.size()];
            for (int d = 0; d < byDirection.length; d++) {
                byDirection[d] = new RunLengths(levels, longest);
            }
            final Mean each = new Mean();
            final Mean bySlice = new Mean();
            final RunLengths slice = new RunLengths(levels, longest);
            for (int s = 0; s < m_region.slices(); s++) {
                if (isEmpty(s)) {
                    continue;
                }
                slice.clear();
                for (int d = 0; d < byDirection.length; d++) {
                    one.clear();
                    one.count(m_region, s, s + 1, steps.get(d), 1, buffer);
                    slice.add(one);
                    byDirection[d].add(one);
                    each.add(wants(Aggregation.D2_AVERAGED) ? features(one) : null);
                }
                bySlice.add(wants(Aggregation.D2_MERGED) ? features(slice) : null);
            }
            each.putInto(result, Aggregation.D2_AVERAGED);
            bySlice.putInto(result, Aggregation.D2_MERGED);
            final Mean directions = new Mean();
            final RunLengths all = new RunLengths(levels, longest);
            for (final RunLengths m : byDirection) {
                all.add(m);
                directions.add(wants(Aggregation.D25_AVERAGED) ? features(m) : null);
            }
            directions.putInto(result, Aggregation.D25_AVERAGED);
            put(result, Aggregation.D25_MERGED, features(all));
        }
        if (wants(Aggregation.D3_AVERAGED, Aggregation.D3_MERGED)) {
            final Mean each = new Mean();
            final RunLengths all = new RunLengths(levels, longest);
            for (final int[] step : Directions.half(NEAREST, -1)) {
                one.clear();
                one.count(m_region, 0, m_region.slices(), step, 1, buffer);
                all.add(one);
                each.add(wants(Aggregation.D3_AVERAGED) ? features(one) : null);
            }
            each.putInto(result, Aggregation.D3_AVERAGED);
            put(result, Aggregation.D3_MERGED, features(all));
        }
        return result;
    }

    private static double[] features(final RunLengths runs) {
        return LevelSizeFeatures.of(runs.matrix(), runs.voxels(), 0);
    }

    private void zones() {
        final Map<Aggregation, double[]> sizes = new EnumMap<>(Aggregation.class);
        final Map<Aggregation, double[]> distances = new EnumMap<>(Aggregation.class);
        final int slices = m_region.slices();
        if (wants(Aggregation.D2, Aggregation.D25)) {
            final Zones zones = Zones.of(m_region, 0, Zones.distances(m_mask, m_intensities, true));
            final Mean size = new Mean();
            final Mean distance = new Mean();
            for (int s = 0; s < slices; s++) {
                if (!isEmpty(s)) {
                    final int voxels = m_region.sliceStart(s + 1) - m_region.sliceStart(s);
                    size.add(LevelSizeFeatures.of(zones.sizes(s, s + 1), voxels, 0));
                    distance.add(LevelSizeFeatures.of(zones.distances(s, s + 1), voxels, 0));
                }
            }
            size.putInto(sizes, Aggregation.D2);
            distance.putInto(distances, Aggregation.D2);
            put(sizes, Aggregation.D25, LevelSizeFeatures.of(zones.sizes(0, slices), m_region.count(), 0));
            put(distances, Aggregation.D25, LevelSizeFeatures.of(zones.distances(0, slices), m_region.count(), 0));
        }
        if (wants(Aggregation.D3)) {
            final Zones zones = Zones.of(m_region, -1, Zones.distances(m_mask, m_intensities, false));
            put(sizes, Aggregation.D3, LevelSizeFeatures.of(zones.sizes(0, slices), m_region.count(), 0));
            put(distances, Aggregation.D3, LevelSizeFeatures.of(zones.distances(0, slices), m_region.count(), 0));
        }
        m_done.put(FeatureFamily.SIZE_ZONE, sizes);
        m_done.put(FeatureFamily.DISTANCE_ZONE, distances);
    }

    private void neighbourhoods() {
        final Map<Aggregation, double[]> differences = new EnumMap<>(Aggregation.class);
        final Map<Aggregation, double[]> dependences = new EnumMap<>(Aggregation.class);
        final int slices = m_region.slices();
        if (wants(Aggregation.D2, Aggregation.D25)) {
            final List<int[]> steps = steps(0);
            final Neighbourhoods all = new Neighbourhoods(m_region.levels(), steps.size());
            final Mean difference = new Mean();
            final Mean dependence = new Mean();
            for (int s = 0; s < slices; s++) {
                if (!isEmpty(s)) {
                    final Neighbourhoods one = new Neighbourhoods(m_region.levels(), steps.size());
                    one.count(m_region, s, s + 1, steps, m_coarseness, false);
                    all.add(one);
                    difference.add(one.differenceFeatures());
                    dependence.add(LevelSizeFeatures.of(one.dependences(), one.dependenceVoxels(), 0));
                }
            }
            difference.putInto(differences, Aggregation.D2);
            dependence.putInto(dependences, Aggregation.D2);
            put(differences, Aggregation.D25, all.differenceFeatures());
            put(dependences, Aggregation.D25, LevelSizeFeatures.of(all.dependences(), all.dependenceVoxels(), 0));
        }
        if (wants(Aggregation.D3)) {
            final List<int[]> steps = steps(-1);
            final Neighbourhoods all = new Neighbourhoods(m_region.levels(), steps.size());
            all.count(m_region, 0, slices, steps, m_coarseness, false);
            put(differences, Aggregation.D3, all.differenceFeatures());
            put(dependences, Aggregation.D3, LevelSizeFeatures.of(all.dependences(), all.dependenceVoxels(), 0));
        }
        m_done.put(FeatureFamily.NEIGHBOURHOOD_DIFFERENCE, differences);
        m_done.put(FeatureFamily.NEIGHBOURHOOD_DEPENDENCE, dependences);
    }

    /** All neighbours up to the distance: a neighbourhood is a full cube, a co-occurrence its shell. */
    private List<int[]> steps(final int flatAxis) {
        final int[] distances = new int[m_distance[0]];
        for (int d = 0; d < distances.length; d++) {
            distances[d] = d + 1;
        }
        return Directions.all(distances, flatAxis);
    }

    private static void put(final Map<Aggregation, double[]> result, final Aggregation aggregation, final double[] features) {
        if (features != null) {
            result.put(aggregation, features);
        }
    }

    /** The mean of features over matrices; an empty matrix has none and does not count. */
    private static final class Mean {
        private double[] m_sum;

        private int m_count;

        void add(final double[] features) {
            if (features != null) {
                if (m_sum == null) {
                    m_sum = new double[features.length];
                }
                for (int i = 0; i < features.length; i++) {
                    m_sum[i] += features[i];
                }
                m_count++;
            }
        }

        void putInto(final Map<Aggregation, double[]> result, final Aggregation aggregation) {
            if (m_count > 0) {
                final double[] mean = m_sum.clone();
                for (int i = 0; i < mean.length; i++) {
                    mean[i] /= m_count;
                }
                result.put(aggregation, mean);
            }
        }
    }
}
