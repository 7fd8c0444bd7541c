package org.petctflow.radiomics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All features there are, read from {@code features.tsv} beside this class: one line a feature. */
public final class Features {

    private static final Map<FeatureFamily, List<Feature>> ALL = read();

    private Features() {
    }

    /**
     * @param family a family
     * @return its features: IBSI's in IBSI's order, PyRadiomics' in alphabetical order
     */
    public static List<Feature> of(final FeatureFamily family) {
        return ALL.get(family);
    }

    /**
     * @param family a family
     * @param name a feature's name
     * @return the feature
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Feature of(final FeatureFamily family, final String name) {
        return of(family).stream().filter(f -> f.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no feature " + name + " in the family " + family.className()
                + ", but " + String.join(", ", of(family).stream().map(Feature::name).toList())));
    }

    private static Map<FeatureFamily, List<Feature>> read() {
        final Map<FeatureFamily, List<Feature>> all = new EnumMap<>(FeatureFamily.class);
        for (final FeatureFamily family : FeatureFamily.values()) {
            all.put(family, new ArrayList<>());
        }
        try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(Features.class.getResourceAsStream("features.tsv"), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final String[] cell = line.split("\t", -1);
                final FeatureFamily family = FeatureFamily.valueOf(cell[0]);
                all.get(family).add(new Feature(family, cell[1], Integer.parseInt(cell[2]), cell[3], cell[4], cell[5],
                    cell[6].equals("default"), cell[7]));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("The table of features cannot be read", e);
        }
        all.replaceAll((family, list) -> Collections.unmodifiableList(list));
        return Collections.unmodifiableMap(all);
    }
}
