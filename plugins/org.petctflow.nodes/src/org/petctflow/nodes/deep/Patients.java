package org.petctflow.nodes.deep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.CaseSource;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Task;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeValue;

/**
 * The patients of one or two tables: a table of volumes and, if it is connected, one of clinical data, joined by a column of
 * the same name in both. Rows are light; volumes are read when they are asked for.
 */
final class Patients implements CaseSource {

    private static final int MAX_CLASSES = 20;

    /** A column of one of the tables. */
    private record Place(boolean joined, int column) {
    }

    /**
     * Where everything is; made in configure, too, so that it checks all that can be known before running.
     *
     * @param patient the column that names patients, null for the row keys
     * @param joinOn the same in the clinical table; null without one
     * @param ct null if not used, as the others
     */
    record Layout(Place patient, Place joinOn, Place ct, Place pet, Place mask, List<String> featureNames, List<Place> features,
        List<String> labelNames, List<Place> labels, Place split) {

        /**
         * @param volumes the columns of the table with the volumes
         * @param clinical the columns of the clinical table, null without one
         * @param columns the columns that were chosen
         * @throws InvalidSettingsException if there is no such column, or it holds something else
         */
        static Layout of(final DataTableSpec volumes, final DataTableSpec clinical, final Chosen columns) throws InvalidSettingsException {
            Place patient = null;
            Place joinOn = null;
            if (clinical != null) {
                patient = new Place(false, Tables.column(volumes, columns.patient, "Patient", StringValue.class));
                joinOn = new Place(true, Tables.column(clinical, columns.patient, "Patient", StringValue.class));
            } else if (volumes.containsName(columns.patient)) {
                patient = new Place(false, volumes.findColumnIndex(columns.patient));
            }
            final List<Place> features = new ArrayList<>();
            for (final String name : columns.features) {
                features.add(find(volumes, clinical, name, "Features", DoubleValue.class));
            }
            final List<Place> labels = new ArrayList<>();
            for (final String name : columns.labels) {
                labels.add(find(volumes, clinical, name, "Labels", StringValue.class, IntValue.class, LongValue.class));
            }
            return new Layout(patient, joinOn, volume(volumes, columns.ct, "CT"), volume(volumes, columns.pet, "PET"),
                volume(volumes, columns.mask, "Mask"), columns.features, features, columns.labels, labels,
                columns.split == null ? null : find(volumes, clinical, columns.split, "Split column", DataValue.class));
        }

        private static Place volume(final DataTableSpec volumes, final String name, final String option) throws InvalidSettingsException {
            return name == null ? null : new Place(false, Tables.column(volumes, name, option, VolumeValue.class));
        }

        @SafeVarargs
        private static Place find(final DataTableSpec volumes, final DataTableSpec clinical, final String name, final String option,
            final Class<? extends DataValue>... values) throws InvalidSettingsException {
            return clinical != null && !volumes.containsName(name) && clinical.containsName(name)
                ? new Place(true, Tables.column(clinical, name, option, values))
                : new Place(false, Tables.column(volumes, name, option, values));
        }
    }

    /** The names of the columns that were chosen; null for a volume or a split that is not used. */
    record Chosen(String patient, String ct, String pet, String mask, List<String> features, List<String> labels, String split) {
    }

    private final Layout m_layout;

    private final DataTableSpec m_volumesSpec;

    private final DataTableSpec m_clinicalSpec;

    private final List<DataRow> m_rows = new ArrayList<>();

    private final List<DataRow> m_clinical = new ArrayList<>();

    private final List<Task> m_tasks = new ArrayList<>();

    /**
     * @param layout where everything is
     * @param volumes the table with the volumes
     * @param clinical the clinical table, null without one
     * @param known the tasks with the classes that others were trained with; null to find them here
     * @param progress asked for cancellation
     * @throws IllegalArgumentException if a patient occurs twice in the clinical table, a label column has one class or very many, or a
     *             class that is not known
     */
    Patients(final Layout layout, final BufferedDataTable volumes, final BufferedDataTable clinical, final List<Task> known,
        final Progress progress) {
        m_layout = layout;
        m_volumesSpec = volumes.getDataTableSpec();
        m_clinicalSpec = clinical == null ? null : clinical.getDataTableSpec();
        final Map<String, DataRow> byPatient = new HashMap<>();
        if (clinical != null) {
            for (final DataRow row : clinical) {
                final String patient = Tables.text(row.getCell(layout.joinOn.column));
                if (patient != null && byPatient.put(patient, row) != null) {
                    throw new IllegalArgumentException("The patient of row '" + row.getKey()
                        + "' occurs twice in the clinical table: keep one row a patient");
                }
            }
        }
        for (final DataRow row : volumes) {
            progress.checkCancelled();
            m_rows.add(row);
            m_clinical.add(clinical == null ? null : byPatient.get(Tables.text(row.getCell(layout.patient.column))));
        }
        for (int t = 0; t < layout.labels.size(); t++) {
            final TreeSet<String> classes = classes(layout.labels.get(t));
            if (known == null) {
                m_tasks.add(task(layout.labelNames.get(t), classes));
            } else {
                classes.removeAll(known.get(t).classes());
                if (!classes.isEmpty()) {
                    throw new IllegalArgumentException("The class '" + classes.first() + "' of '" + known.get(t).name()
                        + "' occurs among the test patients only; the training patients have " + known.get(t).classes());
                }
                m_tasks.add(known.get(t));
            }
        }
    }

    /**
     * @param others of another table
     * @throws IllegalArgumentException if a patient is in both
     */
    void checkApart(final Patients others) {
        final Set<String> mine = new HashSet<>();
        for (int i = 0; i < size(); i++) {
            mine.add(patient(i));
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.m_layout.patient != null && mine.contains(others.patient(i))) {
                throw new IllegalArgumentException("The patient of row '" + others.name(i)
                    + "' is among the training and the test boxes: a network that has seen a patient cannot be tested with it");
            }
        }
    }

    private TreeSet<String> classes(final Place place) {
        final TreeSet<String> classes = new TreeSet<>();
        for (int i = 0; i < size(); i++) {
            final String label = Tables.text(cell(i, place));
            if (label != null) {
                classes.add(label);
            }
        }
        return classes;
    }

    private Task task(final String name, final TreeSet<String> classes) {
        if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
            throw new IllegalArgumentException("The label column '" + name + "' has " + classes.size() + " different values"
                + (classes.size() == 1 ? " ('" + classes.first() + "')" : "") + ", but 2 to " + MAX_CLASSES
                + " classes can be told apart. Choose another column"
                + (m_layout.joinOn == null ? "" : ", or look whether the patients of both tables have the same ids"));
        }
        return new Task(name, List.copyOf(classes));
    }

    private DataCell cell(final int index, final Place place) {
        final DataRow row = place.joined ? m_clinical.get(index) : m_rows.get(index);
        return row == null ? DataType.getMissingCell() : row.getCell(place.column);
    }

    DataRow row(final int index) {
        return m_rows.get(index);
    }

    /** The patient's row of the clinical table; null without. */
    DataRow clinical(final int index) {
        return m_clinical.get(index);
    }

    /** What several lesions of a patient share; a row without a patient stands for itself. */
    String patient(final int index) {
        final String patient = m_layout.patient == null ? null : Tables.text(cell(index, m_layout.patient));
        return patient == null ? "row " + name(index) : "patient " + patient;
    }

    /** Where a column of the table with the volumes is; -1 if it has none of this name. */
    int column(final String name) {
        return m_volumesSpec.findColumnIndex(name);
    }

    /** The text in a column of either table; null where it is missing, or there is no such column. */
    String text(final int index, final String column) {
        if (m_volumesSpec.containsName(column)) {
            return Tables.text(m_rows.get(index).getCell(m_volumesSpec.findColumnIndex(column)));
        }
        return m_clinicalSpec == null || !m_clinicalSpec.containsName(column) || m_clinical.get(index) == null ? null
            : Tables.text(m_clinical.get(index).getCell(m_clinicalSpec.findColumnIndex(column)));
    }

    /** The text of the split column; null where it is missing. */
    String split(final int index) {
        return Tables.text(cell(index, m_layout.split));
    }

    @Override
    public int size() {
        return m_rows.size();
    }

    @Override
    public String name(final int index) {
        return m_rows.get(index).getKey().getString();
    }

    @Override
    public List<String> featureNames() {
        return m_layout.featureNames;
    }

    @Override
    public double[] features(final int index) {
        return m_layout.features.stream().mapToDouble(f -> Tables.number(cell(index, f))).toArray();
    }

    @Override
    public List<Task> tasks() {
        return m_tasks;
    }

    @Override
    public int[] labels(final int index) {
        final int[] labels = new int[m_tasks.size()];
        for (int t = 0; t < labels.length; t++) {
            labels[t] = m_tasks.get(t).classes().indexOf(Tables.text(cell(index, m_layout.labels.get(t))));
        }
        return labels;
    }

    @Override
    public Images images(final int index) throws IOException {
        if (m_layout.joinOn != null && m_clinical.get(index) == null) {
            throw new IOException("The clinical table has no row of this patient");
        }
        final Volume ct = volume(index, m_layout.ct);
        final Volume pet = volume(index, m_layout.pet);
        final Mask mask = m_layout.mask == null || cell(index, m_layout.mask).isMissing() ? null
            : Tables.mask(m_rows.get(index), m_layout.mask.column);
        return new Images(ct, pet, mask);
    }

    private Volume volume(final int index, final Place place) throws IOException {
        return place == null || cell(index, place).isMissing() ? null : Tables.volume(m_rows.get(index), place.column);
    }
}
