package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows belong together: to one patient (never to be torn apart by a split), or to one centre.
 *
 * @param codes for each row which group, from 0; only to be read
 * @param names the groups' names, in the order of the codes
 */
public record Groups(int[] codes, List<String> names) {

    /** Checks the codes. */
    public Groups {
        names = List.copyOf(names);
        for (final int c : codes) {
            if (c < 0 || c >= names.size()) {
                throw new IllegalArgumentException("There is no group " + c + " among " + names.size());
            }
        }
    }

    /**
     * @param keys each row's key, such as the patient's id; rows with the same key belong together
     * @return the groups, numbered as they first appear
     * @throws IllegalArgumentException if a key is missing
     */
    public static Groups of(final List<String> keys) {
        final Map<String, Integer> seen = new LinkedHashMap<>();
        final int[] codes = new int[keys.size()];
        for (int r = 0; r < codes.length; r++) {
            if (keys.get(r) == null) {
                throw new IllegalArgumentException("Row " + r + " has no key, so it cannot be said which rows belong together");
            }
            codes[r] = seen.computeIfAbsent(keys.get(r), k -> seen.size());
        }
        return new Groups(codes, List.copyOf(seen.keySet()));
    }

    /**
     * @param rows how many rows
     * @return a group for each row: none belongs to another
     */
    public static Groups single(final int rows) {
        final int[] codes = new int[rows];
        Arrays.setAll(codes, i -> i);
        return new Groups(codes, Arrays.stream(codes).mapToObj(Integer::toString).toList());
    }

    /** @return how many rows there are */
    public int rows() {
        return codes.length;
    }

    /** @return how many groups there are */
    public int count() {
        return names.size();
    }

    /**
     * @param rows which rows
     * @return their groups, numbered anew; groups without a row are gone
     */
    public Groups select(final int[] rows) {
        final int[] renumbered = new int[names.size()];
        Arrays.fill(renumbered, -1);
        final int[] selected = new int[rows.length];
        final List<String> kept = new ArrayList<>();
        for (int r = 0; r < rows.length; r++) {
            final int code = codes[rows[r]];
            if (renumbered[code] < 0) {
                renumbered[code] = kept.size();
                kept.add(names.get(code));
            }
            selected[r] = renumbered[code];
        }
        return new Groups(selected, kept);
    }

    /** @return the rows of each group, [group][i], in order */
    public int[][] members() {
        final int[] sizes = new int[names.size()];
        for (final int c : codes) {
            sizes[c]++;
        }
        final int[][] members = new int[names.size()][];
        Arrays.setAll(members, g -> new int[sizes[g]]);
        final int[] next = new int[names.size()];
        for (int r = 0; r < codes.length; r++) {
            members[codes[r]][next[codes[r]]++] = r;
        }
        return members;
    }
}
