package org.petctflow.radiomics;

import java.util.Objects;

/**
 * What became of one feature: a number, or the reason why there is none.
 *
 * @param filter the filter that the image went through, e.g. {@code original} or {@code wavelet-LLH}
 * @param feature the feature
 * @param aggregation how texture matrices were aggregated
 * @param value the number; NaN, and only then, if there is a reason
 * @param reason why there is no number; null if there is one
 */
public record FeatureValue(String filter, Feature feature, Aggregation aggregation, double value, String reason) {

    /** Checks that there is either a number or a reason. */
    public FeatureValue {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(aggregation, "aggregation");
        if (Double.isFinite(value) != (reason == null)) {
            throw new IllegalArgumentException(
                "A feature has either a finite value or a reason, but " + feature.name() + " had " + value + " and " + reason);
        }
    }

    /**
     * @param filter the filter
     * @param feature the feature
     * @param aggregation the aggregation
     * @param value the number, may be NaN or infinite
     * @param reason why, where the number is not finite
     * @return the number, or else the reason
     */
    static FeatureValue of(final String filter, final Feature feature, final Aggregation aggregation, final double value,
        final String reason) {
        return Double.isFinite(value) ? new FeatureValue(filter, feature, aggregation, value, null)
            : new FeatureValue(filter, feature, aggregation, Double.NaN, reason);
    }

    /** @return whether there is a number */
    public boolean isPresent() {
        return reason == null;
    }

    /** @return filter, class and feature, in PyRadiomics' way: {@code original_glcm_Contrast}, {@code original_glcm-3Davg_Contrast} */
    public String name() {
        return ColumnName.feature(filter, feature, aggregation);
    }

    /** @return IBSI's name for it in its reference values, e.g. {@code cm_contrast_3D_avg}; empty if IBSI has none */
    public String tag() {
        return feature.tag().isEmpty() || aggregation == Aggregation.NONE ? feature.tag()
            : feature.tag() + "_" + aggregation.tag();
    }
}
