package org.petctflow.deep.data;

import java.io.IOException;
import java.util.List;

/** Patients, one after the other. Volumes are read when asked for and not kept; called from one thread. */
public interface CaseSource {

    /** @return how many patients there are */
    int size();

    /**
     * @param index which patient, from 0
     * @return how messages call it, e.g. the table's row key; never a patient's name
     */
    String name(int index);

    /** @return the names of the features, in order; empty for none */
    List<String> featureNames();

    /**
     * @param index which patient
     * @return one number a feature; NaN where it is missing
     */
    double[] features(int index);

    /** @return what is to be predicted */
    List<Task> tasks();

    /**
     * @param index which patient
     * @return one class index a task; -1 where the label is missing
     */
    int[] labels(int index);

    /**
     * @param index which patient
     * @return its volumes
     * @throws IOException if they cannot be read; the patient is then left out with this message
     */
    Images images(int index) throws IOException;
}
