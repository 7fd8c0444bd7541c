package org.petctflow.radiomics.pyradiomics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureExtractor;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.FilterNames;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.Statistics;
import org.petctflow.radiomics.shape.Morphology;
import org.petctflow.radiomics.shape.Shape2D;

/** Extracts PyRadiomics' features of a region, under PyRadiomics' names. */
public final class PyRadiomicsExtractor implements FeatureExtractor {

    private static final Map<String, Function<PyRadiomicsSettings, ImageFilter>> ORIGINAL =
        Map.of("Original", settings -> ImageFilter.ORIGINAL);

    /** Coefficients of the longest wavelet there is, db20, and more. */
    private static final int LONGEST_WAVELET = 40;

    /** Beyond this many sigmas the recursive Gaussian forgets: its slowest pole leaves less than 1e-14. */
    private static final int GAUSSIAN_REACH = 20;

    private final PyRadiomicsSettings m_settings;

    private final List<ImageType> m_imageTypes;

    /** An image type with the settings for it, and the names of the images it makes. */
    record ImageType(String type, PyRadiomicsSettings settings, ImageFilter filter, List<String> names) {

        /** @return the part of the image that the filter must see */
        PyRadiomicsImage seen(final PyRadiomicsImage image) {
            final int[] margin = new int[3];
            switch (type) {
                case "Wavelet" -> Arrays.fill(margin,
                    LONGEST_WAVELET * ((Integer)settings.get("start_level") + (Integer)settings.get("level")));
                case "Gradient" -> Arrays.fill(margin, 1);
                case "LoG" -> {
                    for (int d = 0; d < 3; d++) {
                        for (final double sigma : settings.numbers("sigma")) {
                            margin[d] = (int)Math.max(margin[d],
                                Math.min(1e6, Math.ceil(GAUSSIAN_REACH * sigma / image.image().geometry().spacing(d))) + 4);
                        }
                    }
                }
                default -> {
                    return image; // the others look at the whole image, or cost no more than it
                }
            }
            return image.around(margin);
        }
    }

    private PyRadiomicsExtractor(final PyRadiomicsSettings settings, final List<ImageType> imageTypes) {
        m_settings = settings;
        m_imageTypes = imageTypes;
    }

    /**
     * @param settings how, of the original image only
     * @return the extractor
     */
    public static PyRadiomicsExtractor of(final PyRadiomicsSettings settings) {
        return of(settings, Map.of());
    }

    /**
     * @param settings how
     * @param imageTypes makes the filter of each image type but Original from the settings for it
     * @return the extractor
     * @throws IllegalArgumentException if the settings ask for an image type that is neither Original nor among these
     */
    public static PyRadiomicsExtractor of(final PyRadiomicsSettings settings,
        final Map<String, Function<PyRadiomicsSettings, ImageFilter>> imageTypes) {
        return new PyRadiomicsExtractor(settings, imageTypes(settings, imageTypes));
    }

    /** The image types of the settings, made by the functions. */
    static List<ImageType> imageTypes(final PyRadiomicsSettings settings,
        final Map<String, Function<PyRadiomicsSettings, ImageFilter>> imageTypes) {
        final List<ImageType> types = new ArrayList<>();
        for (final String type : settings.imageTypes().keySet()) {
            if (!imageTypes.containsKey(type) && !ORIGINAL.containsKey(type)) {
                throw new IllegalArgumentException("The image type " + type + " is not available here, but only "
                    + String.join(", ", ORIGINAL.keySet()) + " and " + String.join(", ", imageTypes.keySet()));
            }
            final PyRadiomicsSettings own = settings.forImageType(type);
            final ImageFilter filter = (imageTypes.containsKey(type) ? imageTypes : ORIGINAL).get(type).apply(own);
            types.add(new ImageType(type, own, filter, FilterNames.of(filter)));
        }
        return List.copyOf(types);
    }

    /** @return how */
    public PyRadiomicsSettings settings() {
        return m_settings;
    }

    /**
     * @param image the image
     * @param labels a label map; the region is where it has the value of the setting label
     * @param progress reported between families; asked for cancellation
     * @return the features
     */
    public FeatureVector extract(final Volume image, final Volume labels, final Progress progress) {
        return extract(image, Mask.ofLabel(labels, m_settings.whole("label")), progress);
    }

    @Override
    public String describe() {
        return m_settings.toString();
    }

    @Override
    public List<String> warnings(final VolumeInfo info) {
        return m_settings.warnings(info);
    }

    /** Shape first, then the features of each image type. shape2D has no columns without force2D, as in PyRadiomics. */
    @Override
    public List<FeatureSlot> slots() {
        return failed("").values().stream().map(v -> new FeatureSlot(v.filter(), v.feature(), v.aggregation())).toList();
    }

    private FeatureVector failed(final String reason) {
        final FeatureVector.Builder result = new FeatureVector.Builder("original");
        addShape(result, null, reason);
        for (final ImageType type : m_imageTypes) {
            addFailed(result, type, reason);
        }
        return result.build();
    }

    private static void addFailed(final FeatureVector.Builder result, final ImageType type, final String reason) {
        for (final String name : type.names) {
            final FeatureVector.Builder features = new FeatureVector.Builder(name);
            addAll(features, type.settings, null, false, reason, Progress.NONE);
            result.addAll(features.build().values());
        }
    }

    @Override
    public FeatureVector extract(final Volume image, final Mask mask, final Progress progress) {
        final PyRadiomicsImage processed;
        final Region whole;
        Region region;
        Region shape;
        boolean[] keep = null;
        try {
            processed = PyRadiomicsImage.of(image, mask, m_settings);
            whole = Region.of(processed.image(), processed.mask());
            PyRadiomicsImage.checkSize(whole, m_settings);
            region = whole;
            shape = whole;
            if (m_settings.get("resegmentRange") != null) {
                keep = PyRadiomicsImage.resegmented(whole, m_settings);
                region = whole.filter(keep);
                PyRadiomicsImage.checkSize(region, m_settings);
                shape = m_settings.is("resegmentShape") ? region : within(whole, region);
            }
        } catch (final IllegalArgumentException e) {
            return failed(e.getMessage());
        }
        final FeatureVector.Builder result = new FeatureVector.Builder("original");
        progress.report(0, "Shape");
        addShape(result, shape, null);
        final Mask used = keep == null ? processed.mask() : keptMask(processed.mask(), keep);
        for (int t = 0; t < m_imageTypes.size(); t++) {
            progress.checkCancelled();
            final ImageType type = m_imageTypes.get(t);
            final Progress part = progress.part((double)t / m_imageTypes.size(), (t + 1.0) / m_imageTypes.size());
            final PyRadiomicsImage seen = type.seen(new PyRadiomicsImage(processed.image(), used));
            final List<ImageFilter.Filtered> images;
            try {
                images = type.filter.apply(seen.image(), seen.mask(), part);
            } catch (final IllegalArgumentException e) {
                addFailed(result, type, e.getMessage());
                continue;
            }
            if (!images.stream().map(ImageFilter.Filtered::name).toList().equals(type.names)) {
                throw new IllegalStateException("A filter's images changed their names from " + type.names);
            }
            for (final ImageFilter.Filtered filtered : images) {
                final FeatureVector.Builder features = new FeatureVector.Builder(filtered.name());
                Region values = region;
                String problem = null;
                if (filtered.image() != processed.image()) {
                    try {
                        values = Region.of(filtered.image(), seen.mask());
                    } catch (final IllegalArgumentException e) {
                        values = null;
                        problem = e.getMessage();
                    }
                }
                addAll(features, type.settings, values, filtered.image().voxels().kind() == Voxels.Kind.FLOAT32, problem, part);
                result.addAll(features.build().values());
            }
        }
        progress.report(1, "");
        return result.build();
    }

    /** PyRadiomics cuts the mask for shape to the bounding box of what re-segmentation left, even where it keeps the mask itself. */
    private static Region within(final Region whole, final Region box) {
        final boolean[] keep = new boolean[whole.count()];
        for (int k = 0; k < keep.length; k++) {
            final int p = whole.positions()[k];
            final int[] at = {p / whole.size(2) / whole.size(1), p / whole.size(2) % whole.size(1), p % whole.size(2)};
            keep[k] = true;
            for (int d = 0; d < 3; d++) {
                final int i = at[d] + whole.first(d) - box.first(d);
                keep[k] &= i >= 0 && i < box.size(d);
            }
        }
        return whole.filter(keep);
    }

    static Mask keptMask(final Mask mask, final boolean[] keep) {
        final byte[] inside = mask.inside().clone();
        for (int v = 0, k = 0; v < inside.length; v++) {
            if (inside[v] != 0 && !keep[k++]) {
                inside[v] = 0;
            }
        }
        return Mask.of(mask.info(), inside);
    }

    private void addShape(final FeatureVector.Builder result, final Region region, final String problem) {
        final List<Feature> shape = m_settings.features().get(FeatureFamily.PY_SHAPE);
        if (shape != null) {
            result.add(shape, Aggregation.NONE, region == null ? null : Morphology.pyRadiomics(region),
                problem != null ? problem : "undefined for a region that is one voxel wide along an axis");
        }
        final List<Feature> flat = m_settings.features().get(FeatureFamily.PY_SHAPE_2D);
        final int axis = m_settings.flatAxis();
        if (flat != null && axis >= 0) {
            String reason = problem;
            double[] numbers = null;
            if (region != null) {
                if (region.size(axis) > 1) {
                    reason = "shape2D needs a region that is one voxel wide along force2Ddimension, but it is " + region.size(axis);
                } else {
                    reason = "undefined for a region that is one voxel wide along an axis";
                    numbers = Shape2D.of(region, axis);
                }
            }
            result.add(flat, Aggregation.NONE, numbers, reason);
        }
    }

    /** All classes but shape. */
    private static void addAll(final FeatureVector.Builder result, final PyRadiomicsSettings settings, final Region region,
        final boolean single, final String problem, final Progress progress) {
        String reason = problem;
        PyRadiomicsTexture texture = null;
        if (region != null) {
            try {
                texture = PyRadiomicsTexture.of(region, single, settings);
            } catch (final IllegalArgumentException e) {
                reason = e.getMessage();
            }
        }
        int done = 0;
        for (final Map.Entry<FeatureFamily, List<Feature>> e : settings.features().entrySet()) {
            progress.checkCancelled();
            final FeatureFamily family = e.getKey();
            if (family == FeatureFamily.PY_SHAPE || family == FeatureFamily.PY_SHAPE_2D) {
                continue;
            }
            progress.report((double)done++ / settings.features().size(), family.title());
            double[] numbers = null;
            if (region != null && family == FeatureFamily.PY_FIRST_ORDER) {
                // most of it does without grey levels
                numbers = Statistics.of(region.values()).pyRadiomics(settings.number("voxelArrayShift"), region.voxelVolume(),
                    texture == null ? null : texture.histogram());
            } else if (texture != null) {
                numbers = texture.of(family);
            }
            result.add(e.getValue(), Aggregation.NONE, numbers,
                reason != null ? reason : "no voxel of the region has a neighbour in it");
        }
    }
}
