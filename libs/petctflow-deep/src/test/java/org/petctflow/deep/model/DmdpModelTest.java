package org.petctflow.deep.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.FeatureScaler;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Fixtures;
import org.petctflow.deep.predict.Predictor;

/** A model's file: as it was, or refused with the reason. */
class DmdpModelTest {

    private static final Architecture A = Architecture.of(6, 12, 12, 2).withWidth(2, 2).withEmbedding(4, 4, 2);

    private static final DmdpModel MODEL = new DmdpModel(A, Preprocessing.of(Grid.ofStudy(8)).withNormalization(-500, 300, 1, 2),
        FeatureScaler.fit(List.of("age", "CEA"), List.of(new double[]{50, 3}, new double[]{70, Double.NaN})),
        List.of(new Task("EGFR", List.of("0", "1")), new Task("subtype", List.of("a", "b"))),
        new Provenance("test", "1", Map.of(), 7L, Map.of(), Map.of()), Fixtures.parameters(A, 2));

    @TempDir
    Path folder;

    private static byte[] bytes() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        MODEL.write(out);
        return out.toByteArray();
    }

    private static DmdpModel read(final byte[] file) throws IOException {
        return DmdpModel.read(new ByteArrayInputStream(file), "my.model");
    }

    private static void refused(final byte[] file, final String... words) {
        final IOException e = assertThrows(IOException.class, () -> read(file));
        for (final String word : words) {
            assertTrue(e.getMessage().contains(word), "'" + word + "' is not in: " + e.getMessage());
        }
    }

    /** The file with its manifest changed and its data as they are. */
    private static byte[] withManifest(final String from, final String to) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes())); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (e.getName().endsWith(".json")) {
                    final String text = new String(content, StandardCharsets.UTF_8);
                    assertTrue(text.contains(from), text.substring(0, 400));
                    content = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(e.getName()));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void comesBackAsItWas() throws IOException {
        final DmdpModel back = read(bytes());
        assertEquals(MODEL.architecture(), back.architecture());
        assertEquals(MODEL.preprocessing(), back.preprocessing());
        assertEquals(MODEL.tasks(), back.tasks());
        assertEquals(MODEL.provenance(), back.provenance());
        assertArrayEquals(MODEL.features().apply(new double[]{61, 4}), back.features().apply(new double[]{61, 4}));
        MODEL.parameters().values().forEach((name, v) -> assertArrayEquals(v, back.parameters().values().get(name), name));
        assertArrayEquals(bytes(), bytes(), "the same model has the same bytes");
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        final byte[] whole = bytes();
        for (int k = 0; k < 40; k++) {
            final byte[] cut = Arrays.copyOf(whole, (int)((long)whole.length * k / 41));
            assertThrows(IOException.class, () -> read(cut), "cut to " + cut.length + " bytes");
        }
    }

    @Test
    void aChangedByteOfTheDataIsFound() throws IOException {
        final byte[] file = bytes();
        for (final int back : new int[]{400, 5000, 20_000}) {
            final byte[] changed = file.clone();
            changed[changed.length - back] ^= 0x10;
            assertThrows(IOException.class, () -> read(changed), "changed " + back + " bytes before the end");
        }
    }

    @Test
    void aForeignFileIsNamedAsSuch() throws IOException {
        refused("what is this".getBytes(StandardCharsets.UTF_8), "my.model", "DMDP model");
        refused(new byte[0], "my.model", "DMDP model");
        final ByteArrayOutputStream java = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(java)) {
            out.writeObject("serialised");
        }
        refused(java.toByteArray(), "my.model", "DMDP model");
        final ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("word/document.xml"));
            out.write(1);
        }
        refused(zip.toByteArray(), "no DMDP model");
        refused(withManifest("\"petctflow-dmdp-model\"", "\"petctflow-dmdp-checkpoint\""), "no DMDP model", "petctflow-dmdp-checkpoint");
    }

    @Test
    void aNewerVersionSaysSoAndHowToMendIt() throws IOException {
        refused(withManifest("\"formatVersion\": 1", "\"formatVersion\": 2"), "newer version", "update PETCT Flow");
    }

    @Test
    void aManifestThatDoesNotFitIsRefused() throws IOException {
        refused(withManifest("\"width\": 2", "\"width\": -3"), "damaged");
        refused(withManifest("\"formatVersion\": 1", "\"formatVersion\": {}"), "damaged");
        refused(withManifest("\"shape\": [\n        4,", "\"shape\": [\n        40000000000,"), "damaged");
        // six gigabytes that are only promised
        refused(withManifest("\"width\": 2", "\"width\": 512"), "damaged", "parameters, but the network has more than 4529");
        // another width passes the records' own checks, but not the network's
        final DmdpModel wider = read(withManifest("\"width\": 2", "\"width\": 4"));
        final IOException e = assertThrows(IOException.class, () -> Predictor.open(wider, "cpu", 1).close());
        assertTrue(e.getMessage().contains("damaged") && e.getMessage().contains("stage1a"), e.getMessage());
    }

    /** A gigabyte of zeros in a megabyte, which the manifest announces. */
    @Test
    void aZipBombIsRefusedBeforeItTakesMemory() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            final long promised = Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 8 + 1_000_000);
            zip.write(("{\"format\":\"petctflow-dmdp-model\",\"formatVersion\":1,\"sha256\":\"\",\"arrays\":[{\"name\":\"a\",\"shape\":["
                + promised + "]}]}").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("data.bin"));
            for (int i = 0; i < 16; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        final IOException e = assertThrows(IOException.class, () -> read(out.toByteArray()));
        assertTrue(e.getMessage().contains("more than half of Java's memory") || e.getMessage().contains("bytes instead of"), e.getMessage());
    }

    @Test
    void aValueThatIsNoNumberIsFound() throws IOException {
        final Map<String, float[]> values = new java.util.LinkedHashMap<>(MODEL.parameters().values());
        final float[] w = values.get("fuse.weight").clone();
        w[3] = Float.NaN;
        values.put("fuse.weight", w);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        FloatArchive.write(out, "petctflow-dmdp-model", 1, MODEL.header(), values, MODEL.parameters().shapes());
        refused(out.toByteArray(), "damaged", "'fuse.weight' holds values that are no numbers");
    }

    @Test
    void aFullDiskLeavesTheFileBefore() throws IOException {
        final Path file = folder.resolve("my.model");
        MODEL.write(file);
        final byte[] before = Files.readAllBytes(file);
        final IOException e = assertThrows(IOException.class, () -> AtomicFiles.write(file, out -> MODEL.write(new OutputStream() {
            private int m_left = 3000;

            @Override
            public void write(final int b) throws IOException {
                if (m_left-- == 0) {
                    throw new IOException("No space left on device");
                }
                out.write(b);
            }
        })));
        assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no half file is left");
        }
    }
}
