package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.row;

import org.example.probe.MyCell;
import org.example.probe.MyPO;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Cells on disk, types of ports. */
@SuppressWarnings("all")
final class SerializationTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("Serialization");
        r.fact(
                "MyCell through its DataCellSerializer, via a container forced to disk"
                    + " (maxCellsInMemory 0)",
                () -> {
                    var c =
                            e.createDataContainer(
                                    new DataTableSpec(col("m", MyCell.TYPE)),
                                    DataContainerSettings.internalBuilder()
                                            .withMaxCellsInMemory(0)
                                            .build());
                    c.addRowToTable(row("R", new MyCell("ü😀")));
                    c.close();
                    MyCell m = (MyCell) c.getTable().iterator().next().getCell(0);
                    return m + " equals " + m.equals(new MyCell("ü😀"));
                });
        r.fact(
                "registered serializer classes found: MyCell",
                () ->
                        DataTypeRegistry.getInstance()
                                .getSerializer(MyCell.class)
                                .map(x -> x.getClass().getName())
                                .orElse("none"));
        r.fact(
                "MyPO.TYPE: getName, PortObjectClass, isOptional,"
                    + " acceptsPortObjectClass(BufferedDataTable)",
                () ->
                        MyPO.TYPE.getName()
                                + ", "
                                + MyPO.TYPE.getPortObjectClass().getSimpleName()
                                + ", "
                                + MyPO.TYPE.isOptional()
                                + ", "
                                + MyPO.TYPE.acceptsPortObjectClass(BufferedDataTable.class));
    }
}
