package org.petctflow.imaging.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;

/**
 * Writes a folder with the DICOM studies of patients that never lived, and a clinical table.
 *
 * <pre>
 *   SYN-0001/CT/0001.dcm ...         a CT and a PET on grids of their own, in one frame of reference
 *   SYN-0001/PET/0001.dcm ...
 *   SYN-0001/RTSTRUCT/0001.dcm       the tumour's outline, region "GTV", drawn on the CT (or the PET)
 *   SYN-0001/mask/SYN-0001_GTV.nii.gz   if asked for: the same as a mask, on the same image's grid
 *   clinical.csv                     what a study's table holds, with missing values and one "Unknown"
 *   truth.csv                        what was planted
 *   cohort.txt                       how the folder was made; what marks it as one that may be written again
 * </pre>
 *
 * <p><b>What is planted</b>, in units of the setting {@code effect} (1 is what a good method finds easily, 0 is nothing):
 * <ul>
 * <li>EGFR shows in the PET of the tumour's core, 2 mm below the surface and deeper: the uptake's standard deviation is
 * 0.07 + 0.30 effect of its mean in mutants and 0.07 in wild types, plus 0.045 times a normal number, in a pattern of 13 to
 * 20 mm. Weakly: mutants take up 8 % effect less, where tumours differ by 25 %.</li>
 * <li>The subtype shows in the CT of the rim, 0 to 7 mm outside the tumour: adenocarcinomas have a ground-glass halo of
 * density 0.12 + 0.70 effect, squamous cell carcinomas 0.12, plus 0.09 times a normal number (0 is lung at about -830 HU, 1
 * is -480 HU). Weakly: lobes of the surface are 2 % effect of the radius deeper in adenocarcinomas, where they differ by
 * 2 %.</li>
 * <li>Weakly in the clinical table: women (42 %) and never smokers are commoner among mutants, never smokers and higher CEA
 * among adenocarcinomas, current smokers among squamous cell carcinomas. A larger tumour has a higher stage.</li>
 * <li>Size, place, mean uptake, the body, noise, age and everything else tell nothing. The two labels are independent; of any
 * four patients in a row each combination comes once.</li>
 * </ul>
 * With {@link Options#noiseOnly()} labels are drawn without regard to all of this.
 */
public final class SyntheticCohort {

    /** The name of the tumour's region of interest. */
    public static final String ROI = "GTV";

    /** The clinical table. */
    public static final String CLINICAL = "clinical.csv";

    /** The table of what was planted. */
    public static final String TRUTH = "truth.csv";

    /** The columns of the clinical table. */
    public static final List<String> CLINICAL_COLUMNS = Clinical.COLUMNS;

    private static final int MOST_PATIENTS = 9999;

    /** Whose headers the files look like. */
    public enum Vendor {
            /** Siemens: one slope a slice, decay reference in (0071,1022). */
            SIEMENS,
            /** GE: scan and injection in (0009,100D) and (0009,103B). */
            GE,
            /** Philips: SUV and activity scale in (7053,1000) and (7053,1009). */
            PHILIPS,
            /** One after the other. */
            MIXED
    }

    /** What PET values are. */
    public enum PetUnits {
            /** Bq/ml. */
            BQML,
            /** Counts, which only Philips' private factors make a SUV. */
            CNTS,
            /** SUV by body weight. */
            GML
    }

    /** What the PET's decay is corrected to. */
    public enum Decay {
            /** The scan's start. */
            START,
            /** The injection. */
            ADMIN,
            /** Not at all. */
            NONE
    }

    /** How files are encoded. */
    public enum TransferSyntax {
            /** 1.2.840.10008.1.2. */
            IMPLICIT_LITTLE_ENDIAN,
            /** 1.2.840.10008.1.2.1. */
            EXPLICIT_LITTLE_ENDIAN,
            /** 1.2.840.10008.1.2.2, retired. */
            EXPLICIT_BIG_ENDIAN,
            /** 1.2.840.10008.1.2.1.99. */
            DEFLATED,
            /** 1.2.840.10008.1.2.5. */
            RLE
    }

    /** On which image the tumour is drawn. */
    public enum DrawnOn {
            /** On the CT. */
            CT,
            /** On the PET. */
            PET
    }

    /**
     * A scanner's grid. The whole body must fit: 370 to 700 mm across and 220 to 600 mm along.
     *
     * @param slices how many slices
     * @param size rows and columns
     * @param sliceMm from slice to slice
     * @param pixelMm from pixel to pixel
     */
    public record Grid(int slices, int size, double sliceMm, double pixelMm) {

        /** Checks the numbers. */
        public Grid {
            if (!(slices >= 16 && slices <= 1024 && size >= 32 && size <= 1024)) {
                throw new IllegalArgumentException("A synthetic image has 16 to 1024 slices of 32 to 1024 pixels across, "
                    + "but was " + slices + " slices of " + size);
            }
            if (!(slices * sliceMm >= 220 && slices * sliceMm <= 600)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "A synthetic scan is 220 to 600 mm long, "
                    + "but %d slices of %s mm are %.0f mm: change the number of slices or their distance", slices, sliceMm,
                    slices * sliceMm));
            }
            if (!(size * pixelMm >= 370 && size * pixelMm <= 700)) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "A synthetic image is 370 to 700 mm across, "
                    + "but %d pixels of %s mm are %.0f mm: change the number of pixels or their size", size, pixelMm,
                    size * pixelMm));
            }
        }

        double lengthMm() {
            return slices * sliceMm;
        }
    }

    /**
     * What to make.
     *
     * @param patients how many, 1 to 9999
     * @param seed the seed
     * @param effect how clearly labels show, 0 to 2
     * @param noiseOnly whether labels have nothing to do with the images and the clinical table
     * @param ct the CT's grid
     * @param pet the PET's grid
     * @param vendor whose headers
     * @param units what PET values are
     * @param decay what PET's decay is corrected to
     * @param transferSyntax how files are encoded
     * @param drawnOn on which image the tumour is drawn
     * @param niftiMasks whether masks are written as NIfTI, too
     * @param missingShare the share of ages, smoking histories and CEA values that are missing, 0 to 0.5
     * @param spoiled how many patients are spoiled, and how
     * @param mappings whether a Real World Value Mapping object says what PET values are in SUV
     */
    public record Options(int patients, long seed, double effect, boolean noiseOnly, Grid ct, Grid pet, Vendor vendor,
        PetUnits units, Decay decay, TransferSyntax transferSyntax, DrawnOn drawnOn, boolean niftiMasks, double missingShare,
        Map<Spoil, Integer> spoiled, boolean mappings) {

        /**
         * 12 patients, seed 1, effect 1; CT 64 x 128 x 128 of 4 x 3 x 3 mm; PET 80 x 96 x 96 of 3.27 x 4.0728 x 4.0728 mm;
         * Siemens, BQML, START, explicit little endian; drawn on the CT; 5 % missing values; nobody spoiled.
         */
        public static final Options DEFAULT = new Options(12, 1, 1, false, new Grid(64, 128, 4, 3),
            new Grid(80, 96, 3.27, 4.0728), Vendor.SIEMENS, PetUnits.BQML, Decay.START,
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN, DrawnOn.CT, false, 0.05, Map.of(), false);

        /** Checks the options and copies the map. */
        public Options {
            if (patients < 1 || patients > MOST_PATIENTS) {
                throw new IllegalArgumentException(
                    "A synthetic cohort has 1 to " + MOST_PATIENTS + " patients, but was to have " + patients);
            }
            if (!(effect >= 0 && effect <= 2)) {
                throw new IllegalArgumentException("The effect is 0 to 2, but was " + effect);
            }
            if (!(missingShare >= 0 && missingShare <= 0.5)) {
                throw new IllegalArgumentException(
                    "The share of missing values is 0 to 0.5, but was " + missingShare);
            }
            Objects.requireNonNull(ct, "ct");
            Objects.requireNonNull(pet, "pet");
            Objects.requireNonNull(decay, "decay");
            Objects.requireNonNull(transferSyntax, "transferSyntax");
            Objects.requireNonNull(drawnOn, "drawnOn");
            if (units == PetUnits.CNTS && vendor != Vendor.PHILIPS) {
                throw new IllegalArgumentException("Only Philips gives factors for counts: choose the vendor Philips for "
                    + "units CNTS, or units BQML or GML for " + vendor);
            }
            final Map<Spoil, Integer> copy = new EnumMap<>(Spoil.class);
            int sum = 0;
            for (final Map.Entry<Spoil, Integer> e : spoiled.entrySet()) {
                if (e.getValue() < 0 || e.getValue() > patients) {
                    throw new IllegalArgumentException(
                        "The number of spoiled patients (" + e.getKey() + ") is " + e.getValue() + " of " + patients);
                }
                sum += e.getValue();
                copy.put(e.getKey(), e.getValue());
            }
            if (sum > patients) {
                throw new IllegalArgumentException(sum + " patients are to be spoiled, but there are " + patients);
            }
            spoiled = Collections.unmodifiableMap(copy);
        }

        /**
         * @param newPatients how many patients
         * @param newSeed the seed
         * @return this with another size and seed
         */
        public Options withPatients(final int newPatients, final long newSeed) {
            return new Options(newPatients, newSeed, effect, noiseOnly, ct, pet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newEffect how clearly labels show, 0 to 2
         * @param newNoiseOnly whether labels have nothing to do with the images
         * @return this with another effect
         */
        public Options withEffect(final double newEffect, final boolean newNoiseOnly) {
            return new Options(patients, seed, newEffect, newNoiseOnly, ct, pet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newCt the CT's grid
         * @param newPet the PET's grid
         * @return this with other grids
         */
        public Options withGrids(final Grid newCt, final Grid newPet) {
            return new Options(patients, seed, effect, noiseOnly, newCt, newPet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newVendor whose headers
         * @param newUnits what PET values are
         * @param newDecay what PET's decay is corrected to
         * @return this as of another scanner
         */
        public Options withScanner(final Vendor newVendor, final PetUnits newUnits, final Decay newDecay) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, newVendor, newUnits, newDecay, transferSyntax,
                drawnOn, niftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newTransferSyntax how files are encoded
         * @return this with another encoding
         */
        public Options withTransferSyntax(final TransferSyntax newTransferSyntax) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, vendor, units, decay, newTransferSyntax, drawnOn,
                niftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newDrawnOn on which image the tumour is drawn
         * @param newNiftiMasks whether masks are written as NIfTI, too
         * @return this with other segmentations
         */
        public Options withSegmentation(final DrawnOn newDrawnOn, final boolean newNiftiMasks) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, vendor, units, decay, transferSyntax, newDrawnOn,
                newNiftiMasks, missingShare, spoiled, mappings);
        }

        /**
         * @param newMissingShare the share of missing values, 0 to 0.5
         * @return this with more or fewer missing values
         */
        public Options withMissingShare(final double newMissingShare) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, newMissingShare, spoiled, mappings);
        }

        /**
         * @param newSpoiled how many patients are spoiled, and how
         * @return this with other faults
         */
        public Options withSpoiled(final Map<Spoil, Integer> newSpoiled) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, missingShare, newSpoiled, mappings);
        }

        /**
         * @param newMappings whether a Real World Value Mapping object says what PET values are in SUV
         * @return this with mapping objects or without
         */
        public Options withMappings(final boolean newMappings) {
            return new Options(patients, seed, effect, noiseOnly, ct, pet, vendor, units, decay, transferSyntax, drawnOn,
                niftiMasks, missingShare, spoiled, newMappings);
        }
    }

    private SyntheticCohort() {
    }

    /**
     * @param index which patient, from 0
     * @return the patient's id
     */
    static String patientId(final int index) {
        return String.format(Locale.ROOT, "SYN-%04d", index + 1);
    }

    /**
     * Writes a cohort. A patient's folder appears when it is complete; cancelled or failed, what was written goes away again.
     *
     * @param folder where to; made if it isn't there; empty, or one that this wrote before, which is then written anew
     * @param options what to make
     * @param threads on how many threads, at least 1; the files are the same for any number
     * @param progress told how many patients are done; asked for cancellation between patients
     * @throws IOException if the folder holds something else, or writing fails
     * @throws CancellationException if cancelled
     */
    public static void write(final Path folder, final Options options, final int threads, final Progress progress)
        throws IOException {
        final boolean made = CohortFolder.open(folder);
        final Path marker = folder.resolve(CohortFolder.MARKER);
        try {
            AtomicFiles.writeString(marker, describe(options));
            final StringBuilder clinical = new StringBuilder(line(CLINICAL_COLUMNS));
            final StringBuilder truth = new StringBuilder(line(TRUTH_COLUMNS));
            Parallel.<List<List<String>>>forEach(options.patients(), threads, progress, i -> {
                final SyntheticCase patient = SyntheticCase.of(options, i);
                final double factor = CohortFolder.write(folder, patient, progress);
                return List.of(new ArrayList<>(patient.clinical().values()), truth(patient, factor));
            }, (i, rows) -> {
                clinical.append(line(rows.get(0)));
                truth.append(line(rows.get(1)));
                progress.report((i + 1.0) / options.patients(),
                    "Synthetic patient " + (i + 1) + " of " + options.patients());
            });
            AtomicFiles.writeString(folder.resolve(CLINICAL), clinical.toString());
            AtomicFiles.writeString(folder.resolve(TRUTH), truth.toString());
        } catch (final IOException | RuntimeException | Error e) {
            cleanUp(folder, marker, made, e);
            throw e;
        } catch (final InterruptedException e) {
            cleanUp(folder, marker, made, e);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (final Exception e) {
            throw new IllegalStateException(e); // nothing above throws another checked exception
        }
    }

    /** What goes wrong here comes along with the reason, and doesn't hide it. */
    private static void cleanUp(final Path folder, final Path marker, final boolean made, final Throwable reason) {
        try {
            CohortFolder.clear(folder);
            Files.deleteIfExists(marker);
            if (made) {
                Files.deleteIfExists(folder);
            }
        } catch (final IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** The columns of the table of what was planted. */
    public static final List<String> TRUTH_COLUMNS = List.of(Clinical.PATIENT_ID, Clinical.EGFR, Clinical.SUBTYPE,
        "looks_mutated", "looks_adenocarcinoma", "heterogeneity", "halo", "uptake", "radius_mm", "center_x_mm", "center_y_mm",
        "center_z_mm", "ct_voxels", "ct_volume_ml", "pet_voxels", "pet_volume_ml", "suv_mean", "suv_max", "spoiled",
        "pet_shift_x_mm", "pet_shift_y_mm", "pet_shift_z_mm", "missing_slice", "suv_factor", "vendor", "units", "decay",
        "transfer_syntax");

    private static List<String> truth(final SyntheticCase patient, final double factor) {
        final SyntheticCase.Truth t = patient.truth();
        final Options o = patient.options();
        final byte[] inside = patient.petMask().inside();
        final float[] suv = patient.pet().voxels().toFloats();
        double sum = 0;
        double max = 0;
        for (int i = 0; i < suv.length; i++) {
            if (inside[i] != 0) {
                sum += suv[i];
                max = Math.max(max, suv[i]);
            }
        }
        final int ctVoxels = patient.mask().count();
        final int petVoxels = patient.petMask().count();
        return List.of(patient.patientId(), patient.egfr() ? "1" : "0",
            patient.adenocarcinoma() ? "adenocarcinoma" : "squamous", t.egfrLook() ? "1" : "0", t.subtypeLook() ? "1" : "0",
            number(t.heterogeneity()), number(t.halo()), number(t.uptake()), number(t.radius()), number(t.centre().get(0)),
            number(t.centre().get(1)), number(t.centre().get(2)), Integer.toString(ctVoxels),
            number(ctVoxels * volume(patient.ct().geometry())), Integer.toString(petVoxels),
            number(petVoxels * volume(patient.pet().geometry())), number(sum / petVoxels), number(max),
            t.spoil() == null ? "" : t.spoil().name(), number(t.petShift().get(0)), number(t.petShift().get(1)),
            number(t.petShift().get(2)), t.missing() == null ? "" : t.missing() + " " + (t.missingSlice() + 1),
            String.format(Locale.ROOT, "%.9g", factor), CohortFolder.vendor(patient).name(), o.units().name(),
            o.decay().name(), o.transferSyntax().name());
    }

    private static double volume(final Geometry geometry) {
        return geometry.voxelVolume() / 1000;
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String line(final List<String> values) {
        return String.join(",", values) + "\n";
    }

    private static String describe(final Options o) {
        return CohortFolder.FIRST_LINE + """

            Made by PETCT Flow's Synthetic Cohort. Nobody of these patients ever lived.
            patients=%d
            seed=%d
            effect=%s
            noise_only=%s
            ct=%s
            pet=%s
            vendor=%s
            units=%s
            decay=%s
            transfer_syntax=%s
            drawn_on=%s
            nifti_masks=%s
            missing_share=%s
            mappings=%s
            spoiled=%s

            EGFR shows in the PET of the tumour's core (patchy in mutants), the subtype in the CT of the rim, 0 to 7 mm outside the
            tumour (a ground-glass halo in adenocarcinomas). Sex, smoking and CEA follow the labels weakly. truth.csv holds what
            was planted in each patient. With noise_only the labels are independent of everything.
            suv_factor in truth.csv: SUV by body weight = factor * rescaled value; in the slice of the tumour's centre where decay
            is not corrected.
            """.formatted(o.patients(), o.seed(), o.effect(), o.noiseOnly(), o.ct(), o.pet(), o.vendor(), o.units(), o.decay(),
            o.transferSyntax(), o.drawnOn(), o.niftiMasks(), o.missingShare(), o.mappings(), o.spoiled());
    }
}
