package org.petctflow.imaging.suv;

import java.util.Map;
import java.util.TreeMap;

import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * From what a scanner wrote to standardised uptake values. A header gives a factor or a reason why there is none; the result
 * lists every number that was used.
 *
 * <p><b>Factor.</b> With activity concentration A in Bq/ml, a body size N ({@link BodySize}: g, or cm2), net injected dose D in
 * Bq, half-life T and {@code lambda = ln 2 / T}:
 * <ul>
 * <li>decay corrected to the reference time of the scan ({@code START}): {@code A N / (D 2^(-(reference - injection) / T))}</li>
 * <li>decay corrected to the injection ({@code ADMIN}): {@code A N / D}</li>
 * <li>not decay corrected ({@code NONE}), per slice with frame duration F:
 * {@code A N / D * lambda F / (1 - exp(-lambda F)) * exp(lambda (acquisition - injection))}</li>
 * </ul>
 * Values that are SUV already ({@code GML}, {@code CM2ML}) are converted by the ratio of body sizes. Counts of Philips are
 * multiplied by its private factors: (7053,1000) to SUVbw, otherwise (7053,1009) to Bq/ml; without them by a real world value mapping.
 * A mapping to SUV (PS3.3 section C.7.6.16.2.11), the image's own or of an object that names it, takes the place of a factor that
 * cannot be computed, or of any ({@link SuvOptions.Mapping}).
 *
 * <p><b>Reference time</b> of {@code START}, the first that holds: DecayCorrectionDateTime (0018,9701); the series' time if it
 * isn't after the earliest acquisition (and vendor's and back-computed time don't agree on another); GE's (0009,100D) or
 * Siemens' (0071,1022) private time; {@code acquisition + Tave - FrameReferenceTime} with
 * {@code Tave = ln(lambda F / (1 - exp(-lambda F))) / lambda} if it is the same for all slices within 1 s; the earliest
 * acquisition with a warning. All candidates, and how far they lie apart, are in the result.
 *
 * <p><b>Injection</b>: RadiopharmaceuticalStartDateTime (0018,1078); RadiopharmaceuticalStartTime (0018,1072) on the day of the
 * reference time, or the day before if it would be later than it; GE's (0009,103B). Where date-times are impossible for a
 * radionuclide with a half-life under 12 hours (dates shifted by de-identification), clock times alone count, with a warning.
 *
 * <p>Sources: QIBA's vendor-neutral pseudo-code for SUV calculation (qibawiki.rsna.org, Standardized Uptake Value);
 * DICOM PS3.3 sections C.8.9.1, C.8.9.4, C.8.22; PS3.4 and PS3.16 CID 84, 85; the IBSI SUV manual and its reference objects
 * (github.com/oncoray/suv_computation).
 */
public final class SuvNormalizer {

    private final SuvOptions m_options;

    private SuvNormalizer(final SuvOptions options) {
        m_options = options;
    }

    /**
     * @param options how uptake is normalised
     * @return a normaliser
     */
    public static SuvNormalizer of(final SuvOptions options) {
        return new SuvNormalizer(options);
    }

    /** @return how uptake is normalised */
    public SuvOptions options() {
        return m_options;
    }

    /**
     * @param info what is known of a PET volume
     * @return its factor, or why there is none
     */
    public SuvResult factors(final VolumeInfo info) {
        return factors(info, SuvOverrides.NONE);
    }

    /**
     * @param info what is known of a PET volume
     * @param overrides what somebody knows better
     * @return its factor, or why there is none
     */
    public SuvResult factors(final VolumeInfo info, final SuvOverrides overrides) {
        return new SuvComputation(m_options, info, overrides).result();
    }

    /**
     * @param volume a PET volume
     * @param result what {@link #factors(VolumeInfo, SuvOverrides)} gave for it
     * @return the volume in SUV, as FLOAT32; its Units and SUVType say what it is now
     * @throws IllegalArgumentException if the result is a refusal or belongs to a volume with another number of slices
     */
    public Volume apply(final Volume volume, final SuvResult result) {
        if (!result.usable()) {
            throw new IllegalArgumentException("There is no SUV factor: " + result.refusal());
        }
        final int slices = volume.geometry().slices();
        final double[] factors = result.factors();
        if (factors.length != 1 && factors.length != slices) {
            throw new IllegalArgumentException("There are factors for " + factors.length + " slices, but the volume has "
                + slices);
        }
        final Voxels in = volume.voxels();
        final int pixels = volume.geometry().rows() * volume.geometry().columns();
        final float[] out = new float[in.length()];
        for (int s = 0; s < slices; s++) {
            final double factor = factors[factors.length == 1 ? 0 : s];
            final int end = (s + 1) * pixels;
            if (in.array() instanceof float[] values) {
                for (int i = s * pixels; i < end; i++) {
                    out[i] = (float)(values[i] * factor);
                }
            } else {
                for (int i = s * pixels; i < end; i++) {
                    out[i] = (float)(in.get(i) * factor);
                }
            }
        }
        final VolumeInfo info = volume.info();
        final Map<String, String> tags = new TreeMap<>(info.tags());
        tags.put(DicomTags.UNITS, result.type() == SuvType.BSA ? "CM2ML" : "GML");
        tags.put(DicomTags.SUV_TYPE, result.type().term());
        // they speak of stored values, which these are no more
        tags.remove(DicomTags.RWV_SLOPE);
        tags.remove(DicomTags.RWV_INTERCEPT);
        tags.remove(DicomTags.RWV_UNIT);
        tags.remove(DicomTags.RWV_SHAPE);
        return new Volume(info.withGrid(info.geometry(), Voxels.Kind.FLOAT32).withModality(info.modality(), result.type().unit())
            .withTags(tags), Voxels.of(out));
    }
}
