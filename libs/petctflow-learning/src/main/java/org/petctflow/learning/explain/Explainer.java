package org.petctflow.learning.explain;

import java.util.ArrayList;
import java.util.List;

import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.CalibratedModel;
import org.petctflow.learning.ensemble.StackingModel;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.ForestModel;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.LogisticModel;

/** What of a model can be explained, and how: exactly where there is an algorithm for it, else by sampling. */
public final class Explainer {

    private Explainer() {
    }

    /** How Shapley values are found. */
    public enum Method {
        /** Exactly, of a linear model: log odds. */
        LINEAR("exact, linear", "log odds"),
        /** Exactly, of a forest: TreeSHAP, probabilities. */
        FOREST("exact, TreeSHAP", "probability"),
        /** Exactly, of boosted trees: TreeSHAP, log odds. */
        BOOSTED("exact, TreeSHAP", "log odds"),
        /** By random orders of the columns: probabilities. */
        SAMPLED("sampled", "probability");

        private final String m_text;

        private final String m_scale;

        Method(final String text, final String scale) {
            m_text = text;
            m_scale = scale;
        }

        /** @return what a person reads */
        public String text() {
            return m_text;
        }

        /** @return what the values are parts of */
        public String scale() {
            return m_scale;
        }
    }

    /**
     * A part of a model that has predictions of its own.
     *
     * @param name what it is
     * @param model the part
     * @param method how it is explained
     */
    public record Part(String name, Classifier model, Method method) {

        /**
         * @param background rows as the model was trained on
         * @param x the rows to explain
         * @param orders of sampled values
         * @param run seed, threads and progress
         * @return the Shapley values
         */
        public ShapleyValues explain(final FeatureMatrix background, final FeatureMatrix x, final int orders, final Run run) {
            return switch (method) {
                case LINEAR -> ShapleyValues.linear((LogisticModel)model, background, x);
                case FOREST -> ShapleyValues.forest((ForestModel)model, x, run);
                case BOOSTED -> ShapleyValues.boosted((GradientBoosting.Model)model, x, run);
                case SAMPLED -> ShapleyValues.sampled(model, background, x, orders, run);
            };
        }
    }

    /** The name of the whole model. */
    public static final String WHOLE = "Whole model";

    /**
     * A stack's or a calibrated model's probabilities are explained by sampling as what they are: the outcome of all its parts. Its base
     * learners are explained each for itself.
     *
     * @param model a fitted model
     * @param names the base learners' names, in order; where they are too few, their kinds
     * @return the whole model first, then a stack's base learners
     */
    public static List<Part> parts(final Classifier model, final List<String> names) {
        final List<Part> parts = new ArrayList<>();
        parts.add(new Part(WHOLE, model, method(model)));
        stack(model).ifPresent(s -> {
            for (int b = 0; b < s.bases().size(); b++) {
                final Classifier base = s.bases().get(b);
                parts.add(new Part(b < names.size() ? names.get(b) : "Base learner " + (b + 1), base, method(base)));
            }
        });
        return parts;
    }

    /**
     * @param model a fitted model
     * @return the stack in it, if it is one
     */
    public static java.util.Optional<StackingModel> stack(final Classifier model) {
        if (model instanceof CalibratedModel c) {
            return stack(c.model());
        }
        return model instanceof StackingModel s ? java.util.Optional.of(s) : java.util.Optional.empty();
    }

    private static Method method(final Classifier model) {
        if (model instanceof LogisticModel) {
            return Method.LINEAR;
        } else if (model instanceof ForestModel) {
            return Method.FOREST;
        }
        return model instanceof GradientBoosting.Model ? Method.BOOSTED : Method.SAMPLED;
    }
}
