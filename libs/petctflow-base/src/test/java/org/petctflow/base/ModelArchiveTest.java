package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.ModelManifest.Input;
import org.petctflow.base.ModelManifest.Type;

class ModelArchiveTest {

    private static final ModelManifest MANIFEST = new ModelManifest(ModelManifest.CLASSIFIER, "Stacking of 3 learners",
        List.of(new Input("Größe <mm>", Type.NUMBER), new Input("Sex", Type.NOMINAL)), "EGFR", List.of("wild", "mutant"),
        Map.of("threshold", "0.5"),
        new Provenance("Stacking Learner", "1.0.0", Map.of("Folds", "5"), 42L, Map.of(), Map.of("Java", "17")));

    private static final byte[] MODEL = new byte[100_000];

    static {
        new Random(1).nextBytes(MODEL);
    }

    @TempDir
    private Path m_folder;

    private Path write() throws IOException {
        final Path file = m_folder.resolve("a.model");
        ModelArchive.write(file, MANIFEST, out -> out.write(MODEL));
        return file;
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        final Path file = write();
        assertEquals(MANIFEST, ModelArchive.readManifest(file));
        assertArrayEquals(MODEL, ModelArchive.read(file, ModelManifest.CLASSIFIER, InputStream::readAllBytes));
        assertEquals(List.of("Sex"), MANIFEST.inputNames(Type.NOMINAL));
        final byte[] once = Files.readAllBytes(file);
        assertArrayEquals(once, Files.readAllBytes(write()));
    }

    @Test
    void aReaderThatStopsEarlyStillGetsTheChecksumCompared() throws IOException {
        final Path file = write();
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        final IOException e =
            assertThrows(IOException.class, () -> ModelArchive.read(file, ModelManifest.CLASSIFIER, InputStream::read));
        assertTrue(e.getMessage().startsWith("The model's file is damaged"), e.getMessage());
    }

    @Test
    void anotherKindIsRefusedByName() throws IOException {
        final Path file = write();
        final IOException e = assertThrows(IOException.class,
            () -> ModelArchive.read(file, ModelManifest.FEATURE_TRANSFORMER, InputStream::readAllBytes));
        assertEquals("The model is a classifier, but a feature transformer is needed", e.getMessage());
    }

    @Test
    void aNewerFormatIsRefusedWithTheMend() {
        final String newer = MANIFEST.toJson().replace("\"formatVersion\": 1", "\"formatVersion\": 2");
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> ModelManifest.fromJson(newer));
        assertEquals("The model was written by a newer version of PETCT Flow (format 2; this one reads up to 1): update "
            + "PETCT Flow, or make the model again with this one", e.getMessage());
        assertTrue(MANIFEST.toJson().replaceAll("\\s", "").startsWith("{\"format\":\"petctflow-model\",\"formatVersion\":1,"));
    }

    @Test
    void whateverIsNoManifestIsRefused() {
        for (final String json : List.of("", "{}", "[]", "null", "{\"format\":\"petctflow-model\"}", "{".repeat(100_000),
            "[".repeat(100_000), "{\"format\":\"petctflow-model\",\"formatVersion\":1}",
            MANIFEST.toJson().replace("\"NUMBER\"", "\"FRUIT\""), MANIFEST.toJson().replace("mutant", "wild"))) {
            assertThrows(IllegalArgumentException.class, () -> ModelManifest.fromJson(json), json.substring(0, Math.min(80, json.length())));
        }
    }

    @Test
    void damagedFilesAreCheckedExceptions() throws IOException {
        final byte[] good = Files.readAllBytes(write());
        final Random random = new Random(7);
        final Path file = m_folder.resolve("b.model");
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            final byte[] bytes = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                bytes[random.nextInt(2) == 0 ? random.nextInt(700) : random.nextInt(bytes.length)] = (byte)random.nextInt();
            }
            Files.write(file, bytes);
            try {
                ModelArchive.read(file, ModelManifest.CLASSIFIER, InputStream::readAllBytes);
            } catch (final IOException e) {
                refused++;
            }
        }
        assertTrue(refused > 200, refused + " of 300 were refused");
    }
}
