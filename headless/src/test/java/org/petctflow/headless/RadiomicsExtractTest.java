package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.headless.cli.Result;

/** The workflow radiomics-extract with other settings than it was saved with. */
class RadiomicsExtractTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static final Path WORKFLOW = HOME.resolve("test-workflows/radiomics-extract");

    private static final Path SMALL = HOME.resolve("test-workflows/expected/radiomics-extract/pyradiomics/data");

    private static final List<String> MESH = List.of("MeshVolume", "SurfaceArea", "SurfaceVolumeRatio", "Sphericity", "Maximum3DDiameter",
        "Maximum2DDiameterSlice", "Maximum2DDiameterRow", "Maximum2DDiameterColumn");

    @TempDir
    Path m_folder;

    private Lab m_lab;

    @BeforeEach
    void makeLab() throws IOException {
        m_lab = new Lab(m_folder.resolve("lab"));
    }

    /** Column by row. */
    private Map<String, Map<String, String>> run(final Path in, final String... options) throws IOException {
        final List<String> all = new ArrayList<>(List.of("--in", in.toString()));
        all.addAll(List.of(options));
        final Result result = m_lab.run(WORKFLOW, all.toArray(new String[0]));
        assertEquals(Result.OK, result.exitCode(), m_lab.out() + m_lab.err());
        final List<List<String>> rows = Csv.parse(m_lab.result("2-radiomics-extractor-1.csv"));
        final Map<String, Map<String, String>> table = new LinkedHashMap<>();
        for (final List<String> row : rows.subList(1, rows.size())) {
            final Map<String, String> cells = new LinkedHashMap<>();
            for (int c = 0; c < row.size(); c++) {
                cells.put(rows.get(0).get(c), row.get(c));
            }
            table.put(row.get(0), cells);
        }
        return table;
    }

    /** PyRadiomics' baselines of its case brain1, with the settings that stand in them. */
    @ParameterizedTest
    @ValueSource(strings = {"brain1", "brain1_resampling", "brain1_FBN"})
    void brain1IsPyRadiomics(final String variant) throws IOException {
        assumeTrue(Lab.reference() != null, "no reference data on this machine");
        final Path reference = Lab.reference().resolve("radiomics/pyradiomics");
        final Path patient = Files.createDirectories(m_folder.resolve("in/brain1"));
        Files.copy(reference.resolve("brain1_image.nrrd"), patient.resolve("CT_image.nrrd"));
        Files.copy(reference.resolve("brain1_label.nrrd"), patient.resolve("CT_mask.nrrd"));
        final Map<String, List<String>> classes = new LinkedHashMap<>();
        final Map<String, Double> expected = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(reference)) {
            for (final Path file : (Iterable<Path>)files.filter(f -> f.getFileName().toString().startsWith("baseline_"))
                .filter(f -> !f.toString().contains("shape2D")).sorted()::iterator) {
                final List<List<String>> rows = Csv.parse(Files.readString(file));
                final int column = rows.get(0).indexOf(variant);
                for (final List<String> row : rows) {
                    if (column > 0 && row.get(0).equals("diagnostics_Configuration_Settings")) {
                        classes.computeIfAbsent(row.get(column), s -> new ArrayList<>())
                            .add(file.getFileName().toString().replaceAll("baseline_|\\.csv", ""));
                    } else if (column > 0 && row.get(0).startsWith("original_")) {
                        expected.put(row.get(0), Double.valueOf(row.get(column)));
                    }
                }
            }
        }
        assertTrue(expected.size() > 60, "only " + expected.size());
        for (final Map.Entry<String, List<String>> e : classes.entrySet()) {
            final Map<String, String> row = run(m_folder.resolve("in"), "--set", "2:furtherSettings=" + e.getKey().replace("None", "null"),
                "--set", "2:classes=[\"" + String.join("\",\"", e.getValue()) + "\"]", "--set", "2:imageColumns=[\"CT\"]", "--set",
                "2:maskColumns=[\"CT mask\"]", "--set", "2:regions=").get("brain1");
            final List<Executable> checks = new ArrayList<>();
            row.forEach((name, value) -> {
                if (name.startsWith("original_")) {
                    checks.add(() -> {
                        final double relative = name.contains("_shape_") && MESH.contains(name.substring(15)) ? 1e-3 : 1e-9;
                        final double v = expected.remove(name);
                        assertEquals(v, Double.parseDouble(value), Math.max(1e-12, relative * Math.abs(v)), name);
                    });
                }
            });
            assertAll(checks);
        }
        assertEquals(Map.of(), expected, "features of the baseline that the node does not have");
    }

    /** A file of PyRadiomics decides all, the label and the image types, too. */
    @Test
    void aParameterFileTakesTheDialogsPlace() throws IOException {
        final Path file = Files.writeString(m_folder.resolve("p.yaml"), """
            setting: {binWidth: 1, label: 1}
            imageType: {Original: {}, LoG: {sigma: [30]}}
            featureClass: {firstorder: [Mean, Maximum], glszm: [ZoneEntropy]}
            """);
        final Map<String, Map<String, String>> table = run(SMALL, "--set", "2:source=FILE", "--set", "2:parameterFile=" + file);
        assertEquals("6.0", table.get("phantom").get("CT_original_firstorder_Maximum_tumor"));
        assertTrue(table.get("phantom").containsKey("CT_log-sigma-30-mm-3D_glszm_ZoneEntropy_tumor"));
        assertTrue(table.get("phantom").get("Radiomics problem").matches("CT tumor: .*too few .*for a Laplacian.*\\(3 features\\); PET tumor.*"),
            table.get("phantom").get("Radiomics problem"));
        assertTrue(m_lab.out().contains("4 of 4 rows have features without a value"), m_lab.out());

        Files.writeString(file, "setting: {binwidth: 1}");
        assertTrue(m_lab.run(WORKFLOW, "--in", SMALL.toString(), "--set", "2:mode=PYRADIOMICS", "--set", "2:source=FILE", "--set",
            "2:parameterFile=" + file).exitCode() != Result.OK);
        assertTrue(m_lab.err().contains("PyRadiomics has no setting binwidth"), m_lab.err());
    }

    /** The bin that suits CT is a mistake for PET. */
    @Test
    void aWideBinForPetIsWarnedOf() throws IOException {
        run(SMALL, "--variable", "petBin=25");
        assertTrue(m_lab.out().contains("PET: A binWidth of 25.0 is made for Hounsfield units"), m_lab.out());
        run(SMALL, "--variable", "petBin=25", "--variable", "mode=IBSI");
        assertTrue(m_lab.out().contains("PET: A bin size of 25.0 is made for Hounsfield units"), m_lab.out());
    }

    /** Labels of a label map are regions; every mask meets every image of its grid. */
    @Test
    void everyMaskInEveryImageAndEveryLabel() throws IOException {
        final Map<String, String> row = run(SMALL.resolve("phantom"), "--set", "2:pairing=EVERY", "--set", "2:regions=1 = one, 2 = two", "--set",
            "2:classes=[\"shape\"]").get(".");
        // 74 voxels of 8 mm3
        for (final String image : List.of("CT", "PET")) {
            for (final String mask : List.of("CT-mask", "PET-mask")) {
                assertEquals("592.0", row.get(image + "_original_shape_VoxelVolume_" + mask + "-one"));
                assertEquals(null, row.get(image + "_original_shape_VoxelVolume_" + mask + "-two"));
            }
        }
        assertTrue(row.get("Radiomics problem").contains("PET PET mask two: the region of interest is empty"), row.get("Radiomics problem"));
    }

    /** What IBSI's phantom of CT asks for in its configuration B: voxels of another size within slices only, a range, bins by number. */
    @Test
    void slicesAreResampledByThemselves() throws IOException {
        final Map<String, String> row = run(SMALL.resolve("phantom"), "--variable", "mode=IBSI", "--variable", "spacing=1", "--set",
            "2:sliceSpacing=0", "--set", "2:sliceSpacing_is_present=true", "--set", "2:ctLow=2", "--set", "2:ctLow_is_present=true", "--set",
            "2:ctHigh=6", "--set", "2:ctHigh_is_present=true", "--set", "2:binning=NUMBER", "--set", "2:binNumber=5", "--set",
            "2:families=[\"morph\",\"stat\",\"ih\",\"glcm\"]", "--set", "2:aggregations=[\"2Davg\",\"2.5Dcomb\"]").get(".");
        // a voxel is 1 x 1 x 2 mm: all volumes are even
        assertEquals(0, Double.parseDouble(row.get("CT_original_morph_VolumeApproximate_tumor")) % 2);
        assertEquals("2.0", row.get("CT_original_stat_Minimum_tumor"));
        assertEquals("6.0", row.get("CT_original_stat_Maximum_tumor"));
        assertEquals("5.0", row.get("CT_original_ih_Maximum_tumor"));
        assertTrue(row.containsKey("CT_original_glcm-2.5Dcomb_Contrast_tumor") && !row.containsKey("CT_original_glcm-3Davg_Contrast_tumor"));
    }

    /** A mask on another image's grid is refused, or resampled where that is wanted. */
    @Test
    void aMaskOnAnotherGridIsRefusedOrResampled() throws IOException {
        assumeTrue(Lab.reference() != null, "no reference data on this machine");
        final Path in = Lab.reference().resolve("nifti-petct/STS_002");
        final List<String> options = List.of("--set", "2:imageColumns=[\"PET\"]", "--set", "2:maskColumns=[\"CT mask\", \"PET mask\"]", "--set",
            "2:pairing=EVERY", "--set", "2:regions=", "--set", "2:families=[\"morph\"]", "--variable", "mode=IBSI");
        final Map<String, String> refused = run(in, options.toArray(new String[0])).get(".");
        assertEquals(null, refused.get("original_morph_VolumeApproximate_CT-mask"));
        assertTrue(refused.get("Radiomics problem").startsWith("CT mask: image and mask are not on the same grid"),
            refused.get("Radiomics problem"));
        final List<String> resampling = new ArrayList<>(options);
        resampling.addAll(List.of("--set", "2:otherGrids=RESAMPLE"));
        final Map<String, String> row = run(in, resampling.toArray(new String[0])).get(".");
        // one tumour, drawn once: the mask of the CT has about the volume of the PET's, 555 voxels
        assertEquals(555 * 5.46875 * 5.46875 * 3.27, Double.parseDouble(row.get("original_morph_VolumeApproximate_PET-mask")), 1);
        assertEquals(1, Double.parseDouble(row.get("original_morph_VolumeApproximate_CT-mask"))
            / Double.parseDouble(row.get("original_morph_VolumeApproximate_PET-mask")), 0.03);
        assertEquals(null, row.get("Radiomics problem"));
    }

    /** What cannot be is refused before anything is read, with its option. */
    @Test
    void settingsThatCannotBeAreRefused() {
        for (final String[] wrong : new String[][]{
            {"2:suvLow=3", "2:suvLow_is_present=true", "2:suvHigh=2", "2:suvHigh_is_present=true", "lowest intensity must be below"},
            {"2:filters=Sobel", "There is no image type Sobel"},
            {"2:furtherSettings=binwidth: 3", "PyRadiomics has no setting binwidth"},
            {"2:regions=1 =", "\"Regions\" must be"},
            {"2:binning=NONE", "PyRadiomics always makes grey levels"},
            {"2:maskColumns=[\"CT mask\"]", "Pairs need as many \"Masks\" as \"Images\""}}) {
            final List<String> options = new ArrayList<>(List.of("--in", SMALL.toString()));
            for (int i = 0; i < wrong.length - 1; i++) {
                options.addAll(List.of("--set", wrong[i]));
            }
            assertTrue(m_lab.run(WORKFLOW, options.toArray(new String[0])).exitCode() != Result.OK, String.join(" ", wrong));
            assertTrue(m_lab.err().contains(wrong[wrong.length - 1]), m_lab.err());
        }
    }
}
