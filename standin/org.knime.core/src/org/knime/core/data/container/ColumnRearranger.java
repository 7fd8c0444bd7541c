package org.knime.core.data.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.petctflow.standin.core.Access;

/** Says how the columns of a table become those of another: kept, removed, moved, replaced, added. */
public class ColumnRearranger {

    private final DataTableSpec m_original;

    private final List<Item> m_items = new ArrayList<>();

    static {
        Access.set(new ContainerAccess());
    }

    record Item(DataColumnSpec spec, Access.Column column) {
        String name() {
            return spec.getName();
        }
    }

    /** @param original the columns to begin with; all are kept */
    public ColumnRearranger(final DataTableSpec original) {
        m_original = original;
        for (int i = 0; i < original.getNumColumns(); i++) {
            m_items.add(new Item(original.getColumnSpec(i), new Access.Column(i, null, -1)));
        }
    }

    DataTableSpec getOriginalSpec() {
        return m_original;
    }

    List<Item> getItems() {
        return m_items;
    }

    private static Set<String> checkNames(final String... names) {
        final Set<String> set = new LinkedHashSet<>(Arrays.asList(names));
        if (set.contains(null)) {
            throw new IllegalArgumentException("Argument contains null: " + Arrays.toString(names));
        }
        if (set.size() != names.length) {
            throw new IllegalArgumentException("Argument contains duplicates: " + Arrays.toString(names));
        }
        return set;
    }

    private void checkPresent(final Set<String> names) {
        final Set<String> unknown = new LinkedHashSet<>(names);
        m_items.forEach(i -> unknown.remove(i.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No such column name(s) in " + getClass().getSimpleName() + ": " + unknown);
        }
    }

    /** @param colIndices the columns to keep, in their present order */
    public final void keepOnly(final int... colIndices) {
        final Set<Item> keep = new LinkedHashSet<>();
        for (int i : colIndices) {
            if (i < 0 || i >= m_items.size()) {
                throw new IndexOutOfBoundsException("Invalid index: " + i);
            }
            if (!keep.add(m_items.get(i))) {
                throw new IndexOutOfBoundsException("Duplicates in argument: " + Arrays.toString(colIndices));
            }
        }
        m_items.retainAll(keep);
    }

    /** @param colNames the columns to keep, in their present order */
    public final void keepOnly(final String... colNames) {
        final Set<String> keep = checkNames(colNames);
        checkPresent(keep);
        m_items.removeIf(i -> !keep.contains(i.name()));
    }

    /** @param colIndices the columns to remove */
    public final void remove(final int... colIndices) {
        final int[] sorted = colIndices.clone();
        Arrays.sort(sorted);
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                throw new IndexOutOfBoundsException("Duplicates encountered " + Arrays.toString(colIndices));
            }
            checkIndex(sorted[i]);
        }
        for (int i = sorted.length - 1; i >= 0; i--) {
            m_items.remove(sorted[i]);
        }
    }

    private void checkIndex(final int i) {
        if (i < 0 || i >= m_items.size()) {
            throw new ArrayIndexOutOfBoundsException("Array index out of range: " + i);
        }
    }

    /** @param colNames the columns to remove */
    public final void remove(final String... colNames) {
        final Set<String> remove = checkNames(colNames);
        checkPresent(remove);
        m_items.removeIf(i -> remove.contains(i.name()));
    }

    /**
     * @param colName a name
     * @return where the column is now, -1 if there is none
     */
    public final int indexOf(final String colName) {
        if (colName == null) {
            throw new NullPointerException("Argument must not be null.");
        }
        for (int i = 0; i < m_items.size(); i++) {
            if (m_items.get(i).name().equals(colName)) {
                return i;
            }
        }
        return -1;
    }

    /** @return the number of columns */
    public final int getColumnCount() {
        return m_items.size();
    }

    /**
     * @param from which column
     * @param to before which column it goes, as they are counted now
     */
    public final void move(final int from, final int to) {
        final Item item = m_items.get(from);
        if (from < to) {
            m_items.add(to, item);
            m_items.remove(from);
        } else {
            m_items.remove(from);
            m_items.add(to, item);
        }
    }

    /**
     * @param colName which column
     * @param to before which column it goes, as they are counted now
     */
    public final void move(final String colName, final int to) {
        final int from = indexOf(colName);
        if (from < 0) {
            throw new IllegalArgumentException("No such column \"" + colName + "\"");
        }
        move(from, to);
    }

    /** @param colIndicesInOrder the columns that come first, in this order; all others follow in their present order */
    public final void permute(final int[] colIndicesInOrder) {
        permute(Arrays.stream(colIndicesInOrder).mapToObj(i -> {
            checkIndex(i);
            return m_items.get(i).name();
        }).toArray(String[]::new));
    }

    /** @param colNamesInOrder the columns that come first, in this order; all others follow in their present order */
    public final void permute(final String[] colNamesInOrder) {
        final Map<String, Integer> order = new LinkedHashMap<>();
        for (String name : colNamesInOrder) {
            if (name == null) {
                throw new NullPointerException("List must not contain null elements");
            }
            if (order.put(name, order.size()) != null) {
                throw new IllegalArgumentException("Duplicate column names in argument array: " + name);
            }
        }
        final Map<String, Integer> unknown = new HashMap<>(order);
        m_items.forEach(i -> unknown.remove(i.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Column name(s) not found: " + unknown.keySet());
        }
        m_items.sort(Comparator.comparingInt(i -> order.getOrDefault(i.name(), Integer.MAX_VALUE)));
    }

    /**
     * @param position where the first new column goes
     * @param fac computes the new columns
     */
    public final void insertAt(final int position, final CellFactory fac) {
        if (position > m_items.size()) {
            throw new ArrayIndexOutOfBoundsException(position + " > " + m_items.size());
        }
        final DataColumnSpec[] specs = fac.getColumnSpecs();
        for (int i = 0; i < specs.length; i++) {
            m_items.add(position + i, new Item(specs[i], new Access.Column(-1, fac, i)));
        }
    }

    /** @param fac computes new columns, which come last */
    public final void append(final CellFactory fac) {
        insertAt(m_items.size(), fac);
    }

    /**
     * @param newCol computes a new column
     * @param colName whose place it takes
     */
    public final void replace(final CellFactory newCol, final String colName) {
        final int i = indexOf(colName);
        if (i < 0) {
            throw new IllegalArgumentException("No such column: " + colName);
        }
        replace(newCol, i);
    }

    /**
     * @param fac computes new columns
     * @param colIndex whose places they take
     */
    public final void replace(final CellFactory fac, final int... colIndex) {
        final DataColumnSpec[] specs = fac.getColumnSpecs();
        if (specs.length != colIndex.length) {
            throw new IndexOutOfBoundsException(
                "Arguments do not provide to same number of columns: " + specs.length + " vs. " + colIndex.length);
        }
        for (int i = 0; i < specs.length; i++) {
            checkIndex(colIndex[i]);
            m_items.set(colIndex[i], new Item(specs[i], new Access.Column(-1, fac, i)));
        }
    }

    /** @return the columns as they are now */
    public final DataTableSpec createSpec() {
        return new DataTableSpec(m_items.stream().map(Item::spec).toArray(DataColumnSpec[]::new));
    }
}
