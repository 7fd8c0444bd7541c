package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.dicom.DicomObject;
import org.petctflow.imaging.dicom.FileProblem;
import org.petctflow.imaging.dicom.Scan;
import org.petctflow.imaging.dicom.SeriesPairing;
import org.petctflow.imaging.dicom.SeriesPairing.Pair;
import org.petctflow.imaging.dicom.SeriesReader;
import org.petctflow.imaging.dicom.SeriesRecord;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;

/** The DICOM Reader's output tables. */
final class DicomTables {

    /** One row an object that is no image. */
    static final DataTableSpec OBJECTS = new DataTableSpec(text("Patient"), text("Modality"), text("Study"), text("Series"),
        text("Frame of reference"), text("SOP class"), text("SOP instance"), text("File"));

    /** One row a file that could not be read. */
    static final DataTableSpec PROBLEMS = new DataTableSpec(text("File"), text("Problem"));

    private final ExecutionContext m_exec;

    private final List<Scan> m_scans;

    private final Provenance m_provenance;

    DicomTables(final ExecutionContext exec, final List<Scan> scans, final Provenance provenance) {
        m_exec = exec;
        m_scans = scans;
        m_provenance = provenance;
    }

    private static DataColumnSpec text(final String name) {
        return Tables.column(name, StringCell.TYPE);
    }

    /** @return the specification of the series */
    static DataTableSpec series(final Provenance provenance) {
        return new DataTableSpec(text("Patient"), text("Study"), text("Series"), text("Part"), text("Date"), text("Description"),
            text("Modality"), text("Kind"), text("Units"), text("Manufacturer"), text("Model"), Tables.column("Images", IntCell.TYPE),
            Tables.column("Slices", IntCell.TYPE), Tables.column("Rows", IntCell.TYPE), Tables.column("Columns", IntCell.TYPE),
            Tables.column("Slice spacing (mm)", DoubleCell.TYPE), Tables.column("Row spacing (mm)", DoubleCell.TYPE),
            Tables.column("Column spacing (mm)", DoubleCell.TYPE), text("Frame of reference"), text("Warnings"), text("Problem"),
            text("Folder"), Provenances.column("Volume", VolumeCell.TYPE, provenance));
    }

    /** @return the specification of the pairs */
    static DataTableSpec pairs(final Provenance provenance) {
        return new DataTableSpec(text("Patient"), text("Study"), text("Date"), text("Pairing"), text("Irregular slices"),
            Provenances.column("PET", VolumeCell.TYPE, provenance), Provenances.column("CT", VolumeCell.TYPE, provenance));
    }

    /**
     * Reads all volumes.
     *
     * @param parameters how
     * @param volumes takes each series' volume, or a missing cell
     * @param unread takes the rows without a volume, with the reason
     * @param progress told how far it is, and asked for cancellation
     * @return one row a series
     */
    BufferedDataTable series(final DicomReaderNodeParameters parameters, final Map<SeriesRecord, DataCell> volumes,
        final List<String> unread, final Progress progress) throws IOException {
        final List<SeriesRecord> all = m_scans.stream().flatMap(s -> s.series().stream()).toList();
        final BufferedDataContainer container = m_exec.createDataContainer(series(m_provenance));
        final VolumeCellFactory cells = new VolumeCellFactory(m_exec);
        long rows = 0;
        for (int i = 0; i < all.size(); i++) {
            final SeriesRecord s = all.get(i);
            String problem = s.refusal();
            DataCell volume = DataType.getMissingCell();
            if (problem.isEmpty()) {
                try {
                    volume = cells.createCell(SeriesReader.read(s, Parallel.processors(),
                        progress.part((double)i / all.size(), (i + 1.0) / all.size())));
                } catch (final IOException e) {
                    problem = Execution.messageOf(e);
                }
            }
            volumes.put(s, volume);
            if (volume.isMissing()) {
                if (!parameters.m_keepRefused) {
                    continue;
                }
                unread.add((s.description().isEmpty() ? s.modalityCode() + " series" : "'" + s.description() + "'") + ": " + problem);
            }
            container.addRowToTable(row(RowKey.createRowKey(rows++), s, problem,
                Tables.cell(parameters.m_folderOfSeries ? s.folder().toString() : ""), volume));
        }
        container.close();
        return container.getTable();
    }

    private static DataRow row(final RowKey key, final SeriesRecord s, final String problem, final DataCell folder,
        final DataCell volume) {
        final Geometry g = s.geometry();
        final DataCell none = DataType.getMissingCell();
        return new DefaultRow(key, Tables.cell(s.patientKey()), Tables.cell(s.studyUid()), Tables.cell(s.seriesUid()),
            Tables.cell(s.part()), Tables.cell(s.date()), Tables.cell(s.description()), Tables.cell(s.modalityCode()),
            Tables.cell(s.kind().name()), Tables.cell(s.unit()), Tables.cell(s.manufacturer()), Tables.cell(s.model()),
            Tables.cell(s.images()), g == null ? none : Tables.cell(g.slices()), g == null ? none : Tables.cell(g.rows()),
            g == null ? none : Tables.cell(g.columns()), g == null ? none : Tables.cell(g.spacing(0)),
            g == null ? none : Tables.cell(g.spacing(1)), g == null ? none : Tables.cell(g.spacing(2)),
            Tables.cell(s.frameOfReferenceUid()), Tables.cell(String.join("; ", s.warnings())), Tables.cell(problem), folder, volume);
    }

    /** @return one row a study */
    BufferedDataTable pairs(final Map<SeriesRecord, DataCell> volumes) {
        final BufferedDataContainer container = m_exec.createDataContainer(pairs(m_provenance));
        final Set<String> keys = new HashSet<>();
        for (final Pair pair : SeriesPairing.pair(m_scans.stream().flatMap(s -> s.series().stream()).toList())) {
            final DataCell pet = pair.pet() == null ? DataType.getMissingCell() : volumes.get(pair.pet());
            final DataCell ct = pair.ct() == null ? DataType.getMissingCell() : volumes.get(pair.ct());
            container.addRowToTable(new DefaultRow(Tables.uniqueKey(pair.patientKey(), keys), Tables.cell(pair.patientKey()),
                Tables.cell(pair.studyUid()), Tables.cell(pair.pet() == null ? "" : pair.pet().date()),
                Tables.cell(pair.explanation()), Tables.cell(irregular(pair)), pet, ct));
        }
        container.close();
        return container.getTable();
    }

    private static String irregular(final Pair pair) {
        final List<String> all = new ArrayList<>();
        for (final SeriesRecord s : new SeriesRecord[]{pair.pet(), pair.ct()}) {
            if (s != null && !s.irregularities().isEmpty()) {
                all.add(s.modality() + ": " + String.join("; ", s.irregularities()));
            }
        }
        return String.join("; ", all);
    }

    /** @return one row an object that is no image */
    BufferedDataTable objects() {
        final BufferedDataContainer container = m_exec.createDataContainer(OBJECTS);
        long rows = 0;
        for (final Scan scan : m_scans) {
            for (final DicomObject o : scan.objects()) {
                container.addRowToTable(new DefaultRow(RowKey.createRowKey(rows++), Tables.cell(o.patientKey()),
                    Tables.cell(o.modality()), Tables.cell(o.studyUid()), Tables.cell(o.seriesUid()),
                    Tables.cell(o.frameOfReferenceUid()), Tables.cell(o.sopClassUid()), Tables.cell(o.sopInstanceUid()),
                    Tables.cell(o.path().toString())));
            }
        }
        container.close();
        return container.getTable();
    }

    /** @return one row a file that could not be read */
    BufferedDataTable problems(final List<FileProblem> problems) {
        final BufferedDataContainer container = m_exec.createDataContainer(PROBLEMS);
        long rows = 0;
        for (final FileProblem p : problems) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(rows++), Tables.cell(p.path().toString()),
                Tables.cell(p.reason())));
        }
        container.close();
        return container.getTable();
    }
}
