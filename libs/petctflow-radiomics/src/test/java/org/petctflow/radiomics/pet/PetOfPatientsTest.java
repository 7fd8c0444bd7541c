package org.petctflow.radiomics.pet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/** PET features of the four patients of nifti-petct (TCIA Soft-tissue-Sarcoma) against NumPy 2.4: sums over the mask, loops for the peak. */
class PetOfPatientsTest {

    private static final String[] NAMES = {"SUVmax", "SUVmean", "SUVmedian", "SUVmin", "SUVvar", "SUVskew", "SUVkurtosis", "MTV", "TLG",
        "MTV-40pct", "TLG-40pct", "MTV-SUV2.5", "TLG-SUV2.5", "MTV-SUV4", "TLG-SUV4", "AUC-CSH", "Area", "SUVpeak", "SUVpeakAtMax",
        "PlaneMeanVar-xy", "PlaneMeanVar-xz", "PlaneMeanVar-yz"};

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "STS_002 | 21.675747, 7.369624, 5.354791, 0.694655, 32.344949, 0.707252, -0.830465, 54.27713, 400.002047, 18.87475, 270.751353, "
            + "41.172381, 378.21218, 30.805939, 345.083169, 0.339994, 17.346191, 18.762666, 17.39332, 6.939734, 3.256241, 22.829398",
        "STS_003 | 10.265304, 5.816285, 6.288415, 0.340631, 4.989861, -0.72129, -0.150788, 79.899847, 464.720288, 63.372216, 428.315786, "
            + "70.120184, 451.369329, 64.154589, 431.491405, 0.566596, 20.037842, 9.827566, 9.258249, 3.708899, 1.75354, 1.957692",
        "STS_008 | 6.501776, 3.08331, 2.980603, 0.865826, 1.74967, 0.245194, -0.809572, 27.878027, 85.956599, 16.597485, 66.074708, "
            + "17.315991, 67.9028, 7.256909, 34.934186, 0.474226, 9.008789, 5.505999, 4.468654, 1.002671, 0.37348, 0.289739",
        "STS_010 | 11.809731, 5.175169, 5.020473, 1.30184, 3.611452, 0.508665, -0.175903, 181.999529, 941.878361, 100.143749, 656.01441, "
            + "171.633086, 919.919995, 124.7885, 763.176661, 0.438212, 30.804443, 10.261354, 10.261354, 1.34125, 0.540662, 0.547843"})
    void sumsAndPeaksAreThoseOfNumPy(final String patient, final String expected) throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "nifti-petct", patient);
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder),
            "The reference data (shared/reference/nifti-petct) are not there: this test is skipped");
        final Volume read = NiftiReader.read(folder.resolve("PET_image.nii.gz"), Progress.NONE).volume();
        final Volume image = new Volume(read.info().withModality(Modality.PET, Units.SUV_BW), read.voxels());
        final Mask mask = Mask.ofLabel(NiftiReader.read(folder.resolve("PET_mask.nii.gz"), Progress.NONE).volume(), 1);
        final Map<String, Double> found = new HashMap<>();
        for (final PetValue v : PetHeterogeneity.ofDefaults().extract(image, mask, Progress.NONE)) {
            found.put(v.feature().name(), v.value());
        }
        final String[] numbers = expected.split(", ");
        for (int i = 0; i < NAMES.length; i++) {
            final double e = Double.parseDouble(numbers[i]);
            assertEquals(e, found.get(NAMES[i]), 1e-6 * Math.max(1, Math.abs(e)), NAMES[i]);
        }
        // what must hold of any tumour
        assertTrue(found.get("SUVpeak") <= found.get("SUVmax") && found.get("SUVpeak") >= found.get("SUVmean"));
        assertTrue(found.get("MTV-40pct") < found.get("MTV") && found.get("TLG-40pct") < found.get("TLG"));
        assertTrue(found.get("EllipsoidResidual") > 0 && found.get("EllipsoidResidual") < 1);
    }
}
