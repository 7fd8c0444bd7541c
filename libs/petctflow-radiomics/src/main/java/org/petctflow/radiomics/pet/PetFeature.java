package org.petctflow.radiomics.pet;

import org.petctflow.radiomics.ColumnName;

/**
 * A PET feature's definition.
 *
 * @param name as in a column's name, without underscore, e.g. {@code SUVmax}
 * @param unit SUV, ml, SUV ml, cm2, or empty for a plain number
 * @param definition the formula in a sentence
 * @param source IBSI's code or the DOI; empty for a definition of our own
 */
public record PetFeature(String name, String unit, String definition, String source) {

    /**
     * @param image the image's name, or empty
     * @param region the region's name, or empty
     * @return the column's name, e.g. {@code PET_original_pet_SUVmax_tumor}
     */
    public String columnName(final String image, final String region) {
        return new ColumnName(ColumnName.part(image), "original", "pet", name, ColumnName.part(region)).toString();
    }
}
