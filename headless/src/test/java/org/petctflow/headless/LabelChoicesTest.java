package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.example.probe.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.petctflow.headless.cli.Result;

/** What a dialog offers as positive class: the classes of the label, whatever its type. */
class LabelChoicesTest {

    @TempDir
    Path m_folder;

    @AfterEach
    void nothingIsLeft() {
        Ops.EXECUTE.clear();
    }

    /** The dialog's question, with the label's column chosen. */
    private static List<String> choices(final DataTableSpec spec, final BufferedDataTable table, final String label) {
        try {
            final Constructor<?> made =
                Class.forName("org.petctflow.nodes.common.LearningColumns$Classes").getDeclaredConstructor();
            made.setAccessible(true);
            final StringChoicesProvider provider = (StringChoicesProvider)made.newInstance();
            provider.init((StateProviderInitializer)Proxy.newProxyInstance(LabelChoicesTest.class.getClassLoader(),
                new Class<?>[]{StateProviderInitializer.class},
                (p, m, a) -> m.getName().equals("computeFromValueSupplier") ? (Supplier<String>)() -> label : null));
            return provider.choices((NodeParametersInput)Proxy.newProxyInstance(LabelChoicesTest.class.getClassLoader(),
                new Class<?>[]{NodeParametersInput.class},
                (p, m, a) -> m.getName().equals("getInTable") ? Optional.ofNullable(table) : Optional.of(spec)));
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataColumnSpec column(final DataType type, final DataColumnDomainCreator domain) {
        final DataColumnSpecCreator creator = new DataColumnSpecCreator("label", type);
        if (domain != null) {
            creator.setDomain(domain.createDomain());
        }
        return creator.createSpec();
    }

    private static List<String> unexecuted(final DataType type, final DataColumnDomainCreator domain) {
        return choices(new DataTableSpec(column(type, domain)), null, "label");
    }

    @Test
    void beforeTheNodeBeforeHasRunTheSpecIsAllThereIs() {
        assertEquals(List.of("mutant", "wild"),
            unexecuted(StringCell.TYPE, values(new StringCell("wild"), new StringCell("mutant"))));
        assertEquals(List.of("false", "true"), unexecuted(BooleanCell.TYPE, values(BooleanCell.TRUE, BooleanCell.FALSE)));
        assertEquals(List.of("1", "7"), unexecuted(IntCell.TYPE, values(new IntCell(7), new IntCell(1))), "of a Domain Calculator");
        assertEquals(List.of("0", "1"), unexecuted(IntCell.TYPE, bounds(new IntCell(0), new IntCell(1))), "least and greatest");
        assertEquals(List.of("1", "2"), unexecuted(DoubleCell.TYPE, bounds(new DoubleCell(1), new DoubleCell(2))));
        assertEquals(List.of(), unexecuted(DoubleCell.TYPE, bounds(new DoubleCell(0.5), new DoubleCell(2))), "no classes");
        assertEquals(List.of(), unexecuted(IntCell.TYPE, bounds(new IntCell(18), new IntCell(90))), "an age");
        assertEquals(List.of(), unexecuted(IntCell.TYPE, null));
        assertEquals(List.of(), choices(new DataTableSpec(), null, "label"), "no such column");
    }

    private static DataColumnDomainCreator values(final DataCell... cells) {
        return new DataColumnDomainCreator(Set.of(cells));
    }

    private static DataColumnDomainCreator bounds(final DataCell low, final DataCell high) {
        return new DataColumnDomainCreator(low, high);
    }

    /** Builds the table in a node, asks there, and gives the answer. */
    private List<String> executed(final DataType type, final DataCell... cells) throws Exception {
        final List<String> found = new ArrayList<>();
        Ops.EXECUTE.put("ask", (in, out) -> {
            final DataTableSpec spec = new DataTableSpec(column(type, null));
            final BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec);
            IntStream.range(0, cells.length).forEach(r -> container.addRowToTable(new DefaultRow("Row" + r, cells[r])));
            container.close();
            // the spec of a table whose domain nobody computed, as after a Java snippet or a file of another program
            found.addAll(choices(spec, container.getTable(), "label"));
            out.setOutData(Ops.table(in.getExecutionContext(), 1));
        });
        final Lab lab = new Lab(m_folder);
        final Path w = lab.build("asks", b -> b.node("Probe Source").set("op", "ask"));
        assertEquals(Result.OK, lab.run(w).exitCode(), lab.err());
        return found;
    }

    @Test
    void valuesOfTheTableSayWhatTheSpecDoesNot() throws Exception {
        assertEquals(List.of("0", "1"), executed(IntCell.TYPE, new IntCell(1), new IntCell(0), DataType.getMissingCell(), new IntCell(1)));
        assertEquals(List.of("1", "7"), executed(IntCell.TYPE, new IntCell(7), new IntCell(1)), "not what lies between");
        assertEquals(List.of("0", "1"), executed(DoubleCell.TYPE, new DoubleCell(1), new DoubleCell(0)), "as in the messages: without .0");
        assertEquals(List.of("false", "true"), executed(BooleanCell.TYPE, BooleanCell.TRUE, BooleanCell.FALSE));
        assertEquals(List.of("mutant", "wild type"),
            executed(StringCell.TYPE, new StringCell(" wild type"), new StringCell("mutant"), new StringCell("  ")));
        assertEquals(List.of(), executed(DoubleCell.TYPE,
            IntStream.range(0, 100).mapToObj(i -> new DoubleCell(i / 7.0)).toArray(DataCell[]::new)), "a measurement is no label");
        assertEquals(List.of(), executed(IntCell.TYPE, Stream.generate(DataType::getMissingCell).limit(3).toArray(DataCell[]::new)));
    }
}
