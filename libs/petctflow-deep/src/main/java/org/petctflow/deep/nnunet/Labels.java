package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What a network's outputs mean.
 *
 * @param names of each label or region but the background, the values in the segmentation that belong to it
 * @param values the label that each output stands for: in their order, the background first; with regions, what is written where
 *            a region is, later ones over earlier ones
 * @param regions whether outputs are regions that may overlap (each more probable than not) and not labels (the most probable)
 */
record Labels(Map<String, List<Integer>> names, List<Integer> values, boolean regions) {

    private static final int MAX_LABEL = 255;

    /** @param dataset the content of dataset.json */
    static Labels of(final JsonObject dataset) throws IOException {
        final Map<String, List<Integer>> names = new LinkedHashMap<>();
        final TreeSet<Integer> all = new TreeSet<>();
        boolean regions = false;
        for (final Map.Entry<String, JsonElement> e : Json.object(dataset, "labels").entrySet()) {
            if (e.getKey().equals("ignore")) {
                continue;
            }
            final List<Integer> own = new ArrayList<>();
            if (e.getValue().isJsonArray()) {
                for (final JsonElement v : e.getValue().getAsJsonArray()) {
                    own.add(label(v));
                }
                regions |= own.size() > 1;
            } else {
                own.add(label(e.getValue()));
            }
            all.addAll(own);
            if (!own.equals(List.of(0))) {
                names.put(e.getKey(), List.copyOf(own));
            }
        }
        if (names.isEmpty() || !all.contains(0)) {
            throw new IOException("dataset.json must have the label background (0) and another one");
        }
        if (!regions) {
            if (all.last() != all.size() - 1) {
                throw new IOException("The labels in dataset.json must be 0, 1, 2, ... without a gap, but are " + all);
            }
            return new Labels(names, List.copyOf(all), false);
        }
        final List<Integer> order = new ArrayList<>();
        for (final JsonElement e : Json.array(dataset, "regions_class_order")) {
            order.add(label(e));
        }
        if (order.size() != names.size()) {
            throw new IOException("dataset.json has " + names.size() + " regions, but " + order.size() + " in regions_class_order");
        }
        return new Labels(names, List.copyOf(order), true);
    }

    private static int label(final JsonElement e) throws IOException {
        final double value = Json.number(e, "labels");
        if (value != Math.rint(value) || value < 0 || value > MAX_LABEL) {
            throw new IOException("A label in dataset.json must be a whole number from 0 to " + MAX_LABEL + ", but is " + e);
        }
        return (int)value;
    }

    /** @return how many outputs the network must have */
    int outputs() {
        return values.size();
    }
}
