package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.headless.cli.Result;
import org.petctflow.imaging.dicom.PatientKeys;

/** The examples for collections of TCIA, on miniatures with the folders and files that its downloader leaves. */
class TciaExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "example-workflows").toAbsolutePath().normalize();

    /** So many that each of two classes is there in every fold. */
    private static final int PATIENTS = 16;

    private static final String SECRET = "a secret of this test";

    @TempDir
    Path m_folder;

    private Lab m_lab;

    @BeforeEach
    void makeLab() throws IOException {
        m_lab = new Lab(m_folder.resolve("lab"));
    }

    private List<Map<String, String>> table(final String file) throws IOException {
        final List<List<String>> rows = Csv.parse(m_lab.result(file));
        return rows.subList(1, rows.size()).stream().map(r -> {
            final Map<String, String> row = new HashMap<>();
            for (int i = 0; i < r.size(); i++) {
                row.put(rows.get(0).get(i), r.get(i));
            }
            return row;
        }).toList();
    }

    private static Map<String, String> patient(final List<Map<String, String>> rows, final String column, final String id) {
        final String key = PatientKeys.pseudonyms(SECRET).of(id, "");
        return rows.stream().filter(r -> r.get(column).equals(key)).findFirst().orElseThrow();
    }

    @Test
    void nsclcRadiogenomicsFromDownloaderToReport() throws Exception {
        final TciaMiniature tcia = new TciaMiniature(m_folder.resolve("data"), m_folder, PATIENTS);
        // the collection has DICOM SEG: the planted tumours are written as such, from contours
        final Path seg = m_folder.resolve("seg");
        final Path make = m_lab.build("make", w -> {
            final var reader = w.node("DICOM Reader").set("folder", tcia.cohort().toString()).set("names", "ID");
            final var masks = w.node("Segmentation Reader").from(1, reader, 1).from(2, reader, 3);
            w.node("Volume Writer").from(masks).set("volumeColumn", "Mask").set("format", "DICOM_SEG").set("folder", seg.toString());
        });
        assertEquals(Result.OK, m_lab.run(make).exitCode(), m_lab.out() + m_lab.err());
        tcia.images("NSCLC Radiogenomics", tcia.cohort(), TciaMiniature::radiogenomicsId);
        tcia.images("NSCLC Radiogenomics", seg, TciaMiniature::radiogenomicsId);
        tcia.radiogenomicsClinical();
        final Result run = m_lab.run(EXAMPLES.resolve("tcia-nsclc-radiogenomics"), "--in", m_folder.resolve("data").toString(), "--variable",
            "secret=" + SECRET, "--set", "12:repeats=2");
        assertEquals(Result.OK, run.exitCode(), m_lab.out() + m_lab.err());
        final String report = m_lab.result("report.html");
        assertTrue(report.contains("Patients by EGFR mutation status") && report.contains("Squamous cell carcinoma"), "Table 1");
        assertTrue(report.contains("Mutant") && report.contains("Wildtype"), "classes");
        assertTrue(!report.contains("SYN-0001") && !report.contains("R01-001"), "no patient's id is in the report");
        // one table a patient: who left it shows what a row holds
        final List<Map<String, String>> left = table("10-cohort-builder-2.csv");
        assertEquals(List.of("EGFR mutation status unknown", "Not in Segmented CT"),
            left.stream().map(r -> r.get("Excluded by")).toList());
        final Map<String, String> second = patient(left, "Case ID", "R01-002");
        final Map<String, String> truth = tcia.truth().get(1);
        assertEquals(truth.get("subtype").equals("squamous") ? "Squamous cell carcinoma" : "Adenocarcinoma", second.get("Histology"));
        assertNull(second.get("EGFR mutation status"));
        assertNull(second.get("Ethnicity"));
        assertEquals("CT", second.get("Modality"));
        assertEquals(tcia.clinical().get(1).get("age"), second.get("Age at Histological Diagnosis"));
        assertEquals(Double.parseDouble(second.get("Mask volume (ml)")), Double.parseDouble(second.get("original_morph_VolumeApproximate")) / 1000,
            1e-9);
        // all others are in each of two splits' tables of patients, with CT features, clinical ones, and both
        final List<Map<String, String>> splits = table("12-protocol-evaluator-1.csv");
        assertEquals(3 * 4 * 2, splits.size()); // feature sets x (three learners and their stack) x splits
        assertEquals(Set.of("CT", "Clinical", "CT and clinical"), splits.stream().map(r -> r.get("Feature set")).collect(Collectors.toSet()));
        assertTrue(splits.stream().allMatch(r -> Integer.parseInt(r.get("Training rows")) + Integer.parseInt(r.get("Test rows")) == PATIENTS - 1));
        // the masks of the CT reached the PETs of their frames of reference
        assertEquals(PATIENTS, table("9-cohort-builder-2.csv").size());
        assertTrue(table("9-cohort-builder-2.csv").stream()
            .allMatch(r -> r.get("Modality").equals("PT") && Double.parseDouble(r.get("Mask volume (ml)")) > 0));
    }

    @Test
    void lungPetCtDxFromBoxesToTumours() throws Exception {
        final TciaMiniature tcia = new TciaMiniature(m_folder.resolve("data"), m_folder, PATIENTS);
        tcia.images("Lung-PET-CT-Dx", tcia.cohort(), id -> "Lung_Dx-" + tcia.dxId(id));
        tcia.boxes("Lung-PET-CT-Dx");
        tcia.dxClinical();
        final String data = m_folder.resolve("data").toString();
        final Result run = m_lab.run(EXAMPLES.resolve("lung-pet-ct-dx"), "--in", data, "--variable", "secret=" + SECRET, "--set", "12:repeats=2");
        assertEquals(Result.OK, run.exitCode(), m_lab.out() + m_lab.err());
        final String report = m_lab.result("report.html");
        assertTrue(report.contains("Lung-PET-CT-Dx") && report.contains("Squamous cell carcinoma or adenocarcinoma in many splits"));
        assertTrue(!report.contains("Lung_Dx-A") && !report.contains("SYN-"), "no patient's id is in the report");
        final List<Map<String, String>> left = table("10-cohort-builder-2.csv");
        assertEquals(List.of("Small cell or large cell carcinoma"), left.stream().map(r -> r.get("Excluded by")).toList());
        assertEquals("56.5", patient(left, "NewPatientID", "Lung_Dx-B0002").get("weight (kg)"));
        final List<Map<String, String>> splits = table("12-protocol-evaluator-1.csv");
        assertTrue(splits.stream().allMatch(r -> Integer.parseInt(r.get("Training rows")) + Integer.parseInt(r.get("Test rows")) == PATIENTS - 1));

        assertEquals(Result.OK, m_lab.run(EXAMPLES.resolve("lung-pet-ct-dx"), "--in", data, "--variable", "secret=" + SECRET, "--until", "6")
            .exitCode());
        final List<Map<String, String>> rows = table("6-pet-heterogeneity-extractor-1.csv");
        assertEquals(PATIENTS, rows.size());
        for (final Map<String, String> truth : tcia.truth()) {
            final String id = tcia.dxId(truth.get("patient_id"));
            final Map<String, String> row = patient(rows, "Patient", "Lung_Dx-" + id);
            assertEquals(id.substring(0, 1), row.get("ROI"), id);
            // the hottest voxel of the planted tumour is found within the box: noise and blur move it by some percent
            final double found = Double.parseDouble(row.get("original_pet_SUVmax"));
            assertEquals(Double.parseDouble(truth.get("suv_max")), found, 0.15 * found, id);
        }
    }
}
