package org.petctflow.radiomics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The features of one region in one image, in a fixed order that depends on the settings only: every extraction with the same settings
 * gives the same names, whatever became of the region. Immutable.
 *
 * @param values one for each feature
 */
public record FeatureVector(List<FeatureValue> values) {

    /** Copies the list. */
    public FeatureVector {
        values = List.copyOf(values);
    }

    /**
     * @param name filter, class and feature, e.g. {@code original_glcm_Contrast}
     * @return the value of that name
     */
    public Optional<FeatureValue> find(final String name) {
        return values.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /** @return the numbers by name, in order; features without a number are left out */
    public Map<String, Double> numbers() {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        for (final FeatureValue v : values) {
            if (v.isPresent()) {
                numbers.put(v.name(), v.value());
            }
        }
        return Collections.unmodifiableMap(numbers);
    }

    /** Collects the features of an extraction. */
    public static final class Builder {
        private final List<FeatureValue> m_values = new ArrayList<>();

        private final String m_filter;

        /** @param filter the filter that the image went through */
        public Builder(final String filter) {
            m_filter = filter;
        }

        /**
         * Adds the features of a family.
         *
         * @param features which
         * @param aggregation how matrices were aggregated
         * @param numbers what the family's kernel computed, by {@link Feature#index()}; null if it could not
         * @param reason why there is no number, where it is null, NaN or infinite
         */
        public void add(final List<Feature> features, final Aggregation aggregation, final double[] numbers,
            final String reason) {
            for (final Feature f : features) {
                m_values.add(FeatureValue.of(m_filter, f, aggregation, numbers == null ? Double.NaN : numbers[f.index()], reason));
            }
        }

        /**
         * Adds what another builder collected.
         *
         * @param values features
         */
        public void addAll(final List<FeatureValue> values) {
            m_values.addAll(values);
        }

        /** @return the features so far */
        public FeatureVector build() {
            return new FeatureVector(m_values);
        }
    }
}
