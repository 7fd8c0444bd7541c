package org.petctflow.radiomics.ibsi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.FeatureExtractor;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.Features;
import org.petctflow.radiomics.FilterNames;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.IntensityHistogram;
import org.petctflow.radiomics.intensity.IntensityPeak;
import org.petctflow.radiomics.intensity.IntensityVolumeHistogram;
import org.petctflow.radiomics.intensity.Statistics;
import org.petctflow.radiomics.shape.Morphology;
import org.petctflow.radiomics.texture.GreyRegion;

/** Extracts IBSI's features of a region, of the image itself or of what filters make of it. */
public final class IbsiExtractor implements FeatureExtractor {

    private static final String EMPTY = "the region of interest is empty";

    private static final String RESEGMENTED = "re-segmentation left no voxel of the region of interest";

    private final IbsiSettings m_settings;

    private final List<NamedFilter> m_filters;

    /** A filter with the names of the images it makes. */
    private record NamedFilter(ImageFilter filter, List<String> names) {
    }

    private IbsiExtractor(final IbsiSettings settings, final List<NamedFilter> filters) {
        m_settings = settings;
        m_filters = filters;
    }

    /**
     * @param settings how
     * @return the extractor of the image itself
     */
    public static IbsiExtractor of(final IbsiSettings settings) {
        return of(settings, List.of(ImageFilter.ORIGINAL));
    }

    /**
     * @param settings how
     * @param filters filters, applied after interpolation, in the order of the results; {@link ImageFilter#ORIGINAL} for the image itself
     * @return the extractor
     * @throws IllegalArgumentException if two filters make images of the same name
     */
    public static IbsiExtractor of(final IbsiSettings settings, final List<ImageFilter> filters) {
        final List<NamedFilter> named = filters.stream().map(f -> new NamedFilter(f, FilterNames.of(f))).toList();
        final Set<String> names = new LinkedHashSet<>();
        for (final NamedFilter filter : named) {
            for (final String name : filter.names) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("Two filters are named " + name + ": leave one out, or give it another name");
                }
            }
        }
        return new IbsiExtractor(settings, named);
    }

    /** @return how */
    public IbsiSettings settings() {
        return m_settings;
    }

    @Override
    public String describe() {
        return m_settings.toString();
    }

    @Override
    public List<String> warnings(final VolumeInfo info) {
        return m_settings.warnings(info);
    }

    /** Morphology once, of the unfiltered image, then the other families of each filter. */
    @Override
    public List<FeatureSlot> slots() {
        return failed("").values().stream().map(v -> new FeatureSlot(v.filter(), v.feature(), v.aggregation())).toList();
    }

    private FeatureVector failed(final String reason) {
        final FeatureVector.Builder all = new FeatureVector.Builder("original");
        all.addAll(withFamilies(only(FeatureFamily.MORPHOLOGY)).failed("original", reason).values());
        final IbsiExtractor unshaped = withFamilies(without(FeatureFamily.MORPHOLOGY));
        m_filters.forEach(filter -> filter.names.forEach(name -> all.addAll(unshaped.failed(name, reason).values())));
        return all.build();
    }

    @Override
    public FeatureVector extract(final Volume image, final Mask mask, final Progress progress) {
        final IbsiImage processed;
        try {
            processed = IbsiImage.of(image, mask, m_settings, m_filters.stream().mapToInt(f -> f.filter.wholeAxes()).max().orElse(0));
        } catch (final IllegalArgumentException e) {
            return failed(e.getMessage());
        }
        final FeatureVector.Builder all = new FeatureVector.Builder("original");
        final double part = 1.0 / (m_filters.size() + 1);
        all.addAll(withFamilies(only(FeatureFamily.MORPHOLOGY)).extract("original", processed, progress.part(0, part)).values());
        final IbsiExtractor unshaped = withFamilies(without(FeatureFamily.MORPHOLOGY));
        final IbsiExtractor ofFiltered = new IbsiExtractor(unshaped.m_settings.forFiltered(), List.of());
        for (int f = 0; f < m_filters.size(); f++) {
            progress.checkCancelled();
            final Progress own = progress.part((f + 1) * part, Math.min(1, (f + 2) * part));
            final NamedFilter filter = m_filters.get(f);
            final IbsiExtractor extractor = filter.filter == ImageFilter.ORIGINAL ? unshaped : ofFiltered;
            final IbsiImage seen =
                filter.filter == ImageFilter.ORIGINAL ? processed : processed.cropped(m_settings.filterMargin(), filter.filter.wholeAxes());
            final List<ImageFilter.Filtered> images;
            try {
                images = filter.filter.apply(seen.image(), seen.mask(), own);
            } catch (final IllegalArgumentException e) {
                filter.names.forEach(name -> all.addAll(extractor.failed(name, e.getMessage()).values()));
                continue;
            }
            if (!images.stream().map(ImageFilter.Filtered::name).toList().equals(filter.names)) {
                throw new IllegalStateException("A filter's images changed their names from " + filter.names);
            }
            for (final ImageFilter.Filtered filtered : images) {
                all.addAll(extractor.extract(filtered.name(), seen.withImage(filtered.image()), own).values());
            }
        }
        return all.build();
    }

    private IbsiExtractor withFamilies(final Set<FeatureFamily> families) {
        return new IbsiExtractor(m_settings.withFamilies(families), List.of());
    }

    private Set<FeatureFamily> only(final FeatureFamily family) {
        return m_settings.families().contains(family) ? Set.of(family) : Set.of();
    }

    private Set<FeatureFamily> without(final FeatureFamily family) {
        final Set<FeatureFamily> families = new LinkedHashSet<>(m_settings.families());
        families.remove(family);
        return families;
    }

    /**
     * @param filter the name of the filter the image went through
     * @param image a processed image
     * @param progress reported between families; asked for cancellation
     * @return its features
     */
    public FeatureVector extract(final String filter, final IbsiImage image, final Progress progress) {
        final FeatureVector.Builder result = new FeatureVector.Builder(filter);
        final Region mask;
        final Region intensities;
        try {
            // only the intensity mask's values are looked at
            mask = Region.of(image.image().geometry(), null, image.mask().inside());
            intensities = Region.of(image.image(), image.intensityMask());
        } catch (final IllegalArgumentException e) {
            return failed(filter, e.getMessage());
        }
        final String problem = mask.count() == 0 ? EMPTY : intensities.count() == 0 ? RESEGMENTED : null;
        final Texture texture = problem == null ? texture(image, mask, intensities) : new Texture(null, null, problem);
        final List<FeatureFamily> families = new ArrayList<>(m_settings.families());
        for (int i = 0; i < families.size(); i++) {
            progress.checkCancelled();
            final FeatureFamily family = families.get(i);
            progress.report((double)i / families.size(), family.title());
            if (family.has(Aggregation.NONE)) {
                addPlain(result, family, image, mask, intensities, texture, problem, progress);
            } else {
                addTexture(result, family, texture);
            }
        }
        progress.report(1, "");
        return result.build();
    }

    private FeatureVector failed(final String filter, final String reason) {
        final FeatureVector.Builder result = new FeatureVector.Builder(filter);
        for (final FeatureFamily family : m_settings.families()) {
            if (family.has(Aggregation.NONE)) {
                result.add(Features.of(family), Aggregation.NONE, null, reason);
            } else {
                addTexture(result, family, new Texture(null, null, reason));
            }
        }
        return result.build();
    }

    /** Grey levels, the matrices' features as far as they are computed, and why there are none. */
    private record Texture(int[] levels, TextureFeatures features, String problem) {
    }

    private Texture texture(final IbsiImage image, final Region mask, final Region intensities) {
        final int[] levels;
        try {
            levels = m_settings.discretisation(image.image().info()).levels(intensities.values(),
                m_settings.discretisationLow(image.image().info()));
        } catch (final IllegalArgumentException e) {
            return new Texture(null, null, e.getMessage());
        }
        final GreyRegion region = GreyRegion.of(intensities, levels, m_settings.distance());
        return new Texture(levels, new TextureFeatures(region, mask, intensities, m_settings), null);
    }

    private void addPlain(final FeatureVector.Builder result, final FeatureFamily family, final IbsiImage image,
        final Region mask, final Region intensities, final Texture texture, final String problem, final Progress progress) {
        double[] numbers = null;
        String reason = problem;
        if (problem == null) {
            try {
                numbers = switch (family) {
                    case MORPHOLOGY -> Morphology.ibsi(mask, intensities, progress);
                    case LOCAL_INTENSITY -> IntensityPeak.of(image.image(), intensities);
                    case STATISTICS -> Statistics.of(intensities.values()).ibsi();
                    case INTENSITY_HISTOGRAM -> texture.levels == null ? null : IntensityHistogram.of(texture.levels);
                    default -> IntensityVolumeHistogram.of(intensities.values(),
                        m_settings.ivhDiscretisation(image.image().info()), m_settings.low(), m_settings.high()).features();
                };
                reason = family == FeatureFamily.INTENSITY_HISTOGRAM && numbers == null ? texture.problem
                    : undefined(mask, intensities);
            } catch (final IllegalArgumentException e) {
                reason = e.getMessage();
            }
        }
        result.add(Features.of(family), Aggregation.NONE, numbers, reason);
    }

    private static String undefined(final Region mask, final Region intensities) {
        if (mask.count() == 1) {
            return "undefined for a single voxel";
        }
        if (mask.dimensions() < 3) {
            return "undefined for a region that is one voxel wide along an axis";
        }
        final double[] range = intensities.range();
        return range[0] == range[1] ? "undefined where all voxels have the same intensity" : "undefined: the denominator is 0";
    }

    private void addTexture(final FeatureVector.Builder result, final FeatureFamily family, final Texture texture) {
        final Map<Aggregation, double[]> numbers =
            texture.features == null ? new EnumMap<>(Aggregation.class) : texture.features.of(family);
        for (final Aggregation aggregation : m_settings.aggregations()) {
            if (family.has(aggregation)) {
                result.add(Features.of(family), aggregation, numbers.get(aggregation),
                    texture.problem != null ? texture.problem : "no voxel of the region has a neighbour in it");
            }
        }
    }
}
