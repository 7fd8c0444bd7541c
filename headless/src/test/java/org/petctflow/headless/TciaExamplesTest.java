package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.headless.cli.Result;

/** The examples for collections of TCIA, on miniatures with the folders and files that its downloader leaves. */
class TciaExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "example-workflows").toAbsolutePath().normalize();

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

    @Test
    void nsclcRadiogenomicsFromDownloaderToReport() throws Exception {
        final TciaMiniature tcia = new TciaMiniature(m_folder.resolve("data"), m_folder, 6);
        // the collection has DICOM SEG: the planted tumours are written as such, from contours
        final Path seg = m_folder.resolve("seg");
        final Path make = m_lab.build("make", w -> {
            final var reader = w.node("DICOM Reader").set("folder", tcia.cohort().toString()).set("names", "ID");
            final var masks = w.node("Segmentation Reader").from(1, reader, 1).from(2, reader, 3);
            w.node("Volume Writer").from(masks).set("volumeColumn", "Mask").set("format", "DICOM_SEG").set("folder", seg.toString());
        });
        assertEquals(Result.OK, m_lab.run(make).exitCode(), m_lab.out() + m_lab.err());
        tcia.images("NSCLC Radiogenomics", tcia.cohort(), false);
        final Path series = m_folder.resolve("data/NSCLC Radiogenomics/seg");
        Files.createDirectories(series);
        try (var files = Files.list(seg)) {
            for (final Path f : files.toList()) {
                Files.copy(f, series.resolve(f.getFileName()));
            }
        }
        tcia.radiogenomicsClinical();
        final Result run = m_lab.run(EXAMPLES.resolve("tcia-nsclc-radiogenomics"), "--in", m_folder.resolve("data").toString());
        assertEquals(Result.OK, run.exitCode(), m_lab.out() + m_lab.err());
        final String report = m_lab.result("report.html");
        // six tumours on the CT, and on the PET of the same frame of reference
        assertTrue(m_lab.out().contains("Segmentation Reader") && m_lab.out().contains("Rows: 12"), m_lab.out());
        assertTrue(report.contains("Patients by EGFR mutation status") && report.contains("Squamous cell carcinoma"), "Table 1");
        assertTrue(report.contains("Mutant") && report.contains("Wildtype"), "classes");
        assertTrue(!report.contains("SYN-0001"), "no patient's id is in the report");
    }

    @Test
    void lungPetCtDxFromBoxesToTumours() throws Exception {
        final TciaMiniature tcia = new TciaMiniature(m_folder.resolve("data"), m_folder, 4);
        tcia.images("Lung-PET-CT-Dx", tcia.cohort(), false);
        tcia.boxes("Lung-PET-CT-Dx");
        tcia.dxClinical();
        final Result run = m_lab.run(EXAMPLES.resolve("lung-pet-ct-dx"), "--in", m_folder.resolve("data").toString());
        assertEquals(Result.OK, run.exitCode(), m_lab.out() + m_lab.err());
        assertTrue(m_lab.result("report.html").contains("Lung-PET-CT-Dx"));
        assertEquals(Result.OK, m_lab.run(EXAMPLES.resolve("lung-pet-ct-dx"), "--in", m_folder.resolve("data").toString(), "--until", "7").exitCode());
        final List<Map<String, String>> rows = table("7-radiomics-extractor-1.csv");
        assertEquals(4, rows.size());
        for (final Map<String, String> row : rows) {
            final Map<String, String> truth = tcia.truth().stream().filter(t -> t.get("patient_id").equals(row.get("Patient"))).findFirst()
                .orElseThrow();
            assertEquals(truth.get("subtype").equals("squamous") ? "G" : "A", row.get("ROI"), row.get("Patient"));
            // the hottest voxel of the planted tumour is found within the box: noise and blur move it by some percent
            final double found = Double.parseDouble(row.get("original_pet_SUVmax"));
            assertEquals(Double.parseDouble(truth.get("suv_max")), found, 0.15 * found, row.get("Patient"));
        }
    }
}
