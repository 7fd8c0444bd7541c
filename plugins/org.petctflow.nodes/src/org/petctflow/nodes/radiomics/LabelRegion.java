package org.petctflow.nodes.radiomics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.ColumnName;

/**
 * A region of a mask or label map.
 *
 * @param name as in columns' names; empty if it has none of its own
 * @param label the voxels' value; empty for whatever is not 0
 */
record LabelRegion(String name, OptionalDouble label) {

    /**
     * @param text {@code label = name} with commas between; {@code *} for whatever is not 0; empty for that without a name
     * @return the regions
     */
    static List<LabelRegion> of(final String text) throws InvalidSettingsException {
        if (text.isBlank()) {
            return List.of(new LabelRegion("", OptionalDouble.empty()));
        }
        final List<LabelRegion> regions = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        for (final String part : text.split(",", -1)) {
            final String[] sides = part.split("=", -1);
            final String label = sides[0].strip();
            final String name = ColumnName.part(sides[sides.length - 1]);
            if (sides.length > 2 || label.isEmpty() || name.isEmpty() || name.equals("*")) {
                throw new InvalidSettingsException(
                    "\"Regions\" must be \"label = name\" with commas between, e.g. 1 = tumour, 2 = node, but one is: " + part.strip());
            }
            if (!names.add(name)) {
                throw new InvalidSettingsException("\"Regions\" has the name " + name + " twice");
            }
            try {
                regions.add(new LabelRegion(name, label.equals("*") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(label))));
            } catch (final NumberFormatException e) {
                throw new InvalidSettingsException("\"Regions\": the label of " + name + " must be a number or *, but is: " + label, e);
            }
        }
        return regions;
    }

    /** @return the region of this mask or label map */
    Mask in(final Volume labels) {
        if (label.isPresent()) {
            return Mask.ofLabel(labels, label.getAsDouble());
        }
        final byte[] inside = new byte[labels.voxels().length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(labels.voxels().get(i) != 0 ? 1 : 0);
        }
        return Mask.of(labels.info(), inside);
    }
}
