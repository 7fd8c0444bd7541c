package org.petctflow.imaging.roi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

class RoiCropperTest {

    private static final ResampleOptions OUTSIDE_77 = ResampleOptions.of(Interpolation.LINEAR).withOutside(77);

    private static double[] somewhere(final Random random, final Geometry grid) {
        return grid.toPatient(random.nextInt(2 * grid.slices()) - grid.slices() / 2.0 + random.nextDouble(),
            random.nextInt(2 * grid.rows()) - grid.rows() / 2.0 + random.nextDouble(),
            random.nextInt(2 * grid.columns()) - grid.columns() / 2.0 + random.nextDouble());
    }

    @Test
    void croppingAndPastingBackLosesNothing() {
        final Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            final Geometry grid = RandomGrids.oblique(random, 12);
            final Volume image = RandomGrids.noise(random, grid, Voxels.Kind.values()[round % 4]);
            final double[] size = {1 + 30 * random.nextDouble(), 1 + 30 * random.nextDouble(), 1 + 30 * random.nextDouble()};
            final Geometry box = RoiCropper.boxOfVoxels(grid, somewhere(random, grid), size);
            final Volume part = RoiCropper.crop(image, box, OUTSIDE_77, Progress.NONE);
            assertEquals(box, part.geometry());
            assertEquals(image.voxels().kind(), part.voxels().kind());
            // values stay at their place in the patient; beyond the image is padding
            final byte[] blank = new byte[grid.voxels()];
            for (int i = 0; i < box.voxels(); i++) {
                final int s = i / (box.rows() * box.columns());
                final int r = i / box.columns() % box.rows();
                final int c = i % box.columns();
                final double[] p = box.toPatient(s, r, c);
                final double[] at = grid.toIndex(p[0], p[1], p[2]);
                final int[] k = {(int)Math.rint(at[0]), (int)Math.rint(at[1]), (int)Math.rint(at[2])};
                final boolean inside = k[0] >= 0 && k[0] < grid.slices() && k[1] >= 0 && k[1] < grid.rows() && k[2] >= 0
                    && k[2] < grid.columns();
                assertEquals(inside ? image.get(k[0], k[1], k[2]) : 77, part.get(s, r, c));
                if (inside) {
                    blank[grid.voxel(k[0], k[1], k[2])] = 1;
                }
            }
            assertArrayEquals(image.voxels().toDoubles(), RoiCropper.paste(image, part).voxels().toDoubles());
            // into an empty image: the values in the box, 0 elsewhere
            final Volume empty = RoiCropper.crop(image, grid.box(1000, 0, 0, grid.slices(), grid.rows(), grid.columns()),
                ResampleOptions.of(Interpolation.LINEAR), Progress.NONE);
            final double[] pasted =
                RoiCropper.paste(new Volume(image.info(), empty.voxels()), part).voxels().toDoubles();
            for (int i = 0; i < pasted.length; i++) {
                assertEquals(blank[i] == 1 ? image.voxels().get(i) : 0, pasted[i]);
            }
        }
    }

    @Test
    void aBoxOfVoxelsHoldsTheSizeAndIsCentredToHalfAVoxel() {
        final Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            final Geometry grid = RandomGrids.oblique(random, 20);
            final double[] centre = somewhere(random, grid);
            final double[] size = {100 * random.nextDouble() + 1, 100 * random.nextDouble() + 1, 96};
            final Geometry box = RoiCropper.boxOfVoxels(grid, centre, size);
            final double[] middle = box.toIndex(centre[0], centre[1], centre[2]);
            for (int a = 0; a < 3; a++) {
                assertEquals(grid.spacing(a), box.spacing(a));
                final double mm = box.size(a) * box.spacing(a);
                assertTrue(mm >= size[a] - 1e-5 && mm < size[a] + box.spacing(a), mm + " for " + size[a]);
                assertEquals((box.size(a) - 1) / 2.0, middle[a], 0.5 + 1e-5);
            }
        }
        // a multiple of the spacing is not one voxel more
        assertEquals(30, RoiCropper.boxOfVoxels(Geometry.axial(5, 5, 5, 1, 1, 3.2), new double[3], new double[]{1, 1, 96})
            .columns());
    }

    @Test
    void aBoxOfGivenVoxelsIsExactInSizeAndPlace() {
        final Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            final Geometry grid = RandomGrids.oblique(random, 20);
            final double[] centre = somewhere(random, grid);
            final Geometry box = RoiCropper.box(grid, centre, RoiCropper.defaultSize(), new double[]{3, 1, 0.8});
            assertEquals(16, box.slices());
            assertEquals(96, box.rows());
            assertEquals(120, box.columns());
            assertArrayEquals(centre, box.toPatient(7.5, 47.5, 59.5), 1e-9);
            assertArrayEquals(grid.direction(), box.direction());
        }
        final String message = assertThrows(IllegalArgumentException.class, () -> RoiCropper.box(Geometry.axial(1, 1, 1, 1, 1, 1),
            new double[3], RoiCropper.defaultSize(), new double[]{3.27, 1, 1})).getMessage();
        assertTrue(message.contains("48.0 mm") && message.contains("3.27 mm"), message);
    }

    @Test
    void petIsBroughtOntoTheBoxOfTheCt() {
        final Geometry ct = Geometry.of(20, 50, 50, new double[]{3, 1, 1}, new double[]{-24.5, -24.5, -30},
            Geometry.axial(1, 1, 1, 1, 1, 1).direction());
        final Geometry pet = Geometry.of(30, 40, 40, new double[]{3.27, 4, 4}, new double[]{-80, -77, -45}, ct.direction());
        final float[] ramp = new float[pet.voxels()];
        for (int i = 0; i < ramp.length; i++) {
            final double[] p = pet.toPatient(i / 1600, i / 40 % 40, i % 40);
            ramp[i] = (float)(p[0] + 2 * p[1] - 3 * p[2]);
        }
        final Volume image = Volume.of(pet, Modality.PET, Units.SUV_BW, Voxels.of(ramp));
        final Geometry box = RoiCropper.box(ct, new double[]{1, 2, 3}, new double[]{48, 96, 96}, new double[]{1, 1, 1});
        final Volume part = RoiCropper.crop(image, box, ResampleOptions.of(Interpolation.LINEAR), Progress.NONE);
        for (int i = 0; i < box.voxels(); i += 17) {
            final double[] p = box.toPatient(i / (96 * 96), i / 96 % 96, i % 96);
            assertEquals(p[0] + 2 * p[1] - 3 * p[2], part.voxels().get(i), 1e-4);
        }
        assertEquals(Units.SUV_BW, part.info().unit());
    }

    @Test
    void factsOfTheSlicesGoWithThem() {
        final Geometry grid = Geometry.axial(3, 2, 2, 1, 1, 1);
        final VolumeInfo info = VolumeInfo.of(grid, Voxels.Kind.INT16, Modality.PET, Units.BQML)
            .withTags(Map.of("AcquisitionTime", "10\\20\\30", "Units", "BQML"));
        final Volume image = new Volume(info, Voxels.of(new short[12]));
        assertEquals("20\\30\\",
            RoiCropper.crop(image, grid.box(1, 0, 0, 3, 2, 2), OUTSIDE_77, Progress.NONE).info().tags().get("AcquisitionTime"));
        final Map<String, String> resampled = RoiCropper
            .crop(image, Geometry.axial(6, 2, 2, 0.5, 1, 1), OUTSIDE_77, Progress.NONE).info().tags();
        assertEquals(Map.of("Units", "BQML"), resampled);
    }

    @Test
    void whatDoesNotFitIsNotPasted() {
        final Geometry grid = Geometry.axial(3, 3, 3, 1, 1, 1);
        final Volume image = RandomGrids.noise(new Random(4), grid, Voxels.Kind.INT16);
        final Volume finer = RandomGrids.noise(new Random(4), Geometry.axial(3, 3, 3, 1, 1, 0.5), Voxels.Kind.INT16);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> RoiCropper.paste(image, finer)).getMessage()
            .contains("resample the part"));
        final Volume floats = RandomGrids.noise(new Random(4), grid, Voxels.Kind.FLOAT32);
        assertThrows(IllegalArgumentException.class, () -> RoiCropper.paste(image, floats));
    }

    @Test
    void lesionsComeBySizeWithTheirCentres() {
        final Geometry grid = Geometry.axial(4, 6, 8, 2, 1, 1);
        final byte[] inside = new byte[grid.voxels()];
        inside[grid.voxel(0, 0, 0)] = 1;
        for (int c = 2; c < 7; c++) {
            inside[grid.voxel(2, 3, c)] = 1;
        }
        inside[grid.voxel(3, 4, 7)] = 1; // touches the others by a corner
        inside[grid.voxel(2, 4, 2)] = 1;
        final Mask mask = Mask.of(VolumeInfo.of(grid, Voxels.Kind.UINT8, Modality.MASK, Units.NONE).withName("GTV"), inside);
        final List<Lesion> corners = Lesion.of(mask, Lesion.Choice.EACH, Connectivity.CORNERS, 0);
        assertEquals(2, corners.size());
        assertEquals(7, corners.get(0).mask().count());
        assertEquals("GTV", corners.get(0).mask().info().name());
        assertEquals(2, corners.get(1).number());
        assertEquals(3, Lesion.of(mask, Lesion.Choice.EACH, Connectivity.FACES, 0).size());
        assertEquals(1, Lesion.of(mask, Lesion.Choice.EACH, Connectivity.FACES, 5).size());
        final Lesion largest = Lesion.of(mask, Lesion.Choice.LARGEST, Connectivity.FACES, 0).get(0);
        assertEquals(6, largest.mask().count());
        assertArrayEquals(new double[]{(2 + 3 + 4 + 5 + 6 + 2) / 6.0, 19 / 6.0, 4},
            largest.centre(Lesion.Centre.CENTRE_OF_MASS), 1e-12);
        assertArrayEquals(new double[]{4, 3.5, 4}, largest.centre(Lesion.Centre.BOUNDING_BOX), 1e-12);
        assertEquals(8, Lesion.of(mask, Lesion.Choice.WHOLE_MASK, Connectivity.FACES, 0).get(0).mask().count());
        assertEquals(List.of(), Lesion.of(mask, Lesion.Choice.WHOLE_MASK, Connectivity.FACES, 17));
        assertEquals(List.of(),
            Lesion.of(Mask.of(grid, new byte[grid.voxels()]), Lesion.Choice.EACH, Connectivity.FACES, 0));
        final Mask part = RoiCropper.crop(mask, grid.box(2, 3, 2, 1, 1, 9), Interpolation.NEAREST, Progress.NONE);
        assertEquals(5, part.count());
    }
}
