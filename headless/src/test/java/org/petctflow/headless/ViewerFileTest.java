package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.nifti.NiftiWriter;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The file that the Volume Viewer's view becomes: the voxels in it are those of the images. */
class ViewerFileTest {

    private static final Geometry GRID = Geometry.of(6, 7, 8, new double[]{4, 3, 2}, new double[]{-20, 5, 30},
        new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0});

    private static void write(final Path file, final Modality modality, final String unit, final Voxels voxels) throws Exception {
        NiftiWriter.write(file, Volume.of(GRID, modality, unit, voxels), Progress.NONE);
    }

    private static Volume blob(final String html, final String id, final Path folder) throws Exception {
        final Matcher m = Pattern.compile("<script type=\"text/plain\" id=\"blob:" + id + "\">([A-Za-z0-9+/=]+)</script>").matcher(html);
        assertTrue(m.find(), id);
        assertFalse(m.find(), "once");
        m.reset().find();
        final Path file = Files.write(folder.resolve("blob.nii.gz"), Base64.getDecoder().decode(m.group(1)));
        return NiftiReader.read(file, Progress.NONE).volume();
    }

    @Test
    void holdsTheVoxelsOfTheImages(@TempDir final Path folder) throws Exception {
        final Path patient = Files.createDirectories(folder.resolve("data/Doe_Jane"));
        final short[] hu = new short[GRID.voxels()];
        final float[] suv = new float[GRID.voxels()];
        final byte[] labels = new byte[GRID.voxels()];
        for (int i = 0; i < hu.length; i++) {
            hu[i] = (short)(-1000 + 5 * i);
            suv[i] = 0.03f * i;
            labels[i] = (byte)(i % 8 == 3 ? 1 : 0);
        }
        write(patient.resolve("ct.nii.gz"), Modality.CT, Units.HU, Voxels.of(hu));
        write(patient.resolve("pet.nii.gz"), Modality.PET, Units.SUV_BW, Voxels.of(suv));
        write(patient.resolve("mask.nii.gz"), Modality.MASK, Units.NONE, Voxels.ofUnsigned(labels));
        final Lab lab = new Lab(folder.resolve("lab"));
        final Path workflow = lab.build("viewer", w -> {
            w.describe("A patient's images.");
            final var reader = w.node("Volume Reader").set("folder", patient.getParent().toString()).set("rows", "FOLDER")
                .set("columns", "CT | ct.nii.gz | FILE\nPET | pet.nii.gz | FILE\nMask | mask.nii.gz | MASK");
            w.node("Volume Viewer").from(reader);
        });
        assertEquals(0, lab.run(workflow).exitCode(), lab.err());
        final String html = lab.result("2-volume-viewer.html");
        assertFalse(html.contains("Doe_Jane"), "nothing of the folder's name, which may be the patient's");
        final Matcher data = Pattern.compile("<script type=\"application/json\" id=\"view-data\">(.*?)</script>").matcher(html);
        assertTrue(data.find());
        final JsonObject index = JsonParser.parseString(data.group(1)).getAsJsonObject();
        assertEquals("petct.viewer/1", index.get("schema").getAsString());
        final JsonObject one = index.getAsJsonArray("cases").get(0).getAsJsonObject();
        assertEquals("Case 1", one.get("label").getAsString());
        final Map<Integer, String> kinds = Map.of(0, "ct", 1, "pet", 2, "mask");
        for (int v = 0; v < 3; v++) {
            assertEquals(kinds.get(v), one.getAsJsonArray("volumes").get(v).getAsJsonObject().get("kind").getAsString());
        }
        final Volume ct = blob(html, "case-1/0", folder);
        assertTrue(ct.geometry().sameGrid(GRID, 1e-4), ct.geometry().toString());
        final Volume pet = blob(html, "case-1/1", folder);
        final Volume mask = blob(html, "case-1/2", folder);
        for (int i = 0; i < hu.length; i++) {
            assertEquals(hu[i], ct.voxels().get(i));
            assertEquals(suv[i], pet.voxels().get(i), 0.03 * hu.length / 65535);
            assertEquals(labels[i], mask.voxels().get(i));
        }
    }
}
