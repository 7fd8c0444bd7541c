package org.petctflow.imaging.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class VolumeTest {

    private static final Geometry GRID = Geometry.axial(2, 3, 4, 3, 2, 1);

    @Test
    void everyKindGivesTheSameValues() {
        final byte[] bytes = new byte[24];
        final short[] shorts = new short[24];
        final float[] floats = new float[24];
        final double[] doubles = new double[24];
        for (int i = 0; i < 24; i++) {
            bytes[i] = (byte)(i * 10);
            shorts[i] = (short)(i * 10);
            floats[i] = i * 10;
            doubles[i] = i * 10;
        }
        for (final Voxels v : List.of(Voxels.ofUnsigned(bytes), Voxels.of(shorts), Voxels.of(floats), Voxels.of(doubles))) {
            final Volume volume = Volume.of(GRID, Modality.CT, Units.HU, v);
            assertEquals(230, volume.get(1, 2, 3));
            assertArrayEquals(doubles, v.toDoubles());
            assertArrayEquals(floats, v.toFloats());
        }
        assertSame(floats, Voxels.of(floats).toFloats());
        assertSame(doubles, Voxels.of(doubles).toDoubles());
    }

    @Test
    void filledVoxelsStayInTheRangeOfTheirKind() {
        assertArrayEquals(new double[]{255, 255}, Voxels.filled(Voxels.Kind.UINT8, 2, 300).toDoubles());
        assertArrayEquals(new double[]{-1000}, Voxels.filled(Voxels.Kind.INT16, 1, -1000.4).toDoubles());
        assertArrayEquals(new double[]{0.1f}, Voxels.filled(Voxels.Kind.FLOAT32, 1, 0.1).toDoubles());
        assertArrayEquals(new double[]{0.1, 0.1}, Voxels.filled(Voxels.Kind.FLOAT64, 2, 0.1).toDoubles());
    }

    @Test
    void voxelsThatDoNotFitAreRefused() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> Volume.of(GRID, Modality.CT, Units.HU, Voxels.of(new short[23])));
        assertTrue(e.getMessage().contains("needs 24 values, but there were 23"), e.getMessage());
    }

    @Test
    void aMaskKnowsItsCountVolumeAndBox() {
        final byte[] inside = new byte[24];
        inside[GRID.voxel(0, 1, 2)] = 1;
        inside[GRID.voxel(1, 1, 0)] = 1;
        final Mask mask = Mask.of(GRID, inside);
        assertEquals(2, mask.count());
        assertEquals(12, mask.volume());
        assertArrayEquals(new int[]{0, 1, 0, 1, 1, 2}, mask.boundingBox());
        assertTrue(mask.contains(1, 1, 0));
        assertNull(Mask.of(GRID, new byte[24]).boundingBox());
        assertEquals(2, Mask.ofLabel(mask.toVolume(), 1).count());
    }

    @Test
    void aMaskOfOtherNumbersIsRefused() {
        final byte[] inside = new byte[24];
        inside[5] = 2;
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Mask.of(GRID, inside));
        assertTrue(e.getMessage().contains("voxel 5 is 2"), e.getMessage());
    }

    @Test
    void tagsAreCopiedAndOrdered() {
        final VolumeInfo info =
            VolumeInfo.of(GRID, Voxels.Kind.INT16, Modality.CT, Units.HU).withTags(Map.of("b", "2", "a", "1"));
        assertEquals("[a, b]", info.tags().keySet().toString());
        assertThrows(UnsupportedOperationException.class, () -> info.tags().put("c", "3"));
    }
}
