package org.petctflow.radiomics.pyradiomics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.Statistics;
import org.petctflow.radiomics.texture.GlcmFeatures;

/**
 * PyRadiomics' features voxel by voxel: each voxel of the region gets the feature of the cube around it. As in PyRadiomics' voxel-based
 * extraction, grey levels come from the whole region, kernelRadius is the cube's reach in voxels, maskedKernel says whether it sees
 * the region only, initValue is what voxels outside have, and the map is the region's bounding box with kernelRadius voxels around it.
 * The same bytes for any number of threads. Immutable.
 */
public final class FeatureMaps {

    /** Voxels that one task does: enough to be worth its buffers. */
    private static final int CHUNK = 2048;

    private static final int MOST_RADIUS = 10;

    /**
     * A map.
     *
     * @param slot which feature of which filter
     * @param volume its values, FLOAT64; NaN where the feature is undefined, as in PyRadiomics
     * @param undefined how many voxels of the region have no value: none of their neighbours is in the region
     */
    public record FeatureMap(FeatureSlot slot, Volume volume, int undefined) {
    }

    private final PyRadiomicsSettings m_settings;

    private final List<PyRadiomicsExtractor.ImageType> m_imageTypes;

    private FeatureMaps(final PyRadiomicsSettings settings, final List<PyRadiomicsExtractor.ImageType> imageTypes) {
        m_settings = settings;
        m_imageTypes = imageTypes;
    }

    /**
     * @param settings how, and which features; shape has no maps
     * @param imageTypes makes the filter of each image type but Original from the settings for it
     * @return what makes the maps
     * @throws IllegalArgumentException if no feature is left, the kernel is too large, or an image type is not among these
     */
    public static FeatureMaps of(final PyRadiomicsSettings settings,
        final Map<String, Function<PyRadiomicsSettings, ImageFilter>> imageTypes) {
        if (settings.whole("kernelRadius") > MOST_RADIUS) {
            throw new IllegalArgumentException("The kernelRadius must be at most " + MOST_RADIUS + ", but was " + settings.get("kernelRadius"));
        }
        final FeatureMaps maps = new FeatureMaps(settings, PyRadiomicsExtractor.imageTypes(settings, imageTypes));
        if (maps.slots().isEmpty()) {
            throw new IllegalArgumentException("There is no feature to map: choose one of another class than shape");
        }
        return maps;
    }

    /** @return the maps' features, in their order */
    public List<FeatureSlot> slots() {
        final List<FeatureSlot> slots = new ArrayList<>();
        for (final PyRadiomicsExtractor.ImageType type : m_imageTypes) {
            for (final String name : type.names()) {
                features(type.settings()).values()
                    .forEach(list -> list.forEach(f -> slots.add(new FeatureSlot(name, f, Aggregation.NONE))));
            }
        }
        return slots;
    }

    private static Map<FeatureFamily, List<Feature>> features(final PyRadiomicsSettings settings) {
        final Map<FeatureFamily, List<Feature>> features = new java.util.LinkedHashMap<>(settings.features());
        features.remove(FeatureFamily.PY_SHAPE);
        features.remove(FeatureFamily.PY_SHAPE_2D);
        return features;
    }

    /**
     * @param image the image
     * @param mask the region
     * @param threads on how many threads
     * @param progress where it is, and cancellation
     * @return a map for each of {@link #slots()}
     * @throws IllegalArgumentException if the region cannot be used, or the image is too small for a filter; the message says why
     */
    public List<FeatureMap> extract(final Volume image, final Mask mask, final int threads, final Progress progress) {
        final PyRadiomicsImage processed = PyRadiomicsImage.of(image, mask, m_settings);
        final Region whole = Region.of(processed.image(), processed.mask());
        PyRadiomicsImage.checkSize(whole, m_settings);
        Mask used = processed.mask();
        if (m_settings.get("resegmentRange") != null) {
            final boolean[] keep = PyRadiomicsImage.resegmented(whole, m_settings);
            PyRadiomicsImage.checkSize(whole.filter(keep), m_settings);
            used = PyRadiomicsExtractor.keptMask(processed.mask(), keep);
        }
        final List<FeatureMap> maps = new ArrayList<>();
        for (int t = 0; t < m_imageTypes.size(); t++) {
            final PyRadiomicsExtractor.ImageType type = m_imageTypes.get(t);
            final Progress part = progress.part((double)t / m_imageTypes.size(), (t + 1.0) / m_imageTypes.size());
            final PyRadiomicsImage seen = type.seen(new PyRadiomicsImage(processed.image(), used));
            final List<ImageFilter.Filtered> images = type.filter().apply(seen.image(), seen.mask(), part.part(0, 0.1));
            for (int i = 0; i < images.size(); i++) {
                maps.addAll(maps(images.get(i), seen.mask(), type.settings(), threads,
                    part.part(0.1 + 0.9 * i / images.size(), 0.1 + 0.9 * (i + 1) / images.size())));
            }
        }
        progress.report(1, "");
        return maps;
    }

    private static List<FeatureMap> maps(final ImageFilter.Filtered filtered, final Mask mask, final PyRadiomicsSettings settings,
        final int threads, final Progress progress) {
        final int radius = settings.whole("kernelRadius");
        final Geometry g = mask.geometry();
        final int[] bounds = mask.boundingBox();
        final int[] from = new int[3];
        final int[] size = new int[3];
        for (int d = 0; d < 3; d++) {
            from[d] = Math.max(0, bounds[d] - radius);
            size[d] = Math.min(g.size(d) - 1, bounds[3 + d] + radius) - from[d] + 1;
        }
        final Geometry grid = g.box(from[0], from[1], from[2], size[0], size[1], size[2]);
        final double[] values = new double[grid.voxels()];
        final byte[] inside = new byte[values.length];
        final byte[] whole = mask.inside();
        for (int s = 0, v = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                final int line = g.voxel(from[0] + s, from[1] + r, from[2]);
                for (int c = 0; c < size[2]; c++, v++) {
                    values[v] = filtered.image().voxels().get(line + c);
                    inside[v] = whole[line + c];
                }
            }
        }
        final int[] centres = voxels(inside, true);
        final int[] seen = settings.is("maskedKernel") ? centres : voxels(inside, false);
        final Window.Crop crop = new Window.Crop(size, values, levels(values, seen, filtered.image().voxels().kind() == Voxels.Kind.FLOAT32, settings));
        final List<Feature> features = features(settings).values().stream().flatMap(List::stream).toList();
        final double[][] maps = new double[features.size()][values.length];
        for (final double[] map : maps) {
            Arrays.fill(map, settings.number("initValue"));
        }
        final int chunks = (centres.length + CHUNK - 1) / CHUNK;
        final int present = (int)Arrays.stream(crop.levels()).filter(l -> l > 0).distinct().count();
        try {
            Parallel.forEach(chunks, Math.max(1, threads), progress, chunk -> {
                final int last = Math.min(centres.length, (chunk + 1) * CHUNK);
                final Kernel kernel = new Kernel(crop, settings, present, new double[]{g.spacing(0), g.spacing(1), g.spacing(2)});
                for (int k = chunk * CHUNK; k < last; k++) {
                    if (k % 64 == 0) {
                        progress.checkCancelled();
                    }
                    kernel.at(centres[k], maps);
                }
                return null;
            }, (chunk, nothing) -> progress.report((chunk + 1.0) / chunks, filtered.name()));
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
        final List<FeatureMap> result = new ArrayList<>();
        for (int f = 0; f < maps.length; f++) {
            final double[] map = maps[f];
            final int undefined = (int)Arrays.stream(centres).filter(v -> Double.isNaN(map[v])).count();
            result.add(new FeatureMap(new FeatureSlot(filtered.name(), features.get(f), Aggregation.NONE),
                new Volume(mask.info().withGrid(grid, Voxels.Kind.FLOAT64).withModality(Modality.DERIVED, Units.NONE), Voxels.of(map)), undefined));
        }
        return result;
    }

    private static int[] voxels(final byte[] inside, final boolean ofRegion) {
        final int[] voxels = new int[inside.length];
        int n = 0;
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0 || !ofRegion) {
                voxels[n++] = v;
            }
        }
        return Arrays.copyOf(voxels, n);
    }

    private static int[] levels(final double[] values, final int[] seen, final boolean single,
        final PyRadiomicsSettings settings) {
        final double[] intensities = new double[seen.length];
        for (int k = 0; k < seen.length; k++) {
            intensities[k] = values[seen[k]];
            if (!Double.isFinite(intensities[k])) {
                throw new IllegalArgumentException("the image's values must be finite, but one is " + intensities[k]);
            }
        }
        final int[] levels = settings.discretisation().levels(intensities, Double.NaN, single);
        final int[] all = new int[values.length];
        for (int k = 0; k < seen.length; k++) {
            all[seen[k]] = levels[k];
        }
        return all;
    }

    /** All features at one voxel after the other. */
    private static final class Kernel {
        private final Window m_window;

        private final Window.Crop m_crop;

        private final PyRadiomicsSettings m_settings;

        private final double[] m_spacing;

        private final Map<FeatureFamily, List<Feature>> m_features;

        private final WindowGlcm m_glcm;

        Kernel(final Window.Crop crop, final PyRadiomicsSettings settings, final int present, final double[] spacing) {
            m_crop = crop;
            m_settings = settings;
            m_spacing = spacing;
            m_features = features(settings);
            final int radius = settings.whole("kernelRadius");
            m_window = new Window(crop, radius, settings.flatAxis(), Arrays.stream(settings.distances()).max().orElseThrow());
            final List<Feature> glcm = m_features.get(FeatureFamily.PY_GLCM);
            m_glcm = glcm == null ? null
                : new WindowGlcm(settings, spacing, Arrays.stream(crop.levels()).max().orElseThrow(), present, Window.most(radius),
                    glcm.stream().anyMatch(f -> f.index() == GlcmFeatures.COUNT - 1));
        }

        void at(final int voxel, final double[][] maps) {
            m_window.move(voxel);
            int map = 0;
            PyRadiomicsTexture texture = null;
            for (final Map.Entry<FeatureFamily, List<Feature>> e : m_features.entrySet()) {
                final double[] numbers;
                if (e.getKey() == FeatureFamily.PY_FIRST_ORDER) {
                    numbers = Statistics.of(m_window.values()).pyRadiomics(m_settings.number("voxelArrayShift"),
                        m_spacing[0] * m_spacing[1] * m_spacing[2], m_window.histogram());
                } else if (e.getKey() == FeatureFamily.PY_GLCM) {
                    numbers = m_glcm.of(m_window);
                } else {
                    texture = texture == null ? PyRadiomicsTexture.of(m_window.region(), m_spacing, m_settings) : texture;
                    numbers = texture.of(e.getKey());
                }
                for (final Feature feature : e.getValue()) {
                    maps[map++][voxel] = numbers == null ? Double.NaN : numbers[feature.index()];
                }
            }
        }
    }
}
