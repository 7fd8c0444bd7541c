package org.petctflow.learning.ensemble;

import java.util.List;
import java.util.Map;

import org.petctflow.learning.data.Options;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.model.RbfSvm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** All kinds of learners. A new one is a line here. */
public final class Learners {

    private static final Options OPTIONS = new Options("learner",
        List.of(LogisticRegression.class, RandomForest.class, ExtraTrees.class, GradientBoosting.class, LinearSvm.class,
            RbfSvm.class, GaussianNaiveBayes.class, GridSearch.class, Oversampled.class, Calibrated.class, Stacking.class));

    private Learners() {
    }

    /** @return the names of all kinds, such as {@code random-forest} */
    public static List<String> types() {
        return OPTIONS.types();
    }

    /**
     * @param learner a learner
     * @return its options as JSON
     */
    public static JsonObject toJson(final Learner learner) {
        return OPTIONS.write((Record)learner);
    }

    /**
     * @param learner a learner
     * @return its options as the text of {@link #toJson}
     */
    public static String write(final Learner learner) {
        return toJson(learner).toString();
    }

    /**
     * @param text what {@link #write} made
     * @return the learner
     * @throws IllegalArgumentException if the text is damaged or an option is refused
     */
    public static Learner fromJson(final String text) {
        try {
            return (Learner)OPTIONS.read(JsonParser.parseString(text).getAsJsonObject());
        } catch (final JsonParseException | IllegalStateException e) {
            throw new IllegalArgumentException("The options of a learner are not valid JSON: " + e.getMessage(), e);
        }
    }

    /**
     * @param learner a learner
     * @param changes new values of some of its options, as text
     * @return the learner with those values
     * @throws IllegalArgumentException if there is no such option or a value is refused
     */
    public static Learner with(final Learner learner, final Map<String, String> changes) {
        return OPTIONS.with(learner, changes);
    }
}
