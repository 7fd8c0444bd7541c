package org.petctflow.nodes.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Progress;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.nodes.study.StudyReportNodeParameters.Place;
import org.petctflow.study.report.Input;
import org.petctflow.study.report.PageFile;
import org.petctflow.study.report.StudyReport;
import org.petctflow.views.Pages;

/** The Study Report: tables and figures of a study as one page that can be printed. */
public final class StudyReportNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Study Report";

    private static final DataTableSpec SUMMARY = new DataTableSpec(Tables.column("File", StringCell.TYPE),
        Tables.column("Tables", IntCell.TYPE), Tables.column("Figures", IntCell.TYPE), Tables.column("Nodes", IntCell.TYPE));

    private static final DataTableSpec CHECKLISTS = new DataTableSpec(Tables.column("Checklist", StringCell.TYPE),
        Tables.column("Item", StringCell.TYPE), Tables.column("Part", StringCell.TYPE), Tables.column("Asks for", StringCell.TYPE),
        Tables.column("Status", StringCell.TYPE), Tables.column("Where", StringCell.TYPE), Tables.column("Remark", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("study-report"))
        .shortDescription("Puts tables and figures of a study into one report that can be printed, with methods and checklists.")
        .fullDescription("""
                Collects tables and figures of the other nodes into one HTML page: cohort, characteristics, methods, features, selection,
                performance, calibration, decision curve, deep learning and ablation, explanations, warnings of the data audit. The page
                needs nothing but a browser, loads nothing from anywhere, and prints to PDF.
                <p>The <b>methods</b> are written from the nodes that ran: each table of the suite knows the nodes that it comes from, with their
                settings, versions and seeds. Nodes whose results are not in the inputs are not known to the report.</p>
                <p>The checklists <b>TRIPOD+AI</b> (doi:10.1136/bmj-2023-078378) and <b>CLEAR</b> (doi:10.1186/s13244-023-01415-8) are filled as far as the
                report answers their items; what is open is marked. Whether an answer is good enough is for the authors to say.</p>
                <p>Patients are numbered through, and columns of volumes are left out. There is no date in the report: the same inputs give the same
                page.</p>
                """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Tables", g -> g.name("Tables and figures")
                .description("A table of results, or the port <b>Figures</b> of a node with charts. As many as there are.")
                .extendable().supportedTypes(BufferedDataTable.TYPE).fixedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Report", g -> g.name("Report")
                .description("One row: the file, and how many tables, figures and nodes are in the report.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Checklists", g -> g.name("Checklists")
                .description("A row an item of TRIPOD+AI and CLEAR: its status, where it is answered, and what is open.")
                .fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(StudyReportNodeParameters.class)
            .configure(StudyReportNodeFactory::configure)
            .execute(Execution.of(NAME, StudyReportNodeFactory::execute)))
        .addView(v -> Views.report(v, "The report."))
        .keywords("report", "methods", "TRIPOD", "CLEAR", "checklist", "print", "PDF", "HTML");

    /** For KNIME. */
    public StudyReportNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final StudyReportNodeParameters parameters = in.getParameters();
        final int inputs = in.getInPortSpecs().length;
        for (final int number : parameters.places().keySet()) {
            if (number >= inputs) {
                throw new InvalidSettingsException("\"Sections and titles of inputs\" names the input " + (number + 1) + ", but there are "
                    + inputs);
            }
        }
        if (parameters.m_write) {
            Folders.path(StudyReportNodeParameters.FOLDER, parameters.m_folder);
        }
        out.setOutSpecs(SUMMARY, CHECKLISTS);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final StudyReportNodeParameters parameters = in.getParameters();
        final Map<Integer, Place> places = parameters.places();
        final List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < in.getInPortObjects().length; i++) {
            progress.report(0.8 * i / in.getInPortObjects().length, "Input " + (i + 1));
            inputs.add(input(in.getInTable(i), places.getOrDefault(i, new Place(Optional.empty(), Optional.empty())), parameters.m_rows,
                progress));
        }
        final StudyReport.Result report = new StudyReport(parameters.m_title, parameters.m_description, parameters.m_showIds,
            parameters.answers("TRIPOD+AI"), parameters.answers("CLEAR")).of(inputs);
        DataCell file = Tables.missing(1)[0];
        if (parameters.m_write) {
            final Path folder = Folders.path(StudyReportNodeParameters.FOLDER, parameters.m_folder);
            Files.createDirectories(folder);
            AtomicFiles.writeString(folder.resolve(parameters.m_fileName.strip()), PageFile.of(Pages.read("report"), report.json()));
            file = Tables.cell(folder.resolve(parameters.m_fileName.strip()).toString());
        }
        final BufferedDataContainer summary = in.getExecutionContext().createDataContainer(SUMMARY);
        summary.addRowToTable(new DefaultRow("Report", file, Tables.cell(report.tables()), Tables.cell(report.figures()),
            Tables.cell(report.nodes())));
        summary.close();
        out.setOutData(0, summary.getTable());
        final BufferedDataContainer items = in.getExecutionContext().createDataContainer(CHECKLISTS);
        long key = 0;
        for (final var checklist : report.checklists()) {
            for (final var item : checklist.items()) {
                items.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), Tables.cell(checklist.name()), Tables.cell(item.number()),
                    Tables.cell(item.part()), Tables.cell(item.text()), Tables.cell(item.status().words()), Tables.cell(item.where()),
                    Tables.cell(item.remark())));
            }
        }
        items.close();
        out.setOutData(1, items.getTable());
        out.setInternalData(Views.data(in.getExecutionContext(), report.json()));
    }

    private static Input input(final BufferedDataTable table, final Place place, final int most, final Progress progress) {
        final DataTableSpec spec = table.getDataTableSpec();
        if (Figures.are(spec)) {
            return new Input(Optional.empty(), Figures.read(table), Provenances.of(spec), place.section(), place.title());
        }
        final List<Integer> columns = new ArrayList<>();
        for (int c = 0; c < spec.getNumColumns(); c++) {
            final var type = spec.getColumnSpec(c).getType();
            if (type.isCompatible(StringValue.class) || type.isCompatible(DoubleValue.class) || type.isCompatible(BooleanValue.class)) {
                columns.add(c);
            }
        }
        final List<Object[]> rows = new ArrayList<>();
        for (final DataRow row : table) {
            progress.checkCancelled();
            if (rows.size() == most) {
                break;
            }
            rows.add(columns.stream().map(c -> value(row.getCell(c))).toArray());
        }
        return new Input(Optional.of(new Input.Table(columns.stream().map(c -> spec.getColumnSpec(c).getName()).toList(), rows,
            table.size())), List.of(), Provenances.of(spec), place.section(), place.title());
    }

    private static Object value(final DataCell cell) {
        if (cell.isMissing()) {
            return null;
        } else if (cell instanceof BooleanValue b) {
            return b.getBooleanValue() ? "yes" : "no";
        } else if (cell instanceof LongValue l) {
            return l.getLongValue();
        } else if (cell instanceof DoubleValue d) {
            return Double.isFinite(d.getDoubleValue()) ? (Object)d.getDoubleValue() : String.valueOf(d.getDoubleValue());
        }
        return Tables.text(cell);
    }
}
