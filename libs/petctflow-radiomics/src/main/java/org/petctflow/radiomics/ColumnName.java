package org.petctflow.radiomics;

import java.util.Optional;

/**
 * The grammar of a feature's column:
 *
 * <pre>
 *   [image_]filter_class_Feature[_region]         CT_original_firstorder_Mean_tumor, PET_wavelet-LLH_glszm_ZoneEntropy_reg1
 *   class = family[-aggregation]                  glcm-3Davg, ngtdm-2.5D, morph
 * </pre>
 *
 * No part holds an underscore, so that a name can be taken apart again; image and region lose theirs for a hyphen.
 *
 * @param image the image, e.g. CT; empty if not named
 * @param filter the filter, e.g. original
 * @param className family and aggregation
 * @param feature the feature
 * @param region the region of interest, e.g. tumor; empty if not named
 */
public record ColumnName(String image, String filter, String className, String feature, String region) {

    /**
     * @param image the image, or empty
     * @param value the feature
     * @param region the region, or empty
     * @return the column's name
     */
    public static String of(final String image, final FeatureValue value, final String region) {
        return new ColumnName(part(image), value.filter(), className(value.feature(), value.aggregation()),
            value.feature().name(), part(region)).toString();
    }

    static String feature(final String filter, final Feature feature, final Aggregation aggregation) {
        return filter + "_" + className(feature, aggregation) + "_" + feature.name();
    }

    private static String className(final Feature feature, final Aggregation aggregation) {
        final String family = feature.family().className();
        return aggregation == Aggregation.NONE ? family : family + "-" + aggregation.columnName();
    }

    /**
     * @param text an image's or a region's name
     * @return it without what would break a column's name
     */
    public static String part(final String text) {
        return text.trim().replaceAll("[_\\s]+", "-");
    }

    /**
     * @param column a column's name with image and region
     * @return its parts; empty if it is no such name
     */
    public static Optional<ColumnName> parse(final String column) {
        final String[] p = column.split("_", -1);
        return p.length == 5 ? Optional.of(new ColumnName(p[0], p[1], p[2], p[3], p[4])) : Optional.empty();
    }

    @Override
    public String toString() {
        return (image.isEmpty() ? "" : image + "_") + filter + "_" + className + "_" + feature
            + (region.isEmpty() ? "" : "_" + region);
    }
}
