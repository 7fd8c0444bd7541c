/**
 * Standardised uptake values: the factor from what a scanner wrote to SUV, by every rule that real headers need, with every
 * number that was used. {@link org.petctflow.imaging.suv.SuvNormalizer} is the door.
 */
package org.petctflow.imaging.suv;
