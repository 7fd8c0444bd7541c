package org.petctflow.learning.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.model.RbfSvm;

class DocumentsOfModelsTest {

    private static final Dataset DATA = Synthetic.task(50, 20, 4, 2, 1, 1);

    static Stream<Learner> learners() {
        return Stream.of(new LogisticRegression(0.3, 0.5, ClassWeight.BALANCED),
            new RandomForest(5, 3, 2, 4, MaxFeatures.ALL, ClassWeight.BALANCED),
            new ExtraTrees(5, 0, 1, 2, MaxFeatures.LOG2, ClassWeight.NONE), new GradientBoosting(5, 0.2, 2, 3, 0.8, ClassWeight.NONE),
            new LinearSvm(2, true, ClassWeight.BALANCED), new RbfSvm(1, 0.3, false, ClassWeight.NONE), GaussianNaiveBayes.withDefaults(),
            new GridSearch(LogisticRegression.withDefaults(), Map.of("c", List.of("0.1", "1")), 3, Metric.F1),
            new Oversampled(LinearSvm.withDefaults(), 3), new Calibrated(GaussianNaiveBayes.withDefaults(), Calibration.Method.PLATT, 3),
            new Calibrated(LogisticRegression.withDefaults(), Calibration.Method.ISOTONIC, 3),
            new Stacking(List.of(LogisticRegression.withDefaults(), GaussianNaiveBayes.withDefaults()), RbfSvm.withDefaults(), 3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void optionsAndModelsSurviveTheirDocuments(final Learner learner) {
        assertEquals(learner, Learners.fromJson(Learners.write(learner)));
        final Classifier model = learner.fit(DATA, Run.of(1));
        final String text = Classifiers.write(model);
        assertTrue(text.startsWith("{\"format\":\"petctflow-classifier\",\"version\":1,\"model\":{\"type\":"));
        final Classifier read = Classifiers.read(text);
        assertEquals(text, Classifiers.write(read));
        assertArrayEquals(model.predictProbability(DATA.features()), read.predictProbability(DATA.features()));
        assertArrayEquals(model.decision(DATA.features()), read.decision(DATA.features()));
        for (final double p : model.predictProbability(DATA.features())) {
            assertTrue(p >= 0 && p <= 1);
        }
        // columns are found by name, whatever their order
        final int[] turned = {3, 1, 0, 2};
        assertArrayEquals(model.predictProbability(DATA.features()),
            read.predictProbability(DATA.features().selectColumns(turned)));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> read.predictProbability(DATA.features().selectColumns(new int[]{0, 1, 2}))).getMessage().contains("x3"));
    }

    @Test
    void damagedDocumentsAreRefusedAndNeverLoop() {
        final String text = Classifiers.write(new RandomForest(3, 2, 1, 2, MaxFeatures.ALL, ClassWeight.NONE).fit(DATA, Run.of(1)));
        final String looped = text.replaceFirst("\"left\":\\[1", "\"left\":[0");
        assertTrue(!looped.equals(text));
        for (final String bad : List.of(looped, text.replaceFirst("\"feature\":\\[\\d", "\"feature\":[9"), text.replace("forest", "jungle"),
            text.substring(0, text.length() / 2), text.replace("\"version\":1", "\"version\":99"), "", "null",
            text.replaceFirst("\"left\":\\[1,", "\"left\":["), "[".repeat(100_000),
            text.replaceFirst("\"threshold\":\\[[^,]*", "\"threshold\":[\"high\""))) {
            assertThrows(IllegalArgumentException.class, () -> Classifiers.read(bad));
        }
    }

    @Test
    void badOptionsInADocumentAreRefused() {
        final String good = Learners.toJson(RandomForest.withDefaults()).toString();
        for (final String bad : List.of(good.replace("100", "0"), good.replace("100", "1.5"), good.replace("SQRT", "MOST"),
            good.replace("\"trees\"", "\"shrubs\""), good.replace("random-forest", "java.lang.Runtime"), "{", "[1]", "7")) {
            assertThrows(IllegalArgumentException.class, () -> Learners.fromJson(bad), bad);
        }
    }
}
