package org.petctflow.radiomics.ibsi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.image.Interpolation;

/**
 * How IBSI's features are extracted. Immutable; each {@code with...} returns a changed copy. Defaults:
 *
 * <pre>
 *   spacing              as the image is
 *   interpolation        linear for image and mask, a voxel with 0.5 or more of the mask is inside
 *   rounding             CT to whole Hounsfield units, other images not
 *   re-segmentation      none
 *   discretisation       CT 25 HU from -1000, PET 0.25 SUV from 0, else 32 bins
 *   intensity-volume     CT whole Hounsfield units, PET bins of 0.1 SUV, else 1000 bins
 *   families             all eleven
 *   aggregation          in space: averaged over directions and merged
 *   filtered images      32 bins, intensity-volume histogram 1000 bins; 50 mm of the image around the region
 * </pre>
 *
 * Source: Zwanenburg et al., Image Biomarker Standardisation Initiative reference manual, arXiv:1612.07003, section 2.
 */
public final class IbsiSettings {

    private final double[] m_spacing;

    private final Interpolation m_imageInterpolation;

    private final Interpolation m_maskInterpolation;

    private final double m_maskThreshold;

    private final Boolean m_rounding;

    private final double m_low;

    private final double m_high;

    private final double m_outlierSigma;

    private final Discretisation m_discretisation;

    private final Discretisation m_ivhDiscretisation;

    private final Set<FeatureFamily> m_families;

    private final Set<Aggregation> m_aggregations;

    private final int m_distance;

    private final int m_coarseness;

    private final Discretisation m_filteredDiscretisation;

    private final double m_filterMargin;

    private IbsiSettings(final double[] spacing, final Interpolation imageInterpolation,
        final Interpolation maskInterpolation, final double maskThreshold, final Boolean rounding, final double low,
        final double high, final double outlierSigma, final Discretisation discretisation,
        final Discretisation ivhDiscretisation, final Set<FeatureFamily> families, final Set<Aggregation> aggregations,
        final int distance, final int coarseness, final Discretisation filteredDiscretisation, final double filterMargin) {
        m_spacing = spacing;
        m_imageInterpolation = imageInterpolation;
        m_maskInterpolation = maskInterpolation;
        m_maskThreshold = maskThreshold;
        m_rounding = rounding;
        m_low = low;
        m_high = high;
        m_outlierSigma = outlierSigma;
        m_discretisation = discretisation;
        m_ivhDiscretisation = ivhDiscretisation;
        m_families = families;
        m_aggregations = aggregations;
        m_distance = distance;
        m_coarseness = coarseness;
        m_filteredDiscretisation = filteredDiscretisation;
        m_filterMargin = filterMargin;
    }

    /** @return the defaults, see above */
    public static IbsiSettings withDefaults() {
        final Set<FeatureFamily> families = EnumSet.noneOf(FeatureFamily.class);
        for (final FeatureFamily f : FeatureFamily.values()) {
            if (f.isIbsi()) {
                families.add(f);
            }
        }
        return new IbsiSettings(new double[3], Interpolation.LINEAR, Interpolation.LINEAR, 0.5, null, Double.NaN, Double.NaN,
            Double.NaN, null, null, Collections.unmodifiableSet(families),
            Collections.unmodifiableSet(EnumSet.of(Aggregation.D3_AVERAGED, Aggregation.D3_MERGED, Aggregation.D3)), 1, 0,
            Discretisation.binNumber(32), 50);
    }

    /**
     * @param slices mm between slices, rows and columns of the interpolated image; 0 keeps the image's own, so that (0, 2, 2)
     *            interpolates within slices
     * @param rows see slices
     * @param columns see slices
     * @return this with another spacing
     */
    public IbsiSettings withSpacing(final double slices, final double rows, final double columns) {
        for (final double s : new double[]{slices, rows, columns}) {
            if (!(s >= 0 && s < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The spacing must be positive, or 0 for the image's own, but was " + slices + ", "
                    + rows + ", " + columns);
            }
        }
        return copy(new double[]{slices, rows, columns}, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding,
            m_low, m_high, m_outlierSigma, m_discretisation, m_ivhDiscretisation);
    }

    /**
     * @param image how the image is interpolated
     * @param mask how the mask is interpolated
     * @param maskThreshold what share of the mask makes a voxel inside, above 0 and up to 1
     * @return this with other methods
     */
    public IbsiSettings withInterpolation(final Interpolation image, final Interpolation mask, final double maskThreshold) {
        if (!(maskThreshold > 0 && maskThreshold <= 1)) {
            throw new IllegalArgumentException("The mask's threshold must be above 0 and up to 1, but was " + maskThreshold);
        }
        return copy(m_spacing, Objects.requireNonNull(image), Objects.requireNonNull(mask), maskThreshold, m_rounding, m_low,
            m_high, m_outlierSigma, m_discretisation, m_ivhDiscretisation);
    }

    /**
     * @param rounding whether intensities are rounded to whole numbers after interpolation; null: those of CT are
     * @return this with another rounding
     */
    public IbsiSettings withRounding(final Boolean rounding) {
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, rounding, m_low, m_high,
            m_outlierSigma, m_discretisation, m_ivhDiscretisation);
    }

    /**
     * @param low voxels below leave the intensity mask; NaN for none
     * @param high voxels above leave the intensity mask; NaN for none
     * @return this with another range
     */
    public IbsiSettings withRange(final double low, final double high) {
        if (low >= high) {
            throw new IllegalArgumentException("The range's lower bound must be below its upper bound, but they were " + low
                + " and " + high);
        }
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, low, high,
            m_outlierSigma, m_discretisation, m_ivhDiscretisation);
    }

    /**
     * @param sigma voxels further from the mean than this many standard deviations leave the intensity mask; NaN for none
     * @return this with another outlier filter
     */
    public IbsiSettings withOutlierSigma(final double sigma) {
        if (sigma <= 0) {
            throw new IllegalArgumentException("The number of standard deviations must be positive, but was " + sigma);
        }
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low, m_high, sigma,
            m_discretisation, m_ivhDiscretisation);
    }

    /**
     * @param discretisation of the intensity histogram and the texture matrices; null: by the image's unit
     * @return this with another discretisation
     */
    public IbsiSettings withDiscretisation(final Discretisation discretisation) {
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low, m_high,
            m_outlierSigma, discretisation, m_ivhDiscretisation);
    }

    /**
     * @param discretisation of the intensity-volume histogram; null: by the image's unit
     * @return this with another discretisation
     */
    public IbsiSettings withIvhDiscretisation(final Discretisation discretisation) {
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low, m_high,
            m_outlierSigma, m_discretisation, discretisation);
    }

    /**
     * @param families IBSI families
     * @return this with other families
     */
    public IbsiSettings withFamilies(final Set<FeatureFamily> families) {
        final Set<FeatureFamily> copy = EnumSet.noneOf(FeatureFamily.class);
        copy.addAll(families);
        for (final FeatureFamily f : copy) {
            if (!f.isIbsi()) {
                throw new IllegalArgumentException(f + " is a family of PyRadiomics, not of IBSI");
            }
        }
        return new IbsiSettings(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low,
            m_high, m_outlierSigma, m_discretisation, m_ivhDiscretisation, Collections.unmodifiableSet(copy), m_aggregations,
            m_distance, m_coarseness, m_filteredDiscretisation, m_filterMargin);
    }

    /**
     * @param aggregations how texture matrices are aggregated
     * @return this with other aggregations
     */
    public IbsiSettings withAggregations(final Set<Aggregation> aggregations) {
        final Set<Aggregation> copy = EnumSet.noneOf(Aggregation.class);
        copy.addAll(aggregations);
        copy.remove(Aggregation.NONE);
        return new IbsiSettings(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low,
            m_high, m_outlierSigma, m_discretisation, m_ivhDiscretisation, m_families, Collections.unmodifiableSet(copy),
            m_distance, m_coarseness, m_filteredDiscretisation, m_filterMargin);
    }

    /**
     * @param distance Chebyshev distance of neighbours for co-occurrence, differences and dependence, 1 to 10
     * @param coarseness by how many grey levels a dependent neighbour may differ, at least 0
     * @return this with other neighbourhoods
     */
    public IbsiSettings withNeighbourhood(final int distance, final int coarseness) {
        if (distance < 1 || distance > 10) {
            throw new IllegalArgumentException("The distance of neighbours must be 1 to 10, but was " + distance);
        }
        if (coarseness < 0) {
            throw new IllegalArgumentException("The coarseness must be at least 0, but was " + coarseness);
        }
        return new IbsiSettings(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low,
            m_high, m_outlierSigma, m_discretisation, m_ivhDiscretisation, m_families, m_aggregations, distance, coarseness,
            m_filteredDiscretisation, m_filterMargin);
    }

    private IbsiSettings copy(final double[] spacing, final Interpolation imageInterpolation,
        final Interpolation maskInterpolation, final double maskThreshold, final Boolean rounding, final double low,
        final double high, final double outlierSigma, final Discretisation discretisation,
        final Discretisation ivhDiscretisation) {
        return new IbsiSettings(spacing, imageInterpolation, maskInterpolation, maskThreshold, rounding, low, high, outlierSigma,
            discretisation, ivhDiscretisation, m_families, m_aggregations, m_distance, m_coarseness, m_filteredDiscretisation,
            m_filterMargin);
    }

    /**
     * @param discretisation of filtered images, whose values have no unit that a bin size could be chosen in; null: that of the image
     * @param margin mm of the image that filters see around the region
     * @return this with other filtering
     */
    public IbsiSettings withFiltering(final Discretisation discretisation, final double margin) {
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The margin around the region must be at least 0 mm, but was " + margin);
        }
        return new IbsiSettings(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, m_rounding, m_low, m_high,
            m_outlierSigma, m_discretisation, m_ivhDiscretisation, m_families, m_aggregations, m_distance, m_coarseness, discretisation,
            margin);
    }

    /** @return these for a filtered image: its own discretisation; the range was that of the image, and no unit says where bins begin */
    IbsiSettings forFiltered() {
        return copy(m_spacing, m_imageInterpolation, m_maskInterpolation, m_maskThreshold, false, Double.NEGATIVE_INFINITY, Double.NaN,
            Double.NaN, m_filteredDiscretisation == null ? m_discretisation : m_filteredDiscretisation, Discretisation.binNumber(1000));
    }

    /** @return mm of the image that filters see around the region */
    public double filterMargin() {
        return m_filterMargin;
    }

    /** @return mm between slices, rows and columns, 0 for the image's own; a copy */
    public double[] spacing() {
        return m_spacing.clone();
    }

    /** @return how the image is interpolated */
    public Interpolation imageInterpolation() {
        return m_imageInterpolation;
    }

    /** @return how the mask is interpolated */
    public Interpolation maskInterpolation() {
        return m_maskInterpolation;
    }

    /** @return what share of the mask makes a voxel inside */
    public double maskThreshold() {
        return m_maskThreshold;
    }

    /**
     * @param info of an image
     * @return whether its intensities are rounded to whole numbers
     */
    public boolean rounds(final VolumeInfo info) {
        return m_rounding == null ? isHounsfield(info) : m_rounding;
    }

    /** @return the range's lower bound, NaN for none */
    public double low() {
        return m_low;
    }

    /** @return the range's upper bound, NaN for none */
    public double high() {
        return m_high;
    }

    /** @return standard deviations beyond which a voxel is an outlier, NaN for none */
    public double outlierSigma() {
        return m_outlierSigma;
    }

    /**
     * @param info of an image
     * @return how its intensities become grey levels
     */
    public Discretisation discretisation(final VolumeInfo info) {
        if (m_discretisation != null) {
            return m_discretisation;
        }
        return isHounsfield(info) ? Discretisation.binSize(25)
            : Units.isSuv(info.unit()) ? Discretisation.binSize(0.25) : Discretisation.binNumber(32);
    }

    /**
     * Where bins of a fixed size begin: at the range's lower bound, else at -1000 HU or 0 SUV, so that a grey level means the same in all
     * patients (as MIRP has it, doi:10.21105/joss.06413), else at the region's smallest value.
     *
     * @param info of an image
     * @return the lowest bin's lower edge, NaN for the smallest value
     */
    public double discretisationLow(final VolumeInfo info) {
        return !Double.isNaN(m_low) ? m_low : isHounsfield(info) ? -1000 : Units.isSuv(info.unit()) ? 0 : Double.NaN;
    }

    /**
     * @param info of an image
     * @return how its intensities become the levels of the intensity-volume histogram
     */
    public Discretisation ivhDiscretisation(final VolumeInfo info) {
        if (m_ivhDiscretisation != null) {
            return m_ivhDiscretisation;
        }
        return rounds(info) ? Discretisation.none()
            : Units.isSuv(info.unit()) ? Discretisation.binSize(0.1) : Discretisation.binNumber(1000);
    }

    private static boolean isHounsfield(final VolumeInfo info) {
        return info.modality() == Modality.CT || info.unit().equals(Units.HU);
    }

    /** @return the families, in their order */
    public Set<FeatureFamily> families() {
        return m_families;
    }

    /** @return the aggregations, in their order */
    public Set<Aggregation> aggregations() {
        return m_aggregations;
    }

    /** @return Chebyshev distance of neighbours */
    public int distance() {
        return m_distance;
    }

    /** @return by how many grey levels a dependent neighbour may differ */
    public int coarseness() {
        return m_coarseness;
    }

    /**
     * @param info of an image
     * @return what a careful analyst would ask about these settings for it, each a sentence; empty if nothing
     */
    public List<String> warnings(final VolumeInfo info) {
        final List<String> warnings = new ArrayList<>();
        final Discretisation d = discretisation(info);
        if (Units.isSuv(info.unit()) && d.method() == Discretisation.Method.FIXED_BIN_SIZE && d.binSize() > 1) {
            warnings.add("A bin size of " + d.binSize() + " is made for Hounsfield units, but the image is in " + info.unit()
                + ": all voxels may fall into one grey level. Choose 0.1 to 0.5.");
        }
        if (isHounsfield(info) && d.method() == Discretisation.Method.FIXED_BIN_SIZE && d.binSize() < 2) {
            warnings.add("A bin size of " + d.binSize() + " HU is less than the noise of CT. Choose about 25.");
        }
        if (d.method() == Discretisation.Method.FIXED_BIN_SIZE && Double.isNaN(discretisationLow(info))) {
            warnings.add("Bins of a fixed size begin at each region's smallest value, so that grey levels mean different intensities in"
                + " different patients. Set a re-segmentation range.");
        }
        return warnings;
    }

    @Override
    public String toString() {
        return "spacing " + Arrays.toString(m_spacing) + ", image " + m_imageInterpolation + ", mask " + m_maskInterpolation + " at "
            + m_maskThreshold + ", rounding " + (m_rounding == null ? "of CT" : m_rounding) + ", range " + m_low + " to " + m_high
            + ", outliers " + m_outlierSigma + " sigma, discretisation "
            + (m_discretisation == null ? "by unit" : m_discretisation) + ", intensity-volume histogram "
            + (m_ivhDiscretisation == null ? "by unit" : m_ivhDiscretisation) + ", distance " + m_distance + ", coarseness "
            + m_coarseness + ", filtered images " + (m_filteredDiscretisation == null ? "alike" : m_filteredDiscretisation) + " with "
            + m_filterMargin + " mm around the region";
    }
}
