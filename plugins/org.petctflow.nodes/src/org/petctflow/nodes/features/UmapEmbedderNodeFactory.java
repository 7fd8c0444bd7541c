package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.embed.BatchMixing;
import org.petctflow.learning.embed.Umap;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/** The UMAP Embedder: a picture of many features, and whether batches mix. */
public final class UmapEmbedderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "UMAP Embedder";

    private static final DataTableSpec MIXING = new DataTableSpec(Tables.column("Space", StringCell.TYPE),
        Tables.column("Neighbours", IntCell.TYPE), Tables.column("LISI", DoubleCell.TYPE), Tables.column("LISI if mixed", DoubleCell.TYPE),
        Tables.column("Permutation p", DoubleCell.TYPE), Tables.column("kBET rejection rate", DoubleCell.TYPE),
        Tables.column("Silhouette by batch", DoubleCell.TYPE), Tables.column("Trustworthiness", DoubleCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("umap-embedder"))
        .shortDescription("Draws many features as a picture of two, and tests whether batches mix.")
        .fullDescription("""
                UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426) with exact neighbours and a seed: rows that are near each other in the
                features stay near in the picture. Distances between groups, and their sizes, mean little.
                <p>A picture in which colours mix is no proof of the absence of batch effects. So their mixing is measured among each row's
                nearest neighbours, in the features and in the picture: LISI, the effective number of batches there
                (doi:10.1038/s41592-019-0619-0), with a permutation test; the rejection rate of kBET (doi:10.1038/s41592-018-0254-1), about
                0.05 where batches mix; and the silhouette width by batch. The picture's trustworthiness
                (doi:10.1007/3-540-44668-0_68) says how far it can be believed: 1 is best, 0.5 is chance.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Rows", "A table with columns of numbers.")
            .addOutputTable("Embedded rows", "The same rows with the columns UMAP 1 and UMAP 2.")
            .addOutputTable("Batch mixing", """
                Two rows, features and picture: number of neighbours, LISI, its mean over permutations, the share of permutations with a LISI as
                small, rejection rate, silhouette width by batch (missing without a batch column), and trustworthiness of the picture.""")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(UmapEmbedderNodeParameters.class)
            .configure(UmapEmbedderNodeFactory::configure)
            .execute(Execution.of(NAME, UmapEmbedderNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The picture, coloured by batch."))
        .keywords("dimension reduction", "batch effect", "t-SNE", "visualize", "cluster", "LISI", "kBET", "silhouette");

    /** For KNIME. */
    public UmapEmbedderNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec(final DataTableSpec in) {
        return Tables.append(in, Tables.column("UMAP 1", DoubleCell.TYPE), Tables.column("UMAP 2", DoubleCell.TYPE));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final UmapEmbedderNodeParameters parameters = in.getParameters();
        parameters.check(in.getInTableSpec(0));
        out.setOutSpecs(spec(in.getInTableSpec(0)), MIXING, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final UmapEmbedderNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final FeatureMatrix raw =
            LearningRows.matrix(table, parameters.check(table.getDataTableSpec()), false, null, progress);
        final FeatureMatrix x = new FeaturePreprocessor(true, parameters.m_scale, 0, 1).fit(raw, progress).apply(raw);
        final Run run = new Run(parameters.m_seed, Parallel.processors(), progress);
        final double[][] picture = parameters.umap().embed(x, run.with(Execution.part(progress, 0, 0.6)));
        final FeatureMatrix flat = FeatureMatrix.ofRows(List.of("UMAP 1", "UMAP 2"), picture);
        final Groups batches = parameters.m_batchColumn.isEmpty() ? null
            : Groups.of(LabelClasses.ofRows(table, parameters.m_batchColumn.get(), progress));
        final Groups patients = parameters.m_patientColumn.isEmpty() ? Groups.single(x.rows())
            : Groups.of(LabelClasses.ofRows(table, parameters.m_patientColumn.get(), progress));
        final int near = Math.min(parameters.m_neighbours, (x.rows() - 1) / 2);
        final double trust = near < 1 ? Double.NaN : Umap.trustworthiness(x, picture, near);
        final List<DataCell[]> mixing = new ArrayList<>();
        BatchMixing inFeatures = null;
        if (batches != null && batches.count() > 1) {
            inFeatures = mixing(parameters, x, batches, patients, run.with(Execution.part(progress, 0.6, 0.8)));
            mixing.add(cells("features", inFeatures, Double.NaN));
            mixing.add(cells("picture", mixing(parameters, flat, batches, patients, run.with(Execution.part(progress, 0.8, 1))), trust));
        } else {
            mixing.add(cells("picture", null, trust));
        }
        final ChartsPage page = new ChartsPage(NAME, List.of(scatter(table, picture, batches, inFeatures)), List.of());
        out.setOutData(embedded(exec, table, picture, progress), Tables.table(exec, MIXING, mixing),
            Figures.table(exec, Figure.of(page, "UMAP of " + x.columns() + " features of " + x.rows() + " rows, "
                + parameters.m_neighbours + " neighbours" + (Double.isNaN(trust) ? "." : String.format(Locale.ROOT, ", trustworthiness %.2f.", trust)))));
        out.setInternalData(Views.data(exec, page.toJson()));
        final List<String> notes = new ArrayList<>(LearningRows.emptyTexts(table, parameters.m_features, parameters.others(), progress));
        notes.addAll(LearningRows.emptyFeatures(raw));
        if (batches != null && batches.count() < 2) {
            notes.add("All rows are of the batch '" + batches.names().get(0) + "': there is no mixing to test");
        }
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    private static BatchMixing mixing(final UmapEmbedderNodeParameters parameters, final FeatureMatrix x, final Groups batches,
        final Groups patients, final Run run) {
        return BatchMixing.of(x, batches, patients, parameters.m_mixingNeighbours, parameters.m_permutations, run);
    }

    private static DataCell[] cells(final String space, final BatchMixing m, final double trust) {
        if (m == null) {
            final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(space)));
            cells.addAll(Arrays.asList(Tables.missing(6)));
            cells.add(Tables.cell(trust));
            return cells.toArray(DataCell[]::new);
        }
        return new DataCell[]{Tables.cell(space), Tables.cell(m.neighbours()), Tables.cell(m.lisi()), Tables.cell(m.expectedLisi()),
            Tables.cell(m.p()), Tables.cell(m.rejected()), Tables.cell(m.silhouette()), Tables.cell(trust)};
    }

    private static BufferedDataTable embedded(final ExecutionContext exec, final BufferedDataTable table, final double[][] picture,
        final Progress progress) {
        final BufferedDataContainer container = exec.createDataContainer(spec(table.getDataTableSpec()));
        int r = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            container.addRowToTable(Tables.append(row, Tables.cell(picture[r][0]), Tables.cell(picture[r][1])));
            r++;
        }
        container.close();
        return container.getTable();
    }

    private static Chart scatter(final BufferedDataTable table, final double[][] picture, final Groups batches, final BatchMixing mixing) {
        final String note = mixing == null ? null : String.format(Locale.ROOT,
            "In the features a row's %d neighbours come from %.2f batches in effect, %.2f if batches mixed (permutation p %.3f); kBET rejects %.0f %% "
                + "of the neighbourhoods.", mixing.neighbours(), mixing.lisi(), mixing.expectedLisi(), mixing.p(), 100 * mixing.rejected());
        return new Chart.Scatter("umap", "UMAP", note, "UMAP 1", "UMAP 2", batches == null ? List.of("rows") : batches.names(),
            Arrays.stream(picture).mapToDouble(p -> p[0]).toArray(), Arrays.stream(picture).mapToDouble(p -> p[1]).toArray(),
            batches == null ? new int[picture.length] : batches.codes(), List.of(Tables.keys(table)));
    }
}
