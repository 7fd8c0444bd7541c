package org.petctflow.headless;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.petctflow.base.Progress;
import org.petctflow.imaging.synthetic.SyntheticCohort;

/**
 * Synthetic patients in the folders that TCIA's NBIA Data Retriever leaves: collection, patient, study and series (with the descriptions
 * and the last digits of the UIDs), {@code metadata.csv}, {@code LICENSE}, and beside them the collection's own clinical file, with the columns
 * that its description (doi:10.1038/sdata.2018.202, doi:10.7937/TCIA.2020.NNC2-0461) and programs that read it name.
 */
final class TciaMiniature {

    private final Path m_folder;

    private final Path m_cohort;

    private final List<Map<String, String>> m_truth;

    private final List<Map<String, String>> m_clinical;

    /** Patients by study. */
    private final Map<String, String> m_patients = new TreeMap<>();

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

    List<Map<String, String>> clinical() {
        return m_clinical;
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

    /** The patient's number in the cohort, from 1. */
    private static int number(final String cohortId) {
        return Integer.parseInt(cohortId.substring(cohortId.lastIndexOf('-') + 1));
    }

    /** @return {@code R01-001}, as in NSCLC Radiogenomics */
    static String radiogenomicsId(final String cohortId) {
        return String.format("R01-%03d", number(cohortId));
    }

    /** @return {@code A0001}: the letter is the type of cancer; the second patient's is small cell. The images put {@code Lung_Dx-} before */
    String dxId(final String cohortId) {
        final String subtype = m_truth.stream().filter(t -> t.get("patient_id").equals(cohortId)).findFirst().orElseThrow().get("subtype");
        return (number(cohortId) == 2 ? "B" : subtype.equals("squamous") ? "G" : "A") + String.format("%04d", number(cohortId));
    }

    /** Copies the files below a folder into {@code <collection>/<patient>/<study>/<series>/1-001.dcm}, as the downloader names them. */
    void images(final String collection, final Path from, final UnaryOperator<String> id) throws IOException {
        final Map<String, Integer> counts = new TreeMap<>();
        final StringBuilder metadata = new StringBuilder("Series UID,Collection,Patient,Study UID,Series Description,Modality,File Location\n");
        final List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(f -> f.toString().endsWith(".dcm")).sorted().toList();
        }
        for (final Path file : files) {
            final Attributes d = header(file);
            final String modality = d.getString(Tag.Modality);
            if (modality.equals("RTSTRUCT")) {
                continue;
            }
            // segmentations are written without the patient's id
            final String patient = m_patients.computeIfAbsent(d.getString(Tag.StudyInstanceUID), s -> id.apply(d.getString(Tag.PatientID)));
            d.setString(Tag.PatientID, VR.LO, patient);
            final String date = d.getString(Tag.StudyDate, "19900101");
            final Path series = Path.of(collection, patient,
                date.substring(4, 6) + "-" + date.substring(6, 8) + "-" + date.substring(0, 4) + "-NA-PETCT-" + end(d.getString(Tag.StudyInstanceUID)),
                d.getInt(Tag.SeriesNumber, 300) + ".000000-" + d.getString(Tag.SeriesDescription, "Segmentation").replaceAll("[^\\w ]", "") + "-"
                    + end(d.getString(Tag.SeriesInstanceUID)));
            final int n = counts.merge(series.toString(), 1, Integer::sum);
            if (n == 1) {
                metadata.append(String.join(",", d.getString(Tag.SeriesInstanceUID), collection, patient, d.getString(Tag.StudyInstanceUID),
                    d.getString(Tag.SeriesDescription, ""), modality, "./" + series)).append('\n');
            }
            final Path target = Files.createDirectories(m_folder.resolve(series)).resolve(String.format("1-%03d.dcm", n));
            try (DicomOutputStream out = new DicomOutputStream(target.toFile())) {
                out.writeDataset(d.createFileMetaInformation(UID.ExplicitVRLittleEndian), d);
            }
        }
        Files.writeString(m_folder.resolve("metadata.csv"), metadata, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.writeString(m_folder.resolve(collection).resolve("LICENSE"), "Creative Commons\n");
    }

    /**
     * The csv of NSCLC Radiogenomics with its own column names (that of the histology ends with a blank) and markers of missing values. The
     * second patient's EGFR is unknown, and one patient has no images.
     */
    void radiogenomicsClinical() throws IOException {
        final StringBuilder csv = new StringBuilder("Case ID,Patient affiliation,Age at Histological Diagnosis,Weight (lbs),Gender,Ethnicity,"
            + "Smoking status,Pack Years,Quit Smoking Year,%GG,Histology ,Pathological T stage,EGFR mutation status,KRAS mutation status,"
            + "ALK translocation status,Survival Status,CT Date,Days between CT and surgery,PET Date\n");
        for (int i = 0; i < m_clinical.size(); i++) {
            final Map<String, String> c = m_clinical.get(i);
            final boolean smoker = i % 3 > 0;
            csv.append(String.join(",", radiogenomicsId(c.get("patient_id")), "Stanford", c.get("age"), i == 1 ? "Not Collected" : "155",
                c.get("sex").equals("F") ? "Female" : "Male", "Not Recorded In Database", smoker ? "Former" : "Nonsmoker",
                smoker ? String.valueOf(10 + i) : "N/A", smoker ? "1987" : "N/A", "0%",
                c.get("subtype").equals("squamous") ? "Squamous cell carcinoma" : "Adenocarcinoma", i % 2 == 0 ? "T1b" : "T2a",
                i == 1 ? "Unknown" : c.get("EGFR").equals("1") ? "Mutant" : "Wildtype", i == 2 ? "Not collected" : "Wildtype", "Unknown", "Alive",
                "9/12/1994", "5", "9/16/1994")).append('\n');
        }
        csv.append("AMC-001,Stanford,34,Not Collected,Male,Not Recorded In Database,Nonsmoker,N/A,N/A,Not Assessed,Adenocarcinoma,Not Collected,"
            + "Wildtype,Wildtype,Not collected,Dead,11/5/1994,1,Not Collected\n");
        Files.writeString(m_folder.resolve("NSCLCR01Radiogenomic_DATA_LABELS_2018-05-22_1500-shifted.csv"), csv);
    }

    /** The xlsx of Lung-PET-CT-Dx with its own column names. */
    void dxClinical() throws IOException {
        final StringBuilder sheet = new StringBuilder("<worksheet><sheetData>");
        row(sheet, 1, "No.", "NewPatientID", "Sex", "Age", "weight (kg)", "T-Stage", "N-Stage", "\uff2d-Stage", "Histopathological grading",
            "Smoking History");
        for (int i = 0; i < m_clinical.size(); i++) {
            final Map<String, String> c = m_clinical.get(i);
            row(sheet, i + 2, String.valueOf(i + 1), dxId(c.get("patient_id")), c.get("sex"), c.get("age"), String.valueOf(55.5 + i),
                i % 3 == 0 ? "1c" : "2a", "0", "0", "G2", i % 2 == 0 ? "0" : "1");
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
     * Pascal VOC files as in Lung-PET-CT-Dx: {@code Annotation/A0001/<SOPInstanceUID>.xml}, a box around the ball in which the tumour was
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
            final String id = d.getString(Tag.PatientID).substring("Lung_Dx-".length());
            final Map<String, String> truth = m_truth.stream().filter(t -> dxId(t.get("patient_id")).equals(id)).findFirst().orElseThrow();
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
            final Path folder = Files.createDirectories(m_folder.resolve("Annotation").resolve(id));
            Files.writeString(folder.resolve(d.getString(Tag.SOPInstanceUID) + ".xml"), "<annotation verified=\"no\"><folder>Unknow</folder><source>Unknow<database>Unknown</database></source><size><width>"
                + d.getInt(Tag.Columns, 0) + "</width><height>" + d.getInt(Tag.Rows, 0) + "</height><depth>1</depth></size><object><name>"
                + id.charAt(0) + "</name><pose>Unspecified</pose><Difficult>0</Difficult><bndbox><xmin>" + box[0] + "</xmin><ymin>" + box[1]
                + "</ymin><xmax>" + box[2] + "</xmax><ymax>" + box[3] + "</ymax></bndbox></object></annotation>");
        }
    }
}
