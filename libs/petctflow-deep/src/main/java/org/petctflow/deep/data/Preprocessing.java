package org.petctflow.deep.data;

import java.util.Locale;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/**
 * What is done to volumes before the network sees them: CT is cut to a window of HU, PET to 0 up to a cap; both are brought
 * onto the grid ({@link Resampling}); then each modality's mean is taken off and it is divided by its standard deviation,
 * both measured over all voxels of the training patients.
 *
 * @param grid what the network sees
 * @param ctLow the CT window's lower end in HU
 * @param ctHigh its upper end in HU
 * @param petHigh PET's cap in SUV
 * @param petUnit the SUV that PET is in, e.g. SUVbw
 * @param ctMean mean of the training patients' CT
 * @param ctSd its standard deviation
 * @param petMean mean of the training patients' PET
 * @param petSd its standard deviation
 */
public record Preprocessing(Grid grid, double ctLow, double ctHigh, double petHigh, String petUnit, double ctMean,
    double ctSd, double petMean, double petSd) {

    /** Checks the numbers. */
    public Preprocessing {
        java.util.Objects.requireNonNull(grid, "grid");
        java.util.Objects.requireNonNull(petUnit, "petUnit");
        if (!(ctLow < ctHigh && ctHigh - ctLow < 1e6)) {
            throw new IllegalArgumentException("The CT window must go up, but was " + ctLow + " to " + ctHigh + " HU");
        }
        if (!(petHigh > 0 && petHigh < 1e6)) {
            throw new IllegalArgumentException("PET's cap must be above 0, but was " + petHigh);
        }
        if (!(ctSd > 0 && petSd > 0 && Double.isFinite(ctMean + ctSd + petMean + petSd))) {
            throw new IllegalArgumentException("Standard deviations must be above 0 and means finite");
        }
    }

    /**
     * Window -1000 to 400 HU (air to contrast-enhanced tissue), cap 20 SUVbw, not yet normalised.
     *
     * @param grid what the network sees
     * @return the preprocessing
     */
    public static Preprocessing of(final Grid grid) {
        return new Preprocessing(grid, -1000, 400, 20, Units.SUV_BW, 0, 1, 0, 1);
    }

    /**
     * @param low HU
     * @param high HU
     * @param cap SUV
     * @param unit which SUV
     * @return this with other ranges
     */
    public Preprocessing withRanges(final double low, final double high, final double cap, final String unit) {
        return new Preprocessing(grid, low, high, cap, unit, ctMean, ctSd, petMean, petSd);
    }

    /**
     * @param newCtMean mean of CT
     * @param newCtSd its standard deviation
     * @param newPetMean mean of PET
     * @param newPetSd its standard deviation
     * @return this with another normalisation
     */
    public Preprocessing withNormalization(final double newCtMean, final double newCtSd, final double newPetMean,
        final double newPetSd) {
        return new Preprocessing(grid, ctLow, ctHigh, petHigh, petUnit, newCtMean, newCtSd, newPetMean, newPetSd);
    }

    /**
     * Onto the grid and into the ranges, without the normalisation.
     *
     * @param images a patient's volumes
     * @return its crops
     * @throws BadCaseException if they are not what the network takes; the message says how to mend it
     */
    public Crops crop(final Images images) throws BadCaseException {
        final Volume ct = images.ct();
        final Volume pet = images.pet();
        if (ct == null && pet == null) {
            throw new BadCaseException("There is neither CT nor PET");
        }
        final Geometry geometry = (ct == null ? pet : ct).geometry();
        if (ct != null) {
            check("CT", ct, geometry);
            if (!ct.info().unit().equals(Units.HU)) {
                throw new BadCaseException("The CT is in '" + ct.info().unit() + "', not in HU: read it with the DICOM Reader, or "
                    + "set the unit in the Volume Reader");
            }
        }
        if (pet != null) {
            check("PET", pet, geometry);
            if (!pet.info().unit().equals(petUnit)) {
                throw new BadCaseException("The PET is in '" + pet.info().unit() + "', but the network takes " + petUnit
                    + ": put the SUV Normalizer with that kind of SUV before");
            }
        }
        float[] mask = null;
        if (images.mask() != null) {
            if (!images.mask().geometry().sameGrid(geometry, 0.1)) {
                throw new BadCaseException("The mask (" + images.mask().geometry() + ") is not on the images' grid (" + geometry
                    + "): crop images and mask together with the ROI Cropper");
            }
            mask = new float[geometry.voxels()];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = images.mask().inside()[i];
            }
            mask = resample(mask, geometry);
        }
        return new Crops(ct == null ? null : resample(limited("CT", ct, ctLow, ctHigh), geometry),
            pet == null ? null : resample(limited("PET", pet, 0, petHigh), geometry), mask);
    }

    private void check(final String what, final Volume volume, final Geometry geometry) throws BadCaseException {
        final String problem = grid.problem(volume.geometry());
        if (problem != null) {
            throw new BadCaseException("The " + what + " (" + volume.geometry() + ") " + problem);
        }
        if (!volume.geometry().sameGrid(geometry, 0.1)) {
            throw new BadCaseException("The " + what + " (" + volume.geometry() + ") is not on the CT's grid (" + geometry
                + "): bring it there with the ROI Cropper or the Image Resampler");
        }
    }

    private static float[] limited(final String what, final Volume volume, final double low, final double high)
        throws BadCaseException {
        final float[] from = volume.voxels().toFloats();
        final float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            if (!Float.isFinite(from[i])) {
                final int columns = volume.geometry().columns();
                final int rows = volume.geometry().rows();
                throw new BadCaseException(String.format(Locale.ROOT,
                    "The %s is %s at slice %d, row %d, column %d: repair or leave out this patient's images", what, from[i],
                    i / columns / rows, i / columns % rows, i % columns));
            }
            to[i] = (float)Math.min(high, Math.max(low, from[i]));
        }
        return to;
    }

    private float[] resample(final float[] values, final Geometry from) {
        return Resampling.apply(values, new int[]{from.slices(), from.rows(), from.columns()}, from.spacing(),
            new int[]{grid.slices(), grid.rows(), grid.columns()},
            new double[]{grid.sliceMm(), grid.rowMm(), grid.columnMm()});
    }

    /**
     * @param crops of {@link #crop}
     * @return the same, normalised; the mask as it is
     */
    public Crops normalize(final Crops crops) {
        return new Crops(normalize(crops.ct(), ctMean, ctSd), normalize(crops.pet(), petMean, petSd), crops.mask());
    }

    private static float[] normalize(final float[] values, final double mean, final double sd) {
        if (values == null) {
            return null;
        }
        final float[] n = new float[values.length];
        final float m = (float)mean;
        final float f = (float)(1 / sd);
        for (int i = 0; i < n.length; i++) {
            n[i] = (values[i] - m) * f;
        }
        return n;
    }
}
