package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.dicom.PatientKeys;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SyntheticCohortNodeParameters.Where;

/** The Synthetic Cohort: DICOM studies of patients that never lived. */
public final class SyntheticCohortNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Synthetic Cohort";

    private static final Set<String> NUMBERS = Set.of("cea_ng_ml", "heterogeneity", "halo", "uptake", "radius_mm", "center_x_mm",
        "center_y_mm", "center_z_mm", "ct_volume_ml", "pet_volume_ml", "suv_mean", "suv_max", "pet_shift_x_mm", "pet_shift_y_mm",
        "pet_shift_z_mm", "suv_factor");

    private static final Set<String> COUNTS = Set.of("age", "ct_voxels", "pet_voxels");

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("synthetic-cohort"))
        .shortDescription("Makes PET/CT studies of patients that never lived, with known answers.")
        .fullDescription("""
                Writes DICOM studies as a hospital would hand them out: for each patient a CT and a PET on different grids, a structure
                set with the tumour's outline (region <tt>GTV</tt>), and a row of a clinical table with missing values. Two labels are
                planted, so that a method can be judged by what it finds:
                <ul>
                <li><b>EGFR</b> shows in the PET of the tumour's core: uptake is patchier in mutants.</li>
                <li><b>subtype</b> shows in the CT around the tumour, 0 to 7 mm outside: adenocarcinomas have a ground-glass halo.</li>
                <li>Sex, smoking and CEA follow the labels weakly; size, place, mean uptake and age tell nothing.</li>
                </ul>
                <p>The second table says what was planted in each patient, with volumes, SUV and the SUV factor that a reader must find.
                Faults can be planted, too: misalignment, a missing slice, a narrow field of view, low uptake.</p>
                <p>The files are DICOM in every respect; the patients are phantoms of ellipsoids with texture, and no result on them says
                anything about a disease.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addOutputTable("Patients", """
                    One row a patient: <b>Patient</b> as the DICOM Reader names it by default, <b>Folder</b> with the patient's files, and
                    the clinical table (<b>patient_id</b>, age, sex, smoking, stage, location, CEA, EGFR, subtype).""")
            .addOutputTable("Truth", "One row a patient: what was planted, and what measuring it must give."))
        .model(m -> m.parametersClass(SyntheticCohortNodeParameters.class)
            .configure(SyntheticCohortNodeFactory::configure)
            .execute(Execution.of(NAME, SyntheticCohortNodeFactory::execute)))
        .nodeType(NodeType.Source)
        .keywords("phantom", "simulation", "demo", "example data", "digital reference object", "DICOM");

    /** For KNIME. */
    public SyntheticCohortNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SyntheticCohortNodeParameters parameters = in.getParameters();
        if (parameters.m_where == Where.FOLDER) {
            Folders.path(SyntheticCohortNodeParameters.FOLDER, parameters.m_folder);
        }
        final Provenance provenance = Provenances.of(NAME, parameters, parameters.m_seed);
        out.setOutSpecs(patients(provenance), spec(SyntheticCohort.TRUTH_COLUMNS, provenance));
    }

    private static DataTableSpec patients(final Provenance provenance) {
        return new DataTableSpecCreator()
            .addColumns(Provenances.column("Patient", StringCell.TYPE, provenance),
                Provenances.column("Folder", StringCell.TYPE, provenance))
            .addColumns(spec(SyntheticCohort.CLINICAL_COLUMNS, provenance)).createSpec();
    }

    private static DataTableSpec spec(final List<String> columns, final Provenance provenance) {
        return new DataTableSpec(columns.stream().map(c -> Provenances.column(c, type(c), provenance)).toArray(DataColumnSpec[]::new));
    }

    private static DataType type(final String column) {
        return NUMBERS.contains(column) ? DoubleCell.TYPE : COUNTS.contains(column) ? IntCell.TYPE : StringCell.TYPE;
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final SyntheticCohortNodeParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final Path folder = parameters.m_where == Where.FOLDER
            ? Folders.path(SyntheticCohortNodeParameters.FOLDER, parameters.m_folder)
            : exec.createFileStore("synthetic-cohort").getFile().toPath();
        SyntheticCohort.write(folder, parameters.options(), Parallel.processors(), progress);
        final Provenance provenance = Provenances.of(NAME, parameters, parameters.m_seed);
        out.setOutData(
            read(exec, folder.resolve(SyntheticCohort.CLINICAL), patients(provenance), folder),
            read(exec, folder.resolve(SyntheticCohort.TRUTH), spec(SyntheticCohort.TRUTH_COLUMNS, provenance), null));
    }

    /** The cohort's own tables: no quotes, no commas in values. */
    private static BufferedDataTable read(final ExecutionContext exec, final Path csv, final DataTableSpec spec, final Path folder)
        throws IOException {
        final BufferedDataContainer container = exec.createDataContainer(spec);
        final List<String> lines = Files.readAllLines(csv);
        for (final String line : lines.subList(1, lines.size())) {
            final String[] values = line.split(",", -1);
            final int before = folder == null ? 0 : 2;
            final DataCell[] cells = new DataCell[before + values.length];
            if (folder != null) {
                cells[0] = Tables.cell(PatientKeys.pseudonyms().of(values[0], ""));
                cells[1] = Tables.cell(folder.resolve(values[0]).toString());
            }
            for (int i = 0; i < values.length; i++) {
                final DataType type = spec.getColumnSpec(before + i).getType();
                cells[before + i] = values[i].isEmpty() || type.equals(StringCell.TYPE) ? Tables.cell(values[i])
                    : type.equals(IntCell.TYPE) ? Tables.cell(Integer.parseInt(values[i]))
                        : Tables.cell(Double.parseDouble(values[i]));
            }
            container.addRowToTable(new DefaultRow(values[0], cells));
        }
        container.close();
        return container.getTable();
    }
}
