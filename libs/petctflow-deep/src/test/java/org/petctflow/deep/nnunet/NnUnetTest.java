package org.petctflow.deep.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.nnunet.NnUnet.Mirroring;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** Whole segmentations with tiny networks of our own. */
class NnUnetTest {

    /** Background 0, label 1 where the first channel is above 0.5. */
    private static final String THRESHOLD = """
        a = torch.slice(x, 1, 0, 1)
        return torch.cat([torch.mul(a, 0.), torch.sub(a, 0.5)], 1)
        """;

    /** Label 1 where PET (channel 1) is above CT (channel 0). */
    private static final String PET_ABOVE_CT = """
        a = torch.slice(x, 1, 0, 1)
        b = torch.slice(x, 1, 1, 2)
        return torch.cat([a, b], 1)
        """;

    /** Looks two voxels to the right: not symmetric. */
    private static final String SHIFT = """
        w = torch.zeros([1, 1, 1, 1, 5], dtype=6, layout=0, device=torch.device("cpu"), pin_memory=False)
        w1 = torch.slice(w, 4, 4, 5)
        w2 = torch.fill_(w1, 1.)
        y = torch.conv3d(x, w, None, [1, 1, 1], [0, 0, 2], [1, 1, 1], 1)
        return torch.cat([torch.full_like(y, 0.4), y], 1)
        """;

    @TempDir
    Path m_folder;

    private static final String CT = "'CTNormalization'";

    private void model(final String program, final String patch, final String spacing, final String schemes, final String channels,
        final String labels) throws IOException {
        TorchScriptFile.write(m_folder.resolve("network.pt"), program);
        json("plans.json", "{'transpose_forward':[0,1,2],'foreground_intensity_properties_per_channel':{"
            + "'0':{'mean':0,'std':100,'percentile_00_5':-200,'percentile_99_5':300},"
            + "'1':{'mean':0,'std':1,'percentile_00_5':0,'percentile_99_5':20}},'configurations':{'3d_fullres':{'patch_size':" + patch
            + ",'spacing':" + spacing + ",'normalization_schemes':" + schemes + ",'use_mask_for_norm':[false,false]}}}");
        json("dataset.json", "{'channel_names':" + channels + ",'labels':" + labels + "}");
    }

    private void json(final String name, final String text) throws IOException {
        Files.writeString(m_folder.resolve(name), text.replace('\'', '"'));
    }

    private static NnUnet.Options options(final Mirroring mirroring) {
        return new NnUnet.Options(null, mirroring, 0.5, "cpu", 1);
    }

    private static Volume volume(final double[] spacing, final int slices, final int rows, final int columns, final float... values) {
        return Volume.of(Geometry.axial(slices, rows, columns, spacing[0], spacing[1], spacing[2]), Modality.CT, Units.HU,
            Voxels.of(values));
    }

    private static Volume noise(final int slices, final int rows, final int columns, final long seed) {
        final Random random = new Random(seed);
        final float[] values = new float[slices * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = -400 + 800 * random.nextFloat();
        }
        return volume(new double[]{1, 1, 1}, slices, rows, columns, values);
    }

    private Volume segment(final NnUnet.Options options, final Volume... channels) throws IOException {
        try (NnUnet network = NnUnet.open(m_folder, options)) {
            return network.segment(List.of(channels), Progress.NONE);
        }
    }

    @Test
    void windowsOverlapWithoutATrace() throws IOException {
        model(THRESHOLD, "[4,6,5]", "[1,1,1]", "[" + CT + "]", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Volume ct = noise(9, 7, 13, 1);
        for (final Mirroring mirroring : Mirroring.values()) {
            final Volume labels = segment(options(mirroring), ct);
            assertEquals(ct.geometry(), labels.geometry());
            assertTrue(labels.info().tags().get("SegmentAlgorithmName").matches("nnU-Net 3d_fullres [0-9a-f]{16}"));
            for (int i = 0; i < ct.voxels().length(); i++) {
                assertEquals(ct.voxels().get(i) > 50 ? 1 : 0, labels.voxels().get(i), "0.5 normalised is 50 HU, " + mirroring);
            }
        }
    }

    @Test
    void channelsAreInTheirOrderAndNormalisedEach() throws IOException {
        model(PET_ABOVE_CT, "[4,4,4]", "[1,1,1]", "['CTNormalization','NoNormalization']", "{'0':'CT','1':'PET'}",
            "{'background':0,'tumour':1}");
        final Volume ct = noise(5, 5, 5, 2);
        final Volume pet = noise(5, 5, 5, 3);
        final Volume small = Volume.of(pet.geometry(), Modality.PET, Units.SUV_BW,
            Voxels.of(scaled(pet.voxels().toFloats(), 0.01f)));
        final Volume labels = segment(options(Mirroring.NONE), ct, small);
        int ones = 0;
        for (int i = 0; i < ct.voxels().length(); i++) {
            final double c = Math.max(-200, Math.min(300, ct.voxels().get(i))) / 100;
            assertEquals(small.voxels().get(i) > (float)c ? 1 : 0, labels.voxels().get(i));
            ones += (int)labels.voxels().get(i);
        }
        assertTrue(ones > 20 && ones < 105, ones + " of 125");
    }

    private static float[] scaled(final float[] values, final float factor) {
        final float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i] * factor;
        }
        return result;
    }

    /** In one window: the mean over the mirrors of what is two voxels to the right, and in the mirror to the left. */
    @Test
    void mirrorsAreMirroredBack() throws IOException {
        model(SHIFT, "[3,4,8]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Random random = new Random(4);
        final float[] values = new float[96];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() + 1e-3f;
        }
        final Volume image = volume(new double[]{1, 1, 1}, 3, 4, 8, values);
        for (final Mirroring mirroring : Mirroring.values()) {
            final Volume labels = segment(options(mirroring), image);
            for (int i = 0; i < 96; i++) {
                final int column = i % 8;
                final double right = column + 2 < 8 ? values[i + 2] : 0;
                final double left = column >= 2 ? values[i - 2] : 0;
                final double expected = mirroring == Mirroring.NONE ? right : (right + left) / 2;
                assertEquals(expected > 0.4 ? 1 : 0, labels.voxels().get(i), mirroring + " at " + i);
            }
        }
    }

    /** On a grid twice as fine: 8 voxels of 2 mm become 16 of 1 mm, and the labels come back. */
    @Test
    void goesOntoTheNetworksGridAndBack() throws IOException {
        model(THRESHOLD, "[4,4,4]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final float[] values = new float[512];
        for (int i = 0; i < 512; i++) {
            values[i] = 0.01f + 0.1f * (i % 8); // along the columns: 0.01 to 0.71
        }
        final Volume labels = segment(options(Mirroring.NONE), volume(new double[]{2, 2, 2}, 8, 8, 8, values));
        for (int i = 0; i < 512; i++) {
            assertEquals(i % 8 >= 5 ? 1 : 0, labels.voxels().get(i), "0.51 is above 0.5, 0.41 is not; splines keep a straight line");
        }
    }

    @Test
    void cutsZerosOffAndPadsSmallImages() throws IOException {
        model(THRESHOLD, "[8,8,8]", "[1,1,1]", "['ZScoreNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final float[] values = new float[6 * 6 * 6];
        // in a frame of zeros, 2 x 2 x 2 voxels: four 1 and four 3, mean 2, standard deviation 1
        for (int s = 2; s < 4; s++) {
            for (int r = 2; r < 4; r++) {
                values[(s * 6 + r) * 6 + 2] = 1;
                values[(s * 6 + r) * 6 + 3] = 3;
            }
        }
        final Volume image = volume(new double[]{1, 1, 1}, 6, 6, 6, values);
        final Volume labels = segment(options(Mirroring.ALL), image);
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i] == 3 ? 1 : 0, labels.voxels().get(i), "(3 - 2) / 1 = 1 is above 0.5");
        }
        try (NnUnet network = NnUnet.open(m_folder, options(Mirroring.NONE))) {
            assertEquals(List.of("tumour"), network.labels());
            assertEquals(4, network.mask(labels, List.of()).count());
            assertEquals("The network has no label 'x', but [tumour]",
                assertThrows(IOException.class, () -> network.mask(labels, List.of("x"))).getMessage());
        }
    }

    /** What is not zero in any channel is inside: its mean and deviation by hand. */
    @Test
    void zScoresLookAtWhatAnyChannelHas() throws IOException {
        model(THRESHOLD, "[1,1,3]", "[1,1,1]", "['ZScoreNormalization','ZScoreNormalization']", "{'0':'CT','1':'PET'}",
            "{'background':0,'tumour':1}");
        final Path plans = m_folder.resolve("plans.json");
        Files.writeString(plans, Files.readString(plans).replace("[false,false]", "[true,true]"));
        // voxels 1 to 3 are kept, all inside; the first channel's 2, 4, 0 have mean 2 and deviation sqrt(8 / 3): 0, 1.22, -1.22
        final Volume labels = segment(options(Mirroring.NONE), volume(new double[]{1, 1, 1}, 1, 1, 5, 0, 2, 4, 0, 0),
            volume(new double[]{1, 1, 1}, 1, 1, 5, 0, 0, 5, 7, 0));
        assertArrayEquals(new double[]{0, 0, 1, 0, 0}, labels.voxels().toDoubles());
    }

    /** Slices 4 mm apart onto 2 mm, pixels stay: each slice twice, and back the one that is nearest. */
    @Test
    void aCoarseAxisIsTreatedApartAndComesBack() throws IOException {
        model(THRESHOLD, "[2,2,2]", "[2,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Volume image = volume(new double[]{4, 1, 1}, 3, 1, 2, 0.1f, 0.9f, 0.7f, 0.3f, 0.2f, 0.6f);
        assertArrayEquals(new double[]{0, 1, 1, 0, 0, 1}, segment(options(Mirroring.NONE), image).voxels().toDoubles());
        final Path plans = m_folder.resolve("plans.json");
        Files.writeString(plans, Files.readString(plans).replace("\"patch_size\"", "\"resampling_fn_data\":\"no_resampling_hack\","
            + "\"resampling_fn_probabilities\":\"no_resampling_hack\",\"patch_size\""));
        assertArrayEquals(new double[]{0, 1, 1, 0, 0, 1}, segment(options(Mirroring.NONE), image).voxels().toDoubles(), "on its own grid");
    }

    @Test
    void aNetworkMayComputeInOtherPrecision() throws IOException {
        final Volume image = volume(new double[]{1, 1, 1}, 1, 1, 4, 0.1f, 0.3f, 0.7f, 0.9f);
        for (final int type : new int[]{5, 7}) { // PyTorch's numbers for 16 and 64 bits
            model("a = torch.to(x, " + type + ")\nreturn torch.cat([torch.mul(a, 0.), torch.sub(a, 0.5)], 1)\n", "[1,1,4]", "[1,1,1]",
                "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
            assertArrayEquals(new double[]{0, 0, 1, 1}, segment(options(Mirroring.NONE), image).voxels().toDoubles());
        }
    }

    @Test
    void regionsMayOverlap() throws IOException {
        model("""
            return torch.cat([torch.sub(x, 0.2), torch.sub(x, 0.6)], 1)
            """, "[4,4,4]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}",
            "{'background':0,'whole':[1,2],'core':2},'regions_class_order':[1,2]");
        final Volume image = volume(new double[]{1, 1, 1}, 1, 1, 4, 0.1f, 0.3f, 0.7f, 0.5f);
        final Volume labels = segment(options(Mirroring.NONE), image);
        assertArrayEquals(new double[]{0, 1, 2, 1}, labels.voxels().toDoubles());
        try (NnUnet network = NnUnet.open(m_folder, options(Mirroring.NONE))) {
            assertEquals(3, network.mask(labels, List.of("whole")).count());
            assertEquals(1, network.mask(labels, List.of("core")).count());
        }
    }

    @Test
    void foldsAreAveraged() throws IOException {
        model(THRESHOLD, "[1,1,4]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        Files.delete(m_folder.resolve("network.pt"));
        for (int fold = 0; fold < 2; fold++) {
            Files.createDirectory(m_folder.resolve("fold_" + fold));
            // thresholds of 0.2 and 0.6: 0.4 on average
            TorchScriptFile.write(m_folder.resolve("fold_" + fold + "/model.pt"),
                "return torch.cat([torch.mul(x, 0.), torch.sub(x, " + (fold == 0 ? "0.2" : "0.6") + ")], 1)");
        }
        final Volume labels = segment(options(Mirroring.NONE), volume(new double[]{1, 1, 1}, 1, 1, 4, 0.3f, 0.39f, 0.41f, 0.5f));
        assertArrayEquals(new double[]{0, 0, 1, 1}, labels.voxels().toDoubles());
    }

    @Test
    void takesSlices() throws IOException {
        model(THRESHOLD, "[3,4]", "[1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Volume image = noise(3, 5, 9, 8);
        final Volume labels = segment(options(Mirroring.ALL), image);
        for (int i = 0; i < image.voxels().length(); i++) {
            assertEquals(image.voxels().get(i) > 0.5 ? 1 : 0, labels.voxels().get(i));
        }
    }

    private String fails(final Volume... channels) {
        return assertThrows(IOException.class, () -> segment(options(Mirroring.NONE), channels)).getMessage();
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        model(PET_ABOVE_CT, "[4,4,4]", "[1,1,1]", "['NoNormalization','NoNormalization']", "{'0':'CT','1':'PET'}",
            "{'background':0,'tumour':1}");
        final Volume ct = noise(5, 5, 5, 2);
        assertTrue(fails(ct).startsWith("The network takes the channels [CT, PET], but there are 1 volumes"));
        assertTrue(fails(ct, noise(5, 5, 6, 2)).startsWith("The channel PET lies on another grid"));
        final float[] bad = ct.voxels().toFloats().clone();
        bad[7] = Float.NaN;
        assertTrue(fails(ct, volume(new double[]{1, 1, 1}, 5, 5, 5, bad)).startsWith("The channel PET holds values that are no numbers"));
        assertTrue(fails(volume(new double[]{1, 1, 1}, 1, 1, 2, 0, 0), volume(new double[]{1, 1, 1}, 1, 1, 2, 0, 0))
            .equals("The image is zero everywhere"));
        final Volume huge = volume(new double[]{3000, 3000, 3000}, 2, 1, 1, 1, 1);
        assertTrue(fails(huge, huge).contains("of Java's memory: crop it to the region of interest"), fails(huge, huge));
        json("dataset.json", "{'channel_names':{'0':'CT','1':'PET'},'labels':{'background':0,'tumour':1,'node':2}}");
        assertTrue(fails(ct, ct).contains("let expect (1, 3, 4, 4, 4)"), fails(ct, ct));
    }

    @Test
    void refusesFilesThatAreNoNetworks() throws IOException {
        model(THRESHOLD, "[4,4,4]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Volume ct = noise(5, 5, 5, 2);
        final Path file = m_folder.resolve("network.pt");
        final byte[] good = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(good, good.length / 2));
        assertTrue(fails(ct).startsWith("network.pt is no TorchScript, or it is damaged"), fails(ct));
        final byte[] flipped = good.clone();
        for (int i = good.length / 4; i < good.length / 3; i++) {
            flipped[i] ^= 0x55;
        }
        Files.write(file, flipped);
        assertTrue(fails(ct).startsWith("network.pt could not be loaded as TorchScript"), fails(ct));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[]{'.'});
        }
        assertTrue(fails(ct).startsWith("network.pt holds weights without a program (a checkpoint of nnU-Net)"), fails(ct));
        TorchScriptFile.write(file, "return torch.conv3d(x, x, None, [1, 1, 1], [0, 0, 0], [1, 1, 1], 7)");
        assertTrue(fails(ct).startsWith("network.pt does not take windows of (1, 1, 4, 4, 4)"), fails(ct));
        TorchScriptFile.write(file, "return torch.div(torch.cat([x, x], 1), 0.)");
        assertTrue(fails(ct).startsWith("The network gives values that are no numbers"), fails(ct));
        Files.delete(file);
        assertTrue(fails(ct).startsWith("There is no network (*.pt, TorchScript) in "), fails(ct));
        Files.delete(m_folder.resolve("plans.json"));
        assertTrue(fails(ct).startsWith("There is no plans.json in "), fails(ct));
        json("plans.json", "{'configurations':[");
        assertTrue(fails(ct).contains("plans.json is no JSON"), fails(ct));
    }

    @Test
    void theNetworkOfTheTestWorkflowIsThis() throws IOException {
        final Path file = m_folder.resolve("network.pt");
        TorchScriptFile.write(file, TorchScriptFile.HOT);
        assertArrayEquals(Files.readAllBytes(file),
            Files.readAllBytes(Path.of("../../test-workflows/expected/nnunet/threshold/data/network.pt")));
    }

    @Test
    void isCancelled() throws IOException {
        model(THRESHOLD, "[2,2,2]", "[1,1,1]", "['NoNormalization']", "{'0':'CT'}", "{'background':0,'tumour':1}");
        final Progress progress = new Progress() {
            private volatile boolean m_seen;

            @Override
            public void report(final double fraction, final String message) {
                m_seen |= message.startsWith("Window 3 of ");
            }

            @Override
            public boolean isCancelled() {
                return m_seen;
            }
        };
        try (NnUnet network = NnUnet.open(m_folder, options(Mirroring.NONE))) {
            assertThrows(CancellationException.class, () -> network.segment(List.of(noise(5, 5, 5, 1)), progress));
        }
    }
}
