package org.petctflow.radiomics.pet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.IntensityPeak;
import org.petctflow.radiomics.intensity.Statistics;
import org.petctflow.radiomics.shape.Mesh;

/**
 * PET features of a region: SUV statistics, metabolic volumes, cumulative histogram, heterogeneity, shape and the dispersion of plane means
 * along three axes. With x_1 ... x_N the SUVs in the region and v the volume of a voxel in ml. Which features there are depends on the
 * thresholds only; each has a number or a reason. {@link #features()} gives every formula, unit and source. Immutable and safe for use by
 * several threads.
 */
public final class PetHeterogeneity {

    /** SUV thresholds that are asked for unless said otherwise: 2.5 (e.g. Ilyas 2018, doi:10.1007/s00259-018-3953-z) and 4. */
    public static final List<Double> FIXED_SUV = List.of(2.5, 4.0);

    /** Thresholds in percent of SUVmax that are asked for unless said otherwise. */
    public static final List<Double> PERCENTS = List.of(40.0, 50.0);

    private static final String[] PLANES = {"xy", "xz", "yz"};

    private final List<Double> m_fixed;

    private final List<Double> m_percents;

    private final Map<String, PetFeature> m_features = new LinkedHashMap<>();

    private PetHeterogeneity(final List<Double> fixed, final List<Double> percents) {
        m_fixed = List.copyOf(fixed);
        m_percents = List.copyOf(percents);
        define("SUVmax", "SUV", "largest x", "IBSI 84IY");
        define("SUVmean", "SUV", "sum(x) / N", "IBSI Q4LE");
        define("SUVmedian", "SUV", "middle x, or the mean of the two in the middle", "IBSI Y12H");
        define("SUVmin", "SUV", "smallest x", "IBSI 1GSF");
        define("SUVvar", "SUV2", "sum((x - SUVmean)^2) / N", "IBSI ECT3");
        define("SUVsd", "SUV", "square root of SUVvar", "");
        define("SUVskew", "", "sum((x - SUVmean)^3) / N / SUVsd^3; 0 for a flat region", "IBSI KE2A");
        define("SUVkurtosis", "", "sum((x - SUVmean)^4) / N / SUVvar^2 - 3, the excess; 0 for a flat region", "IBSI IPH6");
        define("SUVcov", "", "coefficient of variation, SUVsd / SUVmean", "IBSI 7TET");
        define("SUVpeak", "SUV", "highest mean of the image within 6.2 mm (1 cm3) of a voxel of the region", "IBSI 0F91");
        define("SUVpeakAtMax", "SUV", "mean of the image within 6.2 mm (1 cm3) of the voxel of SUVmax; of several the highest",
            "IBSI VJGA");
        define("Area", "cm2", "largest cross-section of the region in a slice: voxels times area of a voxel", "");
        define("MTV", "ml", "N v, the whole region (the study's MTV_3)", "doi:10.2967/jnumed.108.057307");
        define("TLG", "SUV ml", "sum(x) v = SUVmean MTV, the whole region (the study's TLG_3)", "Larson 1999, Clin Positron Imaging 2:159");
        for (final double t : m_fixed) {
            define("MTV-SUV" + text(t), "ml", "v times the voxels of the region with x >= " + text(t), "");
            define("TLG-SUV" + text(t), "SUV ml", "v times the sum of x over the voxels of the region with x >= " + text(t), "");
        }
        for (final double p : m_percents) {
            final String rule = "x >= " + text(p) + " % of SUVmax";
            define("MTV-" + text(p) + "pct", "ml", "v times the voxels of the region with " + rule, "");
            define("TLG-" + text(p) + "pct", "SUV ml", "v times the sum of x over the voxels of the region with " + rule
                + (p == 40 ? " (the study's TLG_4)" : ""), "");
        }
        define("AUC-CSH", "", "area under the cumulative SUV-volume histogram: the share of voxels with x >= t SUVmax, integrated over t"
            + " from 0 to 1, exactly; lower is more heterogeneous", "doi:10.1007/s00259-011-1845-6");
        define("EllipsoidResidual", "", "share of the variance that the best function of the elliptical distance from the uptake's centre"
            + " that never rises leaves over: 0 one focus, 1 none", "after O'Sullivan 2003, Biostatistics 4:433");
        define("EllipsoidResidualCov", "", "root mean square of the same residuals over SUVmean",
            "after O'Sullivan 2003, Biostatistics 4:433");
        define("Asphericity", "", "cube root of A^3 / (36 pi V^2), minus 1, with area A and volume V of the region's mesh",
            "IBSI 25C7");
        for (int axis = 0; axis < 3; axis++) {
            final String of = " of the mean x of each " + PLANES[axis] + " plane of the region";
            define("PlaneMeanVar-" + PLANES[axis], "SUV2", "variance over the number of planes" + of, "");
            define("PlaneMeanSd-" + PLANES[axis], "SUV", "square root of the variance over the number of planes" + of, "");
            define("PlaneMeanPeaks-" + PLANES[axis], "", "number of peaks of the profile" + of
                + " that stand out by 10 % of the profile's range (topographic prominence)", "");
            define("PlaneMeanUnimodal-" + PLANES[axis], "", "1 if the profile" + of + " has one such peak, else 0", "");
        }
    }

    /** @return with the default thresholds */
    public static PetHeterogeneity ofDefaults() {
        return of(FIXED_SUV, PERCENTS);
    }

    /**
     * @param fixed SUV thresholds, above 0, each once
     * @param percents thresholds in percent of SUVmax, above 0 and at most 100, each once
     * @return the features with these thresholds
     * @throws IllegalArgumentException if a threshold is out of range or given twice
     */
    public static PetHeterogeneity of(final List<Double> fixed, final List<Double> percents) {
        for (final double t : fixed) {
            if (!(t > 0 && t < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A SUV threshold must be above 0, but was " + t);
            }
        }
        for (final double p : percents) {
            if (!(p > 0 && p <= 100)) {
                throw new IllegalArgumentException("A threshold in percent of SUVmax must be above 0 and at most 100, but was " + p);
            }
        }
        return new PetHeterogeneity(fixed, percents);
    }

    private void define(final String name, final String unit, final String definition, final String source) {
        if (m_features.put(name, new PetFeature(name, unit, definition, source)) != null) {
            throw new IllegalArgumentException("Each threshold may be given once, but " + name + " was there twice");
        }
    }

    private static String text(final double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** @return all features, in the order of the results */
    public List<PetFeature> features() {
        return List.copyOf(m_features.values());
    }

    /**
     * @param image SUVs; an image of another unit gets reasons
     * @param mask the region, on the same grid
     * @param progress reported between steps; asked for cancellation
     * @return one result for each of {@link #features()}, in their order
     */
    public List<PetValue> extract(final Volume image, final Mask mask, final Progress progress) {
        final String unit = image.info().unit();
        if (!Units.isSuv(unit) && !unit.equals(Units.NONE)) {
            return none("the image is in " + unit + ", not in SUV: convert it first");
        }
        final Region region;
        try {
            region = Region.of(image, mask);
        } catch (final IllegalArgumentException e) {
            return none(e.getMessage());
        }
        if (region.count() == 0) {
            return none("the region is empty");
        }
        final Map<String, PetValue> results = new LinkedHashMap<>();
        statistics(results, region);
        progress.checkCancelled();
        progress.report(0.2, "SUVpeak");
        final double[] peak = IntensityPeak.of(image, region);
        final String notFinite = "the image around the region holds a value that is not finite";
        put(results, "SUVpeak", peak[1], notFinite);
        put(results, "SUVpeakAtMax", peak[0], notFinite);
        volumes(results, region);
        progress.checkCancelled();
        progress.report(0.6, "Heterogeneity");
        heterogeneity(results, region);
        progress.report(1, "");
        return m_features.keySet().stream().map(results::get).toList();
    }

    private List<PetValue> none(final String reason) {
        final List<PetValue> values = new ArrayList<>();
        m_features.values().forEach(f -> values.add(PetValue.of(f, Double.NaN, reason)));
        return Collections.unmodifiableList(values);
    }

    private void put(final Map<String, PetValue> results, final String name, final double value, final String reason) {
        results.put(name, PetValue.of(m_features.get(name), value, reason));
    }

    private void statistics(final Map<String, PetValue> results, final Region region) {
        final double[] s = Statistics.of(region.values()).ibsi();
        final String large = "the values are too large";
        put(results, "SUVmax", s[8], large);
        put(results, "SUVmean", s[0], large);
        put(results, "SUVmedian", s[4], large);
        put(results, "SUVmin", s[5], large);
        put(results, "SUVvar", s[1], large);
        put(results, "SUVsd", Math.sqrt(s[1]), large);
        put(results, "SUVskew", s[2], large);
        put(results, "SUVkurtosis", s[3], large);
        put(results, "SUVcov", s[14], "SUVmean is 0");
    }

    private void volumes(final Map<String, PetValue> results, final Region region) {
        final double ml = region.voxelVolume() / 1000;
        final int plane = region.size(1) * region.size(2);
        final int[] perSlice = new int[region.size(0)];
        for (final int p : region.positions()) {
            perSlice[p / plane]++;
        }
        int largest = 0;
        for (final int n : perSlice) {
            largest = Math.max(largest, n);
        }
        put(results, "Area", largest * region.spacing(1) * region.spacing(2) / 100, "");
        threshold(results, region, "", Double.NEGATIVE_INFINITY, ml);
        for (final double t : m_fixed) {
            threshold(results, region, "-SUV" + text(t), t, ml);
        }
        final double max = region.range()[1];
        for (final double p : m_percents) {
            // a share of an uptake that is not positive is no threshold
            threshold(results, region, "-" + text(p) + "pct", max > 0 ? max * p / 100 : Double.NaN, ml);
        }
    }

    private void threshold(final Map<String, PetValue> results, final Region region, final String suffix, final double least,
        final double ml) {
        int count = 0;
        double sum = 0;
        for (final double v : region.values()) {
            if (v >= least) {
                count++;
                sum += v;
            }
        }
        final boolean defined = !Double.isNaN(least);
        put(results, "MTV" + suffix, defined ? count * ml : Double.NaN, "SUVmax is not above 0");
        put(results, "TLG" + suffix, defined ? sum * ml : Double.NaN, "SUVmax is not above 0");
    }

    private void heterogeneity(final Map<String, PetValue> results, final Region region) {
        final double mean = results.get("SUVmean").value();
        final double variance = results.get("SUVvar").value();
        put(results, "AUC-CSH", areaUnderHistogram(region.values()), "SUVmax is not above 0");
        final double residual = EllipsoidFit.residual(region) / region.count();
        put(results, "EllipsoidResidual", variance > 0 ? residual / variance : Double.NaN, "all SUVs are the same, or none is above 0");
        put(results, "EllipsoidResidualCov", mean > 0 ? Math.sqrt(residual) / mean : Double.NaN, "SUVmean is not above 0");
        final Mesh mesh = Mesh.of(region);
        put(results, "Asphericity",
            Math.cbrt(mesh.area() * mesh.area() * mesh.area() / (36 * Math.PI * mesh.volume() * mesh.volume())) - 1,
            "the mesh has no volume");
        for (int axis = 0; axis < 3; axis++) {
            final PlaneMeans profile = PlaneMeans.of(region, axis);
            final String one = "the region is one plane thick";
            final boolean several = Double.isFinite(profile.variance());
            put(results, "PlaneMeanVar-" + PLANES[axis], profile.variance(), one);
            put(results, "PlaneMeanSd-" + PLANES[axis], Math.sqrt(profile.variance()), one);
            put(results, "PlaneMeanPeaks-" + PLANES[axis], several ? profile.peaks() : Double.NaN, one);
            put(results, "PlaneMeanUnimodal-" + PLANES[axis], several ? profile.peaks() == 1 ? 1 : 0 : Double.NaN, one);
        }
    }

    /** The integral of a step function: each voxel adds the stretch of t from 0 to x / SUVmax, in which it counts. */
    private static double areaUnderHistogram(final double[] values) {
        double max = 0;
        double sum = 0;
        for (final double v : values) {
            max = Math.max(max, v);
            sum += Math.max(0, v);
        }
        return sum / max / values.length;
    }

    /**
     * The cumulative SUV-volume histogram (van Velden 2011, doi:10.1007/s00259-011-1845-6).
     *
     * @param values SUVs, at least one above 0
     * @param steps how many thresholds above 0
     * @return the share of voxels that are at least {@code i / steps} of SUVmax, for i from 0 to steps
     * @throws IllegalArgumentException if there are no steps or no value is above 0
     */
    public static double[] cumulativeHistogram(final double[] values, final int steps) {
        double max = 0;
        for (final double v : values) {
            max = Math.max(max, v);
        }
        if (steps < 1 || !(max > 0)) {
            throw new IllegalArgumentException("The cumulative histogram needs steps and a SUV above 0, but had " + steps
                + " steps and a largest SUV of " + max);
        }
        final double[] share = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            int n = 0;
            for (final double v : values) {
                n += v >= max * i / steps ? 1 : 0;
            }
            share[i] = (double)n / values.length;
        }
        return share;
    }
}
