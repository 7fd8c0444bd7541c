package org.petctflow.learning.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * Another way of selection for each group of columns, as the study's RFECV for PET and LASSO for CT. Columns of no group are kept;
 * a column of several groups belongs to the first.
 *
 * @param groups the groups, at least one
 */
public record GroupedSelector(List<Group> groups) implements Selector {

    /**
     * Columns and how they are selected.
     *
     * @param columns names, or regular expressions that match whole names
     * @param selector the way of selection
     */
    public record Group(List<String> columns, Selector selector) {

        /** Copies and checks the expressions. */
        public Group {
            columns = List.copyOf(columns);
            for (final String column : columns) {
                try {
                    Pattern.compile(column);
                } catch (final PatternSyntaxException e) {
                    throw new IllegalArgumentException("\"" + column + "\" is no regular expression: " + e.getDescription(), e);
                }
            }
        }

        boolean has(final String name) {
            return columns.stream().anyMatch(c -> c.equals(name) || Pattern.matches(c, name));
        }
    }

    /** Copies the groups. */
    public GroupedSelector {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("A selection by group needs at least one group");
        }
    }

    @Override
    public Cost cost(final List<String> columns) {
        final List<List<String>> members = new ArrayList<>();
        groups.forEach(g -> members.add(new ArrayList<>()));
        columns.forEach(c -> group(c).ifPresent(g -> members.get(g).add(c)));
        return IntStream.range(0, groups.size()).filter(g -> !members.get(g).isEmpty())
            .mapToObj(g -> groups.get(g).selector.cost(members.get(g))).reduce(Cost.NONE, Cost::plus);
    }

    @Override
    public Selector coarser() {
        return new GroupedSelector(groups.stream().map(g -> new Group(g.columns, g.selector.coarser())).toList());
    }

    private OptionalInt group(final String column) {
        return IntStream.range(0, groups.size()).filter(g -> groups.get(g).has(column)).findFirst();
    }

    @Override
    public Selection select(final Dataset data, final Run run) {
        final List<List<Integer>> members = new ArrayList<>();
        groups.forEach(g -> members.add(new ArrayList<>()));
        final boolean[] kept = new boolean[data.features().columns()];
        for (int c = 0; c < kept.length; c++) {
            final int group = group(data.features().name(c)).orElse(-1);
            if (group < 0) {
                kept[c] = true;
            } else {
                members.get(group).add(c);
            }
        }
        for (int g = 0; g < groups.size(); g++) {
            final int[] columns = members.get(g).stream().mapToInt(Integer::intValue).toArray();
            if (columns.length > 0) {
                final Selection selection = groups.get(g).selector.select(data.with(data.features().selectColumns(columns)), run.part("group", g));
                Arrays.stream(selection.columns()).forEach(k -> kept[columns[k]] = true);
            }
        }
        final int[] selected = IntStream.range(0, kept.length).filter(c -> kept[c]).toArray();
        return () -> selected;
    }
}
