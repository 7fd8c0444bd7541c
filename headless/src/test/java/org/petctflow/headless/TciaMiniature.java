package org.petctflow.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.petctflow.base.Progress;
import org.petctflow.imaging.synthetic.SyntheticCohort;

/**
 * Synthetic patients in the folders that TCIA's NBIA Data Retriever leaves: collection, patient, study and series (with the descriptions
 * and the last digits of the UIDs), {@code metadata.csv}, {@code LICENSE}, and beside them the collection's own clinical file.
 */
final class TciaMiniature {

    private final Path m_folder;

    private final Path m_cohort;

    private final List<Map<String, String>> m_truth;

    private final List<Map<String, String>> m_clinical;

    /** Makes a cohort in {@code work}; the miniature goes to {@code folder}. */
    TciaMiniature(final Path folder, final Path work, final int patients) throws IOException {
        m_folder = Files.createDirectories(folder);
        m_cohort = work.resolve("cohort");
        SyntheticCohort.write(m_cohort, SyntheticCohort.Options.DEFAULT.withPatients(patients, 3)
            .withGrids(new SyntheticCohort.Grid(60, 80, 4, 5), new SyntheticCohort.Grid(70, 64, 3.27, 6)).withMissingShare(0), 2, Progress.NONE);
        m_truth = rows(m_cohort.resolve(SyntheticCohort.TRUTH));
        m_clinical = rows(m_cohort.resolve(SyntheticCohort.CLINICAL));
    }

    Path cohort() {
        return m_cohort;
    }

    List<Map<String, String>> truth() {
        return m_truth;
    }

    private static List<Map<String, String>> rows(final Path csv) throws IOException {
        final List<String> lines = Files.readAllLines(csv);
        final String[] names = lines.get(0).split(",", -1);
        final List<Map<String, String>> rows = new ArrayList<>();
        for (final String line : lines.subList(1, lines.size())) {
            final String[] cells = line.split(",", -1);
            final Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Attributes header(final Path file) throws IOException {
        try (DicomInputStream in = new DicomInputStream(Files.newInputStream(file))) {
            return in.readDataset();
        }
    }

    private static String end(final String uid) {
        return uid.substring(uid.length() - 5);
    }

    /** Copies the files below a folder into {@code <collection>/<patient>/<study>/<series>/1-001.dcm}, as the downloader names them. */
    void images(final String collection, final Path from, final boolean withStructureSets) throws IOException {
        final Map<String, Integer> counts = new TreeMap<>();
        final StringBuilder metadata = new StringBuilder("Series UID,Collection,Patient,Study UID,Series Description,Modality,File Location\n");
        final List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
        }
        for (final Path file : files) {
            final Attributes d = header(file);
            final String modality = d.getString(Tag.Modality);
            if (modality.equals("RTSTRUCT") && !withStructureSets) {
                continue;
            }
            final String date = d.getString(Tag.StudyDate, "19900101");
            final String patient = d.getString(Tag.PatientID);
            final Path series = Path.of(collection, patient,
                date.substring(4, 6) + "-" + date.substring(6, 8) + "-" + date.substring(0, 4) + "-NA-PETCT-" + end(d.getString(Tag.StudyInstanceUID)),
                d.getInt(Tag.SeriesNumber, 300) + ".000000-" + d.getString(Tag.SeriesDescription, "Segmentation").replaceAll("[^\\w ]", "") + "-"
                    + end(d.getString(Tag.SeriesInstanceUID)));
            final int n = counts.merge(series.toString(), 1, Integer::sum);
            if (n == 1) {
                metadata.append(String.join(",", d.getString(Tag.SeriesInstanceUID), collection, patient, d.getString(Tag.StudyInstanceUID),
                    d.getString(Tag.SeriesDescription, ""), modality, "./" + series)).append('\n');
            }
            Files.createDirectories(m_folder.resolve(series));
            Files.copy(file, m_folder.resolve(series).resolve(String.format("1-%03d.dcm", n)));
        }
        Files.writeString(m_folder.resolve("metadata.csv"), metadata);
        Files.writeString(m_folder.resolve(collection).resolve("LICENSE"), "Creative Commons\n");
    }

    /** The csv of NSCLC Radiogenomics with its own column names and markers of missing values. */
    void radiogenomicsClinical() throws IOException {
        final StringBuilder csv = new StringBuilder("Case ID,Patient affiliation,Age at Histological Diagnosis,Weight (lbs),Gender,Ethnicity,"
            + "Smoking status,Pack Years,Histology ,EGFR mutation status,KRAS mutation status,Survival Status\n");
        for (int i = 0; i < m_clinical.size(); i++) {
            final Map<String, String> c = m_clinical.get(i);
            csv.append(String.join(",", c.get("patient_id"), "Stanford", c.get("age"), i == 1 ? "Not Collected" : "155",
                c.get("sex").startsWith("F") || c.get("sex").equals("female") ? "Female" : "Male", "Not Recorded In Database", "Former", "20",
                c.get("subtype").equals("squamous") ? "Squamous cell carcinoma" : "Adenocarcinoma", c.get("EGFR").equals("1") ? "Mutant" : "Wildtype",
                i == 2 ? "Unknown" : "Wildtype", "Alive")).append('\n');
        }
        Files.writeString(m_folder.resolve("NSCLCR01Radiogenomic_DATA_LABELS_2018-05-22_1500-shifted.csv"), csv);
    }

    /** The xlsx of Lung-PET-CT-Dx with its own column names. */
    void dxClinical() throws IOException {
        final StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        row(sheet, 1, "No.", "NewPatientID", "Sex", "Age", "weight (kg)", "T-Stage", "Smoking History");
        for (int i = 0; i < m_clinical.size(); i++) {
            final Map<String, String> c = m_clinical.get(i);
            row(sheet, i + 2, String.valueOf(i + 1), c.get("patient_id"), c.get("sex"), c.get("age"), "60.5", "2", i % 2 == 0 ? "0" : "1");
        }
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put("xl/workbook.xml", "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
            + "<sheet name='Sheet1' sheetId='1' r:id='r1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", sheet + "</sheetData></worksheet>");
        parts.put("xl/sharedStrings.xml", "<sst/>");
        try (OutputStream out = Files.newOutputStream(m_folder.resolve("statistics-clinical-20201221.xlsx")); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void row(final StringBuilder sheet, final int number, final String... cells) {
        sheet.append("<row r='").append(number).append("'>");
        for (int c = 0; c < cells.length; c++) {
            final String at = (char)('A' + c) + String.valueOf(number);
            sheet.append(cells[c].matches("-?\\d+(\\.\\d+)?") ? "<c r='" + at + "'><v>" + cells[c] + "</v></c>"
                : "<c r='" + at + "' t='inlineStr'><is><t>" + cells[c] + "</t></is></c>");
        }
        sheet.append("</row>");
    }

    /**
     * Pascal VOC files as in Lung-PET-CT-Dx: {@code Annotation/<patient>/<SOPInstanceUID>.xml}, a box around the ball in which the tumour was
     * planted, on every CT slice that cuts it.
     */
    void boxes(final String collection) throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(m_folder.resolve(collection))) {
            files = all.filter(f -> f.toString().endsWith(".dcm")).toList();
        }
        for (final Path file : files) {
            final Attributes d = header(file);
            if (!d.getString(Tag.Modality).equals("CT")) {
                continue;
            }
            final Map<String, String> truth = m_truth.stream().filter(t -> t.get("patient_id").equals(d.getString(Tag.PatientID))).findFirst()
                .orElseThrow();
            final double[] origin = d.getDoubles(Tag.ImagePositionPatient);
            final double[] spacing = d.getDoubles(Tag.PixelSpacing);
            final double radius = Double.parseDouble(truth.get("radius_mm")) * 1.3;
            if (Math.abs(origin[2] - Double.parseDouble(truth.get("center_z_mm"))) > radius) {
                continue;
            }
            final long[] box = new long[4];
            for (int k = 0; k < 2; k++) {
                final double centre = Double.parseDouble(truth.get(k == 0 ? "center_x_mm" : "center_y_mm"));
                box[k] = Math.round((centre - radius - origin[k]) / spacing[k]) + 1;
                box[k + 2] = Math.round((centre + radius - origin[k]) / spacing[k]) + 1;
            }
            final Path folder = Files.createDirectories(m_folder.resolve("Annotation").resolve(d.getString(Tag.PatientID)));
            Files.writeString(folder.resolve(d.getString(Tag.SOPInstanceUID) + ".xml"), "<annotation verified=\"no\"><folder>x</folder><size><width>"
                + d.getInt(Tag.Columns, 0) + "</width><height>" + d.getInt(Tag.Rows, 0) + "</height><depth>1</depth></size><object><name>"
                + (truth.get("subtype").equals("squamous") ? "G" : "A") + "</name><bndbox><xmin>" + box[0] + "</xmin><ymin>" + box[1]
                + "</ymin><xmax>" + box[2] + "</xmax><ymax>" + box[3] + "</ymax></bndbox></object></annotation>");
        }
    }
}
