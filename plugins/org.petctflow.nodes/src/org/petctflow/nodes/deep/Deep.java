package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.engine.EngineUnavailableException;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.train.Ablation;
import org.petctflow.deep.train.Trainer;
import org.petctflow.deep.train.TrainingProcess;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeValue;

/** What the nodes of the DMDP network share. */
final class Deep {

    private static final Pattern DEVICE = Pattern.compile("auto|cpu|cuda(:\\d{1,3})?");

    /** The same on every machine: results depend on it. On two processors it costs a tenth more processor time than two threads. */
    static final int THREADS = 4;

    static final String THREADS_DESCRIPTION = """
            On how many threads PyTorch computes on a CPU. Its sums, and so the last digits of all results, depend on this number, and not on
            how many processors there are, what else runs, or how often it ran: the same number gives the same bytes on processors of the same
            kind (instruction set). So the default is 4 on every machine; 0 takes all processors of this one, and a machine with more or
            fewer of them then gives other last digits.""";

    private Deep() {
    }

    /** Choices of columns of all connected tables. */
    abstract static class OfTables implements ColumnChoicesProvider {

        abstract boolean fits(DataColumnSpec column);

        @Override
        public List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
            final List<DataColumnSpec> columns = new ArrayList<>();
            for (final var spec : context.getInPortSpecs()) {
                if (spec instanceof org.knime.core.data.DataTableSpec table) {
                    table.stream().filter(this::fits).filter(c -> columns.stream().noneMatch(k -> k.getName().equals(c.getName())))
                        .forEach(columns::add);
                }
            }
            return columns;
        }
    }

    /** Columns of volumes. */
    static final class Volumes extends OfTables {
        @Override
        boolean fits(final DataColumnSpec column) {
            return column.getType().isCompatible(VolumeValue.class);
        }
    }

    /** Columns of numbers. */
    static final class Numbers extends OfTables {
        @Override
        boolean fits(final DataColumnSpec column) {
            return column.getType().isCompatible(DoubleValue.class);
        }
    }

    /** Columns of words and whole numbers. */
    static final class Labels extends OfTables {
        @Override
        boolean fits(final DataColumnSpec column) {
            return column.getType().isCompatible(StringValue.class) || column.getType().isCompatible(IntValue.class)
                || column.getType().isCompatible(LongValue.class);
        }
    }

    /** The body of execute; an engine that is not there is something the user can mend. */
    static ExecuteConsumer execution(final String node, final Execution.Body body) {
        return Execution.of(node, (in, out, progress) -> {
            try {
                body.run(in, out, progress);
            } catch (final EngineUnavailableException e) {
                throw new KNIMEException(Execution.messageOf(e), e);
            }
        });
    }

    /** Trains here or in a process of its own. */
    static Ablation.Training training(final boolean separateProcess) {
        return separateProcess
            ? (cases, training, validation, options, progress) -> TrainingProcess.train(LibrariesClassPath.get(), cases, training,
                validation, options, e -> { }, progress)
            : (cases, training, validation, options, progress) -> Trainer.train(cases, training, validation, options, e -> { }, progress);
    }

    static void checkDevice(final String device) throws InvalidSettingsException {
        if (device == null || !DEVICE.matcher(device.strip()).matches()) {
            throw new InvalidSettingsException(
                "\"Device\" must be 'auto', 'cpu' or 'cuda:k' with k the number of the GPU from 0, but is '" + device + "'");
        }
    }

    /** The columns that a prediction fills: of each task the classes' probabilities and the most probable one. */
    static List<DataColumnSpec> columns(final List<Task> tasks, final Provenance provenance) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final Task task : tasks) {
            for (final String c : task.classes()) {
                columns.add(Provenances.column("P (" + task.name() + "=" + c + ")", DoubleCell.TYPE, provenance));
            }
            columns.add(Provenances.column("Prediction (" + task.name() + ")", StringCell.TYPE, provenance));
        }
        return columns;
    }

    static List<DataCell> cells(final List<Task> tasks, final Prediction prediction) {
        final List<DataCell> cells = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            final double[] p = prediction.probabilities().get(t);
            int best = 0;
            for (int c = 0; c < p.length; c++) {
                cells.add(Tables.cell(p[c]));
                best = p[c] > p[best] ? c : best;
            }
            cells.add(Tables.cell(tasks.get(t).classes().get(best)));
        }
        return cells;
    }
}
