package org.petctflow.deep.train;

import java.io.IOException;
import java.util.List;

import org.petctflow.deep.data.CaseSource;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Task;

/** Patients of another source, for tests that change one thing about them. */
public class DelegatingCases implements CaseSource {

    private final CaseSource m_source;

    /** @param source the patients */
    public DelegatingCases(final CaseSource source) {
        m_source = source;
    }

    @Override
    public int size() {
        return m_source.size();
    }

    @Override
    public String name(final int index) {
        return m_source.name(index);
    }

    @Override
    public List<String> featureNames() {
        return m_source.featureNames();
    }

    @Override
    public double[] features(final int index) {
        return m_source.features(index);
    }

    @Override
    public List<Task> tasks() {
        return m_source.tasks();
    }

    @Override
    public int[] labels(final int index) {
        return m_source.labels(index);
    }

    @Override
    public Images images(final int index) throws IOException {
        return m_source.images(index);
    }
}
