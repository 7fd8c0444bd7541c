package org.petctflow.radiomics.pet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.image.Region;

/** Every PET feature by hand on a small region, by brute force or by an invariance on a lumpy one. */
class PetHeterogeneityTest {

    /** 2 x 2 x 3 voxels of 4 x 5 x 10 mm = 0.2 ml, all but one in the region. */
    private static Map<String, PetValue> small() {
        final Geometry g = Geometry.axial(2, 2, 3, 10, 5, 4);
        final double[] x = {1, 2, 3, 4, 5, 6, 2, 2, 2, 10, 2, 99};
        final byte[] inside = new byte[12];
        Arrays.fill(inside, 0, 11, (byte)1);
        return extract(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(x)), Mask.of(g, inside));
    }

    private static Map<String, PetValue> extract(final Volume image, final Mask mask) {
        final Map<String, PetValue> byName = new HashMap<>();
        final PetHeterogeneity pet = PetHeterogeneity.ofDefaults();
        final List<PetValue> values = pet.extract(image, mask, Progress.NONE);
        assertEquals(pet.features(), values.stream().map(PetValue::feature).toList());
        values.forEach(v -> byName.put(v.feature().name(), v));
        return byName;
    }

    @Test
    void statisticsAndVolumesByHand() {
        final Map<String, PetValue> v = small();
        final Map<String, Double> expected = new HashMap<>();
        expected.put("SUVmax", 10.0);
        expected.put("SUVmin", 1.0);
        expected.put("SUVmean", 39 / 11.0);
        expected.put("SUVmedian", 2.0);
        expected.put("SUVvar", 207 / 11.0 - 39 * 39 / 121.0);
        expected.put("Area", 6 * 0.2);
        expected.put("MTV", 2.2);
        expected.put("TLG", 39 * 0.2);
        expected.put("MTV-SUV2.5", 5 * 0.2);
        expected.put("TLG-SUV2.5", 28 * 0.2);
        expected.put("MTV-SUV4", 4 * 0.2);
        // 40 % of 10 is 4, which counts
        expected.put("MTV-40pct", 4 * 0.2);
        expected.put("TLG-40pct", 25 * 0.2);
        expected.put("TLG-50pct", 21 * 0.2);
        expected.put("AUC-CSH", 3.9 / 11);
        expected.put("PlaneMeanVar-xy", Math.pow((21 / 6.0 - 18 / 5.0) / 2, 2));
        expected.put("PlaneMeanSd-xz", (27 / 5.0 - 12 / 6.0) / 2);
        expected.put("PlaneMeanUnimodal-xz", 1.0);
        // means of the columns: 17 / 4, 11 / 4, 11 / 3
        expected.put("PlaneMeanPeaks-yz", 2.0);
        expected.put("PlaneMeanUnimodal-yz", 0.0);
        expected.forEach((name, value) -> assertEquals(value, v.get(name).value(), 1e-12, name));
        assertEquals("PET_original_pet_MTV-SUV2.5_my-tumor", v.get("MTV-SUV2.5").feature().columnName("PET", "my tumor"));
    }

    @Test
    void anEllipsoidalFocusHasNoResidualAndNoiseHas() {
        final int n = 25;
        final Geometry g = Geometry.axial(n, n, n, 2, 3, 4);
        final double[] focus = new double[g.voxels()];
        final double[] two = new double[g.voxels()];
        final double[] noise = new double[g.voxels()];
        final byte[] inside = new byte[g.voxels()];
        final Random random = new Random(5);
        for (int s = 0, v = 0; s < n; s++) {
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++, v++) {
                    final double d = (s - 12) * (s - 12) + (r - 12) * (r - 12) + (c - 12) * (c - 12);
                    inside[v] = (byte)(d <= 121 ? 1 : 0);
                    focus[v] = 1 + 9 * Math.exp(-d / 40);
                    final double x = Math.abs(c - 12) - 7;
                    two[v] = 1 + 9 * Math.exp(-((s - 12) * (s - 12) + (r - 12) * (r - 12) + x * x) / 8);
                    noise[v] = 5 + random.nextDouble();
                }
            }
        }
        final Mask mask = Mask.of(g, inside);
        final Map<String, PetValue> one = extract(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(focus)), mask);
        assertEquals(0, one.get("EllipsoidResidual").value(), 1e-9);
        assertEquals(0, one.get("EllipsoidResidualCov").value(), 1e-6);
        assertEquals(1, one.get("PlaneMeanUnimodal-yz").value());
        final byte[] all = new byte[g.voxels()];
        Arrays.fill(all, (byte)1);
        final Map<String, PetValue> several = extract(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(two)), Mask.of(g, all));
        assertTrue(several.get("EllipsoidResidual").value() > 0.5);
        assertEquals(2, several.get("PlaneMeanPeaks-yz").value());
        assertEquals(1, several.get("PlaneMeanUnimodal-xy").value());
        final Map<String, PetValue> random1 = extract(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(noise)), mask);
        assertTrue(random1.get("EllipsoidResidual").value() > 0.95);
        // the region is an ellipsoid of half axes 22, 33 and 44 mm
        assertTrue(several.get("Asphericity").value() > one.get("Asphericity").value());
        assertTrue(one.get("Asphericity").value() > 0.05 && one.get("Asphericity").value() < 0.2);
    }

    @Test
    void theBestNonIncreasingFunctionIsTheMaxMinFormula() {
        final Random random = new Random(11);
        for (int trial = 0; trial < 50; trial++) {
            final int n = 1 + random.nextInt(12);
            final double[] r = new double[n];
            final double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                r[i] = i;
                x[i] = random.nextInt(6) - r[i] / 3;
            }
            double residual = 0;
            for (int i = 0; i < n; i++) {
                double fit = Double.POSITIVE_INFINITY;
                for (int a = 0; a <= i; a++) {
                    double best = Double.NEGATIVE_INFINITY;
                    for (int b = i; b < n; b++) {
                        best = Math.max(best, Arrays.stream(x, a, b + 1).average().orElseThrow());
                    }
                    fit = Math.min(fit, best);
                }
                residual += (x[i] - fit) * (x[i] - fit);
            }
            assertEquals(residual, EllipsoidFit.nonIncreasing(r, x), 1e-9, Arrays.toString(x));
        }
    }

    @Test
    void peaksStandOutByATenthOfTheRange() {
        assertEquals(1, PlaneMeans.of(new double[]{1, 2, 3, 2, 1}).peaks());
        assertEquals(1, PlaneMeans.of(new double[]{3, 3, 3}).peaks());
        assertEquals(2, PlaneMeans.of(new double[]{3, 1, 3}).peaks());
        assertEquals(1, PlaneMeans.of(new double[]{0, 9.5, 9.2, 10, 0}).peaks());
        assertEquals(2, PlaneMeans.of(new double[]{0, 9.5, 8.4, 10, 0}).peaks());
        assertEquals(3, PlaneMeans.of(new double[]{0, 5, 2, 5, 2, 5, 0}).peaks());
        assertEquals(2, PlaneMeans.of(new double[]{10, 4, 0, 2}).peaks());
        assertEquals(1, PlaneMeans.of(new double[]{10, 4, 0, 0.5}).peaks());
    }

    @Test
    void theAreaIsThatOfTheCumulativeHistogram() {
        final double[] x = Regions.lumpy(6, 10, 11, new double[]{3, 2, 2}, 3).region().values().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.abs(x[i]) + 1;
        }
        final double[] share = PetHeterogeneity.cumulativeHistogram(x, 20000);
        assertEquals(1, share[0]);
        final Geometry g = Geometry.axial(1, 1, x.length, 1, 1, 1);
        final byte[] all = new byte[x.length];
        Arrays.fill(all, (byte)1);
        final double area = extract(Volume.of(g, Modality.PET, Units.NONE, Voxels.of(x)), Mask.of(g, all)).get("AUC-CSH").value();
        assertEquals(Arrays.stream(share).skip(1).sum() / 20000, area, 1e-4);
    }

    @Test
    void movingAndScalingChangeWhatTheyShould() {
        final Regions a = Regions.lumpy(9, 12, 14, new double[]{3, 2, 2}, 8);
        final double[] x = a.image().voxels().toDoubles().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.abs(x[i]) + 1;
        }
        final Regions b = a.withValues(x);
        final double[] doubled = Arrays.stream(x).map(v -> 2 * v).toArray();
        final Map<String, PetValue> v = extract(b.image(), b.mask());
        final Map<String, PetValue> moved = extract(b.moved(2, 3, 1).image(), b.moved(2, 3, 1).mask());
        final Map<String, PetValue> twice = extract(a.withValues(doubled).image(), a.mask());
        v.forEach((name, value) -> {
            if (!name.startsWith("SUVpeak")) {
                assertEquals(value.value(), moved.get(name).value(), 1e-9 * (1 + Math.abs(value.value())), name);
            }
            if (!name.contains("-SUV")) {
                final String unit = value.feature().unit();
                final double factor = unit.equals("SUV2") ? 4 : unit.startsWith("SUV") ? 2 : 1;
                assertEquals(value.value() * factor, twice.get(name).value(), 1e-8 * (1 + Math.abs(value.value())), name);
            }
        });
        // turned about the slices' axis, rows and columns swap their parts
        final Regions turned = b.rotated(1, 2);
        final Map<String, PetValue> t = extract(turned.image(), turned.mask());
        for (final String name : List.of("PlaneMeanVar-", "PlaneMeanPeaks-", "PlaneMeanUnimodal-")) {
            assertEquals(v.get(name + "xz").value(), t.get(name + "yz").value(), 1e-9);
            assertEquals(v.get(name + "xy").value(), t.get(name + "xy").value(), 1e-9);
        }
        assertEquals(v.get("EllipsoidResidual").value(), t.get("EllipsoidResidual").value(), 1e-9);
    }

    @Test
    void whatCannotBeSaysWhy() {
        final Geometry g = Geometry.axial(3, 3, 3, 4, 4, 4);
        final Volume suv = Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(new double[27]));
        extract(suv, Mask.of(g, new byte[27])).values().forEach(v -> assertEquals("the region is empty", v.reason()));
        final Volume counts = Volume.of(g, Modality.PET, Units.BQML, Voxels.of(new double[27]));
        extract(counts, Mask.of(g, new byte[27])).values().forEach(v -> assertTrue(v.reason().contains("Bq/ml"), v.reason()));
        final byte[] one = new byte[27];
        one[13] = 1;
        final Map<String, PetValue> flat = extract(suv, Mask.of(g, one));
        assertEquals(0, flat.get("SUVmax").value());
        assertFalse(flat.get("MTV-40pct").isPresent());
        assertEquals("SUVmax is not above 0", flat.get("AUC-CSH").reason());
        assertEquals("the region is one plane thick", flat.get("PlaneMeanPeaks-xy").reason());
        assertThrows(IllegalArgumentException.class, () -> PetHeterogeneity.of(List.of(), List.of(120.0)));
        assertThrows(IllegalArgumentException.class, () -> PetHeterogeneity.of(List.of(2.5, 2.5), List.of()));
        assertEquals(1, Region.of(suv, Mask.of(g, one)).count());
    }
}
