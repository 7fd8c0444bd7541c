package org.petctflow.radiomics;

/**
 * A feature that every region gets, whatever becomes of it: what an extraction's columns are made of.
 *
 * @param filter the filter that the image goes through, e.g. {@code original}
 * @param feature the feature
 * @param aggregation how texture matrices are aggregated
 */
public record FeatureSlot(String filter, Feature feature, Aggregation aggregation) {

    /** @return filter, class and feature, as {@link FeatureValue#name()} */
    public String name() {
        return ColumnName.feature(filter, feature, aggregation);
    }

    /** @return IBSI's name for it in its reference values, as {@link FeatureValue#tag()} */
    public String tag() {
        return new FeatureValue(filter, feature, aggregation, 0, null).tag();
    }
}
