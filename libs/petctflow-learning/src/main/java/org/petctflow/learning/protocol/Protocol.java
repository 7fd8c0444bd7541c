package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.learning.select.Selector;

/**
 * Everything that is done with training rows, from raw values to models with a threshold. The models share the preprocessing and
 * the selection. A base learner of a stack that is also a model by itself is tuned and fitted once.
 *
 * @param preprocessor imputation, filters, scaling
 * @param harmonizer harmonisation of centres, or null
 * @param selector selection of columns
 * @param models learners by name, in order, at least one
 * @param threshold how each model's threshold is chosen
 * @param folds how many folds the out-of-fold predictions for the threshold take, at least 2
 */
public record Protocol(FeaturePreprocessor preprocessor, Transformer harmonizer, Selector selector, Map<String, Learner> models,
    ThresholdPolicy threshold, int folds) {

    /** Copies the models. */
    public Protocol {
        Objects.requireNonNull(preprocessor, "preprocessor");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(threshold, "threshold");
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        if (models.isEmpty()) {
            throw new IllegalArgumentException("A protocol needs at least one model");
        }
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
    }

    /**
     * A model and its threshold.
     *
     * @param classifier the model
     * @param threshold a row is classed positive from this probability on
     */
    public record Model(Classifier classifier, double threshold) {
    }

    /** What was learned from training rows. */
    public static final class Fitted {

        private final FittedPreprocessor m_preprocessor;

        private final Transformer.Fitted m_harmonizer; // null: none

        private final List<String> m_selected;

        private final Map<String, Model> m_models;

        private Fitted(final FittedPreprocessor preprocessor, final Transformer.Fitted harmonizer, final List<String> selected,
            final Map<String, Model> models) {
            m_preprocessor = preprocessor;
            m_harmonizer = harmonizer;
            m_selected = List.copyOf(selected);
            m_models = Collections.unmodifiableMap(models);
        }

        /** @return the preprocessing */
        public FittedPreprocessor preprocessor() {
            return m_preprocessor;
        }

        /** @return the selected columns, in the order of the selector */
        public List<String> selected() {
            return m_selected;
        }

        /** @return the models by name */
        public Map<String, Model> models() {
            return m_models;
        }

        /**
         * @param data any rows; labels are not looked at
         * @return the values that the models take
         */
        public FeatureMatrix apply(final Dataset data) {
            final FeatureMatrix x = m_preprocessor.apply(data.features());
            return (m_harmonizer == null ? x : m_harmonizer.apply(data.with(x))).selectColumns(m_selected);
        }
    }

    /**
     * @param train the training rows, raw
     * @param run seed, threads and progress
     * @return what was learned
     */
    public Fitted fit(final Dataset train, final Run run) {
        train.labels().requireBothClasses();
        final FittedPreprocessor fitted = preprocessor.fit(train.features(), run.progress());
        Dataset data = train.with(fitted.apply(train.features()));
        Transformer.Fitted harmonized = null;
        if (harmonizer != null) {
            harmonized = harmonizer.fit(data, run.part("harmonizer"));
            data = data.with(harmonized.apply(data));
        }
        final List<String> selected = selector.select(data.requireLearnable(), run.part("selector")).names(data.features());
        data = data.with(data.features().selectColumns(selected));
        return new Fitted(fitted, harmonized, selected, fitModels(data, run));
    }

    private Map<String, Model> fitModels(final Dataset data, final Run run) {
        final Map<Learner, Learner> settled = new LinkedHashMap<>();
        final Map<Learner, Classifier> fitted = new LinkedHashMap<>();
        final Map<String, Model> result = new LinkedHashMap<>();
        for (final Map.Entry<String, Learner> e : models.entrySet()) {
            final Learner learner = e.getValue();
            final Learner ready;
            final Classifier model;
            if (learner instanceof Stacking stacking) {
                final List<Learner> bases = new ArrayList<>();
                final List<Classifier> baseModels = new ArrayList<>();
                for (final Learner base : stacking.bases()) {
                    baseModels.add(once(base, data, settled, fitted, run));
                    bases.add(settled.get(base));
                }
                ready = new Stacking(bases, stacking.meta(), stacking.folds());
                final Run part = run.part(e.getKey());
                model = stacking.fit(data, data.folds(stacking.folds(), part.part("folds").seed()), part, bases, baseModels);
            } else {
                model = once(learner, data, settled, fitted, run);
                ready = settled.get(learner);
            }
            result.put(e.getKey(), new Model(model, chooseThreshold(ready, data, run)));
        }
        return result;
    }

    /** Tunes and fits a learner unless an equal one was before; its seed hangs on its options, not on the other models. */
    private static Classifier once(final Learner learner, final Dataset data, final Map<Learner, Learner> settled,
        final Map<Learner, Classifier> fitted, final Run run) {
        Classifier model = fitted.get(learner);
        if (model == null) {
            final Run part = run.part(learner.toString());
            final Learner ready = learner.settle(data, part.part("settle"));
            model = ready.fit(data, part.part("fit"));
            settled.put(learner, ready);
            fitted.put(learner, model);
        }
        return model;
    }

    private double chooseThreshold(final Learner ready, final Dataset data, final Run run) {
        if (threshold.rule() == ThresholdPolicy.Rule.HALF) {
            return threshold.choose(null, null);
        }
        final Run part = run.part("threshold");
        return threshold.choose(
            CrossValidation.outOfFold(ready, data, data.folds(folds, part.part("folds").seed()), part).probability(), data.y());
    }
}
