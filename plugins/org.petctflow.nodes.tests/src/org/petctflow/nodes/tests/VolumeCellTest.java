package org.petctflow.nodes.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.swing.JLabel;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.renderer.DataValueRendererFactory;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** Volumes in tables: as cells, in lists, written and read again, copied, shown. */
final class VolumeCellTest {

    private static final Geometry GRID = Geometry.axial(5, 40, 60, 3.27, 2, 1);

    private static final DataColumnSpec VOLUME = new DataColumnSpecCreator("Volume", VolumeCell.TYPE).createSpec();

    private final VolumeCellFactory m_factory = new VolumeCellFactory(FileStoreFactory.createNotInWorkflowFileStoreFactory());

    private static Volume pet(final float seed) {
        final float[] suv = new float[GRID.voxels()];
        for (int i = 0; i < suv.length; i++) {
            suv[i] = (i % 97 + seed) / 10;
        }
        return new Volume(new VolumeInfo(GRID, Voxels.Kind.FLOAT32, Modality.PET, Units.SUV_BW, "P-1", "1.2", "1.3", "1.4", "WB",
            Map.of("PatientWeight", "70")), Voxels.of(suv));
    }

    /** On disk, where serializers and file stores do their work. */
    private static DataTable onDisk(final DataTableSpec spec, final List<DataRow> rows) {
        final DataContainer container =
            new DataContainer(spec, DataContainerSettings.internalBuilder().withMaxCellsInMemory(0).build());
        rows.forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }

    @Test
    void theTypeIsRegistered() {
        assertEquals("Volume", VolumeCell.TYPE.getName());
        assertEquals(VolumeValue.class, VolumeCell.TYPE.getPreferredValueClass());
        assertTrue(DataTypeRegistry.getInstance().getSerializer(VolumeCell.class).isPresent());
        assertTrue(VolumeCell.TYPE.getCellFactory(null).orElseThrow() instanceof VolumeCellFactory);
        assertNotNull(VolumeCell.TYPE.getIcon());
        final ExtensibleUtilityFactory utility = (ExtensibleUtilityFactory)VolumeValue.UTILITY;
        assertEquals("Middle slice", utility.getDefaultRenderer().getDescription());
        assertEquals(List.of("Middle slice", "Text"),
            utility.getAvailableRenderers().stream().map(DataValueRendererFactory::getDescription).toList());
    }

    @Test
    void volumesComeBackFromATableOnDisk() throws IOException {
        final List<Volume> volumes = IntStream.range(0, 30).mapToObj(VolumeCellTest::pet).toList();
        final List<DataRow> rows = new ArrayList<>();
        for (int i = 0; i < volumes.size(); i++) {
            rows.add(new DefaultRow("Row" + i, m_factory.createCell(volumes.get(i))));
        }
        final DataTable table = onDisk(new DataTableSpec(VOLUME), rows);
        int i = 0;
        for (final DataRow row : table) {
            final DataCell cell = row.getCell(0);
            final VolumeValue value = (VolumeValue)cell;
            assertEquals(volumes.get(i).info(), value.getInfo());
            assertArrayEquals(volumes.get(i).voxels().toFloats(), value.getVolume().voxels().toFloats());
            assertSame(value.getVolume(), value.getVolume());
            assertEquals(rows.get(i).getCell(0), cell);
            assertEquals(rows.get(i).getCell(0).hashCode(), cell.hashCode());
            assertNotEquals(rows.get((i + 1) % 30).getCell(0), cell);
            i++;
        }
        assertEquals(30, i);
    }

    @Test
    void severalMasksFitIntoOneCell() throws IOException {
        final byte[] inside = new byte[GRID.voxels()];
        inside[GRID.voxel(2, 10, 20)] = 1;
        final DataCell mask = m_factory.createCell(Mask.of(GRID, inside).toVolume());
        final DataCell other = m_factory.createCell(Mask.of(GRID, new byte[GRID.voxels()]).toVolume());
        final DataCell list = CollectionCellFactory.createListCell(List.of(mask, DataType.getMissingCell(), other));
        final DataTable table = onDisk(
            new DataTableSpec(new DataColumnSpecCreator("Masks", DataType.getType(ListCell.class, VolumeCell.TYPE)).createSpec()),
            List.of(new DefaultRow("a", list), new DefaultRow("b", list)));
        int rows = 0;
        for (final DataRow row : table) {
            final ListDataValue value = (ListDataValue)row.getCell(0);
            assertEquals(3, value.size());
            assertTrue(value.get(1).isMissing());
            assertEquals(1, Mask.ofLabel(((VolumeValue)value.get(0)).getVolume(), 1).count());
            assertEquals(other, value.get(2));
            rows++;
        }
        assertEquals(2, rows);
    }

    @Test
    void manyThreadsReadTheSameCell() throws IOException {
        final Volume volume = pet(3);
        final DataTable table = onDisk(new DataTableSpec(VOLUME), List.of(new DefaultRow("a", m_factory.createCell(volume))));
        final VolumeValue value = (VolumeValue)table.iterator().next().getCell(0);
        final double expected = volume.get(4, 39, 59);
        assertTrue(IntStream.range(0, 64).parallel().mapToObj(i -> {
            try {
                return value.getVolume().get(4, 39, 59);
            } catch (final IOException e) {
                throw new IllegalStateException(e);
            }
        }).allMatch(v -> v == expected));
    }

    @Test
    void aCellSaysWhatItIsWithoutThePatient() throws IOException {
        assertEquals("PET \"WB\", SUVbw, 5 x 40 x 60 voxels of 3.27 x 2 x 1 mm", m_factory.createCell(pet(0)).toString());
    }

    @Test
    void pictureAndTextShowTheVolume() throws IOException {
        final VolumeCell cell = m_factory.createCell(pet(0));
        for (final DataValueRendererFactory factory : ((ExtensibleUtilityFactory)VolumeValue.UTILITY).getAvailableRenderers()) {
            final Component component = factory.createRenderer(VOLUME).getRendererComponent(cell);
            if (component instanceof JLabel label) {
                assertEquals(cell.toString(), label.getText());
                continue;
            }
            component.setSize(component.getPreferredSize());
            final BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            component.paint(image.createGraphics());
            // 60 mm wide, 80 mm high: 48 x 64 pixels in the middle, inverted grey of SUV 0 to 7
            final int column = (20 * 60 + 30) / 48;
            final int row = (32 * 40 + 20) / 64;
            final double suv = cell.getVolume().get(2, row, column);
            assertEquals(255 - Math.round(255 * Math.min(1, suv / 7)), image.getRGB(8 + 20, 32) & 0xff);
        }
    }
}
