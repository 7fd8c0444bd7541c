package org.petctflow.learning.model;

import java.util.List;
import java.util.Optional;

import org.petctflow.learning.data.FeatureMatrix;

import com.google.gson.JsonObject;

/** A fitted two-class model. It never changes and may be used from several threads. */
public interface Classifier {

    /** @return the columns it was fitted on, and needs */
    List<String> columns();

    /**
     * @param x rows with at least the model's columns, in any order
     * @return for each row the probability of the positive class, 0 to 1
     * @throws IllegalArgumentException if a column is absent or a value missing or infinite
     */
    double[] predictProbability(FeatureMatrix x);

    /**
     * @param x rows with at least the model's columns, in any order
     * @return for each row a score that is above 0 where the positive class is the likelier one (a linear model's or SVM's
     *         decision value, else probability - 0.5)
     */
    default double[] decision(final FeatureMatrix x) {
        final double[] p = predictProbability(x);
        for (int r = 0; r < p.length; r++) {
            p[r] -= 0.5;
        }
        return p;
    }

    /**
     * @return how much each column matters, 0 or more: a linear model's squared coefficient, a tree model's share of the
     *         decrease of impurity; empty where the model cannot tell
     */
    default Optional<double[]> importances() {
        return Optional.empty();
    }

    /** @return the model as JSON; {@code type} says which kind it is */
    JsonObject toJson();
}
