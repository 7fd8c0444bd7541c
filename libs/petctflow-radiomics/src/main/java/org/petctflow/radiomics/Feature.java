package org.petctflow.radiomics;

/**
 * A feature's definition.
 *
 * @param family its family
 * @param name as in a column's name, e.g. {@code JointEntropy}; unique within its family
 * @param index where it stands among the numbers that the family's kernel computes
 * @param tag IBSI's name for it in its reference values without the aggregation, e.g. {@code cm_joint_entr}; empty if IBSI has none
 * @param ibsiCode IBSI's permanent code, e.g. {@code TU9B}; empty if IBSI has none
 * @param unit {@code image} stands for the unit of the image, empty for a plain number
 * @param byDefault false for one that PyRadiomics has deprecated and computes on demand only
 * @param definition formula or definition, in one sentence
 */
public record Feature(FeatureFamily family, String name, int index, String tag, String ibsiCode, String unit,
    boolean byDefault, String definition) {

    /**
     * @param imageUnit the image's unit, e.g. HU
     * @return the feature's unit
     */
    public String unit(final String imageUnit) {
        return unit.replace("image", imageUnit.isEmpty() ? "1" : imageUnit);
    }
}
