package org.petctflow.study.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.study.viewer.ViewerImage.Heat;
import org.petctflow.study.viewer.ViewerImage.Kind;
import org.petctflow.study.viewer.ViewerPage.Initial;
import org.petctflow.study.viewer.ViewerPage.Label;
import org.petctflow.study.viewer.ViewerPage.Output;
import org.petctflow.study.viewer.ViewerPage.Presets;
import org.petctflow.study.viewer.ViewerPage.Share;

import com.google.gson.JsonParser;

class ViewerCaseTest {

    /** Oblique and left-handed, so that nothing is right by chance. */
    private static final Geometry OBLIQUE = Geometry.of(3, 4, 5, new double[]{5, 2, 1.5}, new double[]{-30, 12, 100},
        new double[]{0, 0, -1, 0.6, 0.8, 0, 0.8, -0.6, 0});

    private static Volume ramp(final Geometry g, final Modality modality, final String unit, final double first, final double step) {
        final float[] v = new float[g.voxels()];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float)(first + step * i);
        }
        return Volume.of(g, modality, unit, Voxels.of(v));
    }

    private static Volume readBack(final Path folder, final NiftiBlob blob) throws Exception {
        final Path file = Files.write(folder.resolve("blob.nii.gz"), blob.file());
        return NiftiReader.read(file, Progress.NONE).volume();
    }

    @Test
    void blobsAreNiftiFilesOfTheSameGridAndValues(@TempDir final Path folder) throws Exception {
        final Volume ct = ramp(OBLIQUE, Modality.CT, Units.HU, -1000.3, 37);
        final NiftiBlob blob = NiftiBlob.of(Kind.CT, ViewerImage.of(Kind.CT, "CT", ct, OBLIQUE, null, Progress.NONE).volume());
        assertEquals(352 + 2 * 60, blob.rawBytes());
        final Volume back = readBack(folder, blob);
        assertTrue(back.geometry().sameGrid(OBLIQUE, 1e-4), back.geometry().toString());
        assertEquals(-1000, back.voxels().get(0));
        assertEquals(Math.rint(-1000.3f + 37 * 59), back.voxels().get(59));
        final Volume pet = ramp(OBLIQUE, Modality.PET, Units.SUV_BW, -0.5, 0.21);
        final NiftiBlob suv = NiftiBlob.of(Kind.PET, ViewerImage.of(Kind.PET, "PET", pet, OBLIQUE, null, Progress.NONE).volume());
        final double range = 0.21 * 59;
        for (int i = 0; i < 60; i++) {
            assertEquals(-0.5 + 0.21 * i, readBack(folder, suv).voxels().get(i), range / 65535, "half a step, and float's");
        }
        assertEquals(range - 0.5, suv.max(), 1e-5);
    }

    @Test
    void heatMapsAndMasksAreBytes(@TempDir final Path folder) throws Exception {
        final Volume heat = ramp(OBLIQUE, Modality.DERIVED, Units.NONE, 0, 1.0 / 59);
        final var image = ViewerImage.of(Kind.HEATMAP, "CAM", heat, OBLIQUE, new Heat("t", "l", "m", List.of()), Progress.NONE);
        final Volume back = readBack(folder, NiftiBlob.of(Kind.HEATMAP, image.volume()));
        for (int i = 0; i < 60; i++) {
            assertEquals(i / 59.0, back.voxels().get(i), 0.5 / 255 + 1e-6);
        }
        final byte[] labels = new byte[60];
        labels[7] = 2;
        labels[8] = 5;
        final var mask = ViewerImage.mask("habitat", Volume.of(OBLIQUE, Modality.MASK, "", Voxels.ofUnsigned(labels)), OBLIQUE, Progress.NONE);
        assertEquals(List.of(new Label(2, "habitat 2"), new Label(5, "habitat 5")), mask.labels());
        assertEquals(5, readBack(folder, NiftiBlob.of(Kind.MASK, mask.volume())).voxels().get(8));
        final Volume ct = ramp(OBLIQUE, Modality.CT, Units.HU, -3, 1);
        final var e = assertThrows(IllegalArgumentException.class, () -> ViewerImage.mask("CT", ct, OBLIQUE, Progress.NONE));
        assertEquals("The mask 'CT' holds -3.0 in voxel 0: a mask holds 0 outside and whole numbers up to 255 inside", e.getMessage());
    }

    @Test
    void aGridIsMadeCoarserOnlyWhereItHasTooManyVoxelsAndSpansTheSameSpace() {
        assertEquals(OBLIQUE, ViewerImage.grid(OBLIQUE, 5));
        final Geometry fine = Geometry.axial(100, 64, 32, 3, 1, 1);
        final Geometry coarse = ViewerImage.grid(fine, 50);
        assertArrayEquals(new double[]{6, 64.0 / 50, 1}, coarse.spacing(), 1e-12);
        // the outer borders stay: half an old voxel before the first centre is half a new one before the new first centre
        assertArrayEquals(fine.toPatient(-0.5, -0.5, -0.5), coarse.toPatient(-0.5, -0.5, -0.5), 1e-9);
        assertArrayEquals(fine.toPatient(99.5, 63.5, 31.5), coarse.toPatient(49.5, 49.5, 31.5), 1e-9);
    }

    @Test
    void imagesOfOtherGridsComeOntoTheCasesGrid() {
        final Geometry ct = Geometry.axial(10, 10, 10, 4, 4, 4);
        final Geometry pet = Geometry.of(6, 6, 6, new double[]{8, 8, 8}, new double[]{-2, -2, -2}, ct.direction());
        // linear in x: interpolation between the PET's voxels is exact inside
        final float[] v = new float[pet.voxels()];
        for (int i = 0; i < v.length; i++) {
            v[i] = (float)(10 + pet.toPatient(0, 0, i % 6)[0]);
        }
        final var image = ViewerImage.of(Kind.PET, "PET", Volume.of(pet, Modality.PET, Units.SUV_BW, Voxels.of(v)), ct, null, Progress.NONE);
        assertEquals(ct, image.volume().geometry());
        for (int c = 0; c < 10; c++) {
            assertEquals(10 + ct.toPatient(0, 0, c)[0], image.volume().get(4, 4, c), 1e-4);
        }
    }

    @Test
    void theIndexHasWhatThePageReadsAndNothingOfThePatient() {
        final Volume ct = ramp(OBLIQUE, Modality.CT, Units.HU, 0, 1);
        final Volume named = new Volume(ct.info().withPatientKey("DOE^JANE").withName("secret"), ct.voxels());
        final var heat = ViewerImage.of(Kind.HEATMAP, "CAM", ramp(OBLIQUE, Modality.DERIVED, "", 0, 0.01), OBLIQUE,
            new Heat("egfr", "small", "gradcam", List.of(new Share("core", 0.25), new Share("rim", Double.NaN))), Progress.NONE);
        final ViewerCase c = ViewerCase.of("case-1", "Case 1", null,
            List.of(ViewerImage.of(Kind.CT, "CT", named, OBLIQUE, null, Progress.NONE), heat),
            List.of(Output.of("egfr", new double[]{0.25, 0.75}, 1)));
        final String json = new ViewerPage("T", List.of(), List.of(), List.of(), new Presets(Presets.CT, Presets.pet(true, 9)), List.of("n"),
            new Initial("case-1", null, null, "lung", "suv10", 0.5, 0.3), List.of(c.entry())).toJson();
        assertTrue(!json.contains("DOE") && !json.contains("secret"), json);
        final var root = JsonParser.parseString(json).getAsJsonObject();
        assertEquals("petct.viewer/1", root.get("schema").getAsString());
        assertEquals("case-1", root.getAsJsonObject("initial").get("case").getAsString());
        final var volumes = root.getAsJsonArray("cases").get(0).getAsJsonObject().getAsJsonArray("volumes");
        final var first = volumes.get(0).getAsJsonObject();
        assertEquals("case-1/0", first.get("id").getAsString());
        assertEquals("[5,4,3]", first.get("shape").toString());
        // columns run along (0.8, -0.6, 0) LPS by 1.5 mm; the origin is (-30, 12, 100) LPS
        assertEquals("[-1.2000000000000002,-1.2,0.0,30.0]", first.getAsJsonArray("affine").get(0).toString());
        assertEquals("[0.8999999999999999,-1.6,0.0,-12.0]", first.getAsJsonArray("affine").get(1).toString());
        assertEquals("[{\"name\":\"core\",\"value\":0.25},{\"name\":\"rim\"}]", volumes.get(1).getAsJsonObject().get("shares").toString());
        assertEquals(c.entry().volumes().get(0).encodedBytes(),
            java.util.Base64.getEncoder().encodeToString(NiftiBlob.of(Kind.CT, c.images().get(0).volume()).file()).length());
    }

    @Test
    void idsThatAreNotSafeAreRefused() {
        final ViewerPage.Case c = new ViewerPage.Case("a b", "", null, List.of(), List.of());
        assertThrows(IllegalArgumentException.class, () -> new ViewerPage("", List.of(), List.of(), List.of(),
            new Presets(List.of(), List.of()), List.of(), new Initial("", null, null, null, null, 0, 0), List.of(c)));
    }
}
