package org.petctflow.nodes.features;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.petctflow.learning.embed.Umap;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.Tables;

/** Settings of {@link UmapEmbedderNodeFactory}. */
final class UmapEmbedderNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface Which {
    }

    @Section(title = "Picture")
    @After(Which.class)
    interface Picture {
    }

    @Section(title = "Batch mixing")
    @After(Picture.class)
    interface Mixing {
    }

    enum Start {
            @Label(value = "Spectral", description = "Eigenvectors of the neighbour graph; principal components where it falls apart.")
            SPECTRAL,
            @Label(value = "PCA", description = "The first two principal components.")
            PCA
    }

    @Widget(title = "Features", description = """
            The columns of numbers to embed. By default all, also those that appear later: leave labels, ids and folds of numbers out.""")
    @ColumnFilterWidget(choicesProvider = Columns.Numbers.class)
    @Layout(Which.class)
    ColumnFilter m_features = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(title = "Batch", description = """
            The column with each row's centre, scanner or cohort: it colours the picture, and whether batches mix is tested. Unchecked, the
            picture has one colour and nothing is tested.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    Optional<String> m_batchColumn = Optional.empty();

    @Widget(title = "Patient", description = """
            The column that says which rows belong to one patient; they are permuted together. Unchecked (default), every row is one.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(Which.class)
    Optional<String> m_patientColumn = Optional.empty();

    @Widget(title = "Scale to mean 0 and standard deviation 1", description = """
            So that every feature counts the same, whatever its unit. Default. Missing values become the median in any case.""")
    @Layout(Which.class)
    boolean m_scale = true;

    @Widget(title = "Neighbours", description = """
            How many rows count as near, the row itself among them. Default 15, the authors': more show larger structure, fewer finer.""")
    @Layout(Picture.class)
    int m_neighbours = 15;

    @Widget(title = "Least distance", description = "How near rows may come in the picture, 0 to 3. Default 0.1, the authors'.")
    @Layout(Picture.class)
    double m_minDistance = 0.1;

    @Widget(title = "Start", description = "Where the layout begins. Default spectral, the authors'.", advanced = true)
    @ValueSwitchWidget
    @Layout(Picture.class)
    Start m_start = Start.SPECTRAL;

    @Widget(title = "Rounds", description = "Of the layout; 0 (default) for 500, or 200 beyond 10,000 rows, the authors'.", advanced = true)
    @Layout(Picture.class)
    int m_epochs;

    @Widget(title = "Seed", description = "The same seed gives the same picture and test, on any number of processors.")
    @Layout(Picture.class)
    long m_seed = 1;

    @Widget(title = "Neighbours looked at", description = """
            Among how many nearest rows the mixing of batches is judged. Default 30: enough to tell shares apart.""")
    @Layout(Mixing.class)
    int m_mixingNeighbours = 30;

    @Widget(title = "Permutations", description = "How often batches are exchanged at random for the test. Default 999: p down to 0.001.")
    @Layout(Mixing.class)
    int m_permutations = 999;

    UmapEmbedderNodeParameters() {
    }

    UmapEmbedderNodeParameters(final NodeParametersInput input) {
        final String guess = Columns.guess(input, 0, List.of("centre", "center", "cohort", "batch", "scanner", "site"), DataValue.class);
        m_batchColumn = input.getInTableSpec(0).filter(s -> s.containsName(guess)).map(s -> guess)
            .filter(g -> List.of("centre", "center", "cohort", "batch", "scanner", "site").contains(g.toLowerCase(java.util.Locale.ROOT)));
    }

    /** @return the names of the features */
    List<String> check(final DataTableSpec spec) throws InvalidSettingsException {
        if (m_batchColumn.isPresent()) {
            Tables.column(spec, m_batchColumn.get(), "Batch", DataValue.class);
        }
        if (m_patientColumn.isPresent()) {
            Tables.column(spec, m_patientColumn.get(), "Patient", DataValue.class);
        }
        return LearningColumns.features(spec, m_features, others());
    }

    /** @return columns that are no features */
    List<String> others() {
        return Stream.of(m_batchColumn, m_patientColumn).flatMap(Optional::stream).toList();
    }

    Umap umap() {
        return new Umap(m_neighbours, m_minDistance, m_epochs, Umap.Start.valueOf(m_start.name()));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Neighbours", m_neighbours, 2, 1000, "");
        Checks.inRange("Least distance", m_minDistance, 0, 2.99, "");
        Checks.inRange("Rounds", m_epochs, 0, 100_000, "");
        Checks.inRange("Neighbours looked at", m_mixingNeighbours, 2, 1000, "");
        Checks.inRange("Permutations", m_permutations, 1, 100_000, "");
    }
}
