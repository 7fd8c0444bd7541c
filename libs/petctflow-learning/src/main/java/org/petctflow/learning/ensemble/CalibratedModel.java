package org.petctflow.learning.ensemble;

import java.util.List;
import java.util.Optional;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.model.Classifier;

import com.google.gson.JsonObject;

/** A model and the calibration of its probabilities. */
public final class CalibratedModel implements Classifier {

    private final Classifier m_model;

    private final Calibration m_calibration;

    CalibratedModel(final Classifier model, final Calibration calibration) {
        m_model = model;
        m_calibration = calibration;
    }

    /** @return the model */
    public Classifier model() {
        return m_model;
    }

    @Override
    public List<String> columns() {
        return m_model.columns();
    }

    @Override
    public double[] predictProbability(final FeatureMatrix x) {
        return m_calibration.apply(m_model.predictProbability(x));
    }

    @Override
    public Optional<double[]> importances() {
        return m_model.importances();
    }

    @Override
    public JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("type", "calibrated");
        json.add("calibration", m_calibration.toJson());
        json.add("model", m_model.toJson());
        return json;
    }

    /**
     * @param json what {@link #toJson} made
     * @return the model
     */
    public static CalibratedModel fromJson(final JsonObject json) {
        return new CalibratedModel(Classifiers.fromJson(Documents.object(json, "model")),
            Calibration.fromJson(Documents.object(json, "calibration")));
    }
}
