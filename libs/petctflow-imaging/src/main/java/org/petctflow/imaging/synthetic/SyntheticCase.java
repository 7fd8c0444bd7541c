package org.petctflow.imaging.synthetic;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

import org.petctflow.base.Seeds;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * One patient of a synthetic cohort in memory. What is planted is told in {@link SyntheticCohort}.
 *
 * <p>The scanners: CT is the tissues' density with partial volume (Gaussian, 0.8 mm) and noise of 12 to 18 HU that neighbours
 * share. PET is the tissues' uptake as a scanner of 5.2 mm resolution (full width at half maximum) sees it, with noise whose
 * variance grows with the uptake as counts' does: 8 to 10 % in the liver.
 */
public final class SyntheticCase {

    private static final double CT_BLUR_MM = 0.8;

    /** 5.2 mm full width at half maximum. */
    private static final double PET_BLUR_MM = 5.2 / 2.3548;

    private static final double LIVER_SUV = 2.3;

    /** Between neighbours in a slice of CT, and between all neighbours in PET. */
    private static final float[] CT_NOISE = {0.6f, 0.2f};

    private static final float[] PET_NOISE = {0.5f, 0.25f};

    /**
     * What was planted.
     *
     * @param egfrLook whether the tumour looks like an EGFR mutant
     * @param subtypeLook whether it looks like an adenocarcinoma
     * @param heterogeneity standard deviation of the core's uptake as a part of its mean
     * @param halo density of the rim: 0 like lung, 1 like ground glass
     * @param uptake the tumour's mean SUV in the body, before a scanner blurs it
     * @param radius mean radius in mm
     * @param centre the tumour's centre in the CT: x, y, z in LPS mm
     * @param petShift how far the patient lies from there in the PET: x, y, z in mm
     * @param spoil what is wrong on purpose, null if nothing
     * @param missing what lacks a slice, null if nothing
     * @param missingSlice which slice is missing, counted from the feet, 0 first; -1 if none
     */
    public record Truth(boolean egfrLook, boolean subtypeLook, double heterogeneity, double halo, double uptake, double radius,
        List<Double> centre, List<Double> petShift, Spoil spoil, Modality missing, int missingSlice) {
    }

    private final SyntheticCohort.Options m_options;

    private final int m_index;

    private final long m_seed;

    private final boolean m_egfr;

    private final boolean m_subtype;

    private final Truth m_truth;

    private final Body m_body;

    private final Lesion m_lesion;

    private final double[] m_offset;

    private final Volume m_ct;

    private final Volume m_pet;

    private final SortedMap<Integer, double[]> m_ctOutlines;

    private final SortedMap<Integer, double[]> m_petOutlines;

    private final Map<String, String> m_clinical;

    private SyntheticCase(final SyntheticCohort.Options options, final int index) {
        m_options = options;
        m_index = index;
        m_seed = Seeds.derive(options.seed(), index);
        final boolean[] look = Plan.look(options, index);
        final boolean[] labels = options.noiseOnly() ? Plan.noise(options, index) : look;
        m_egfr = labels[0];
        m_subtype = labels[1];
        final Spoil spoil = Plan.spoil(options, index);
        m_body = new Body(new Randomness(m_seed, "body"));

        final Randomness random = new Randomness(m_seed, "lesion");
        final double effect = options.effect();
        final double egfr = look[0] ? effect : 0;
        final double adeno = look[1] ? effect : 0;
        final double radius = random.between(11, 19);
        final double heterogeneity = limited(0.07 + 0.30 * egfr + 0.045 * random.gaussian(), 0.01, 0.8);
        final double halo = limited(0.12 + 0.70 * adeno + 0.09 * random.gaussian(), 0, 1.2);
        final double lobes = limited(0.06 + 0.02 * adeno + 0.02 * random.gaussian(), 0.01, 0.15);
        final double normal = limited(StrictMath.exp(StrictMath.log(7) - 0.08 * egfr + 0.25 * random.gaussian()), 3.8, 14);
        final double low = random.between(0.45, 0.7);
        final double uptake = spoil == Spoil.LOW_UPTAKE ? low : normal;
        final double[] place = place(random, radius);
        m_lesion = new Lesion(place, radius, lobes, uptake, heterogeneity, halo, random);

        final Randomness scan = new Randomness(m_seed, "scan");
        m_offset = new double[]{scan.between(-8, 8), scan.between(-180, -160), scan.between(-900, -300)};
        final double[] shift = new double[3];
        if (spoil == Spoil.MISALIGNED) {
            // within the table's plane: the patient cannot sink into it
            final double angle = scan.between(0, 2 * Math.PI);
            final double length = scan.between(25, 40);
            shift[0] = length * StrictMath.cos(angle);
            shift[2] = length * StrictMath.sin(angle);
        }
        final Geometry ctGrid = grid(options.ct(), spoil == Spoil.TRUNCATED ? 0.7 : 1, scan);
        final Geometry petGrid = grid(options.pet(), 1, scan);
        final double[] petOffset = {m_offset[0] + shift[0], m_offset[1] + shift[1], m_offset[2] + shift[2]};
        m_ctOutlines = Outlines.of(m_lesion, m_offset, ctGrid);
        m_petOutlines = Outlines.of(m_lesion, petOffset, petGrid);

        Modality missing = null;
        int missingSlice = -1;
        if (spoil == Spoil.MISSING_SLICE) {
            missing = scan.chance(0.5) ? Modality.CT : Modality.PET;
            final int slices = (missing == Modality.CT ? ctGrid : petGrid).slices();
            missingSlice = slices / 4 + scan.below(slices / 2);
        }
        m_truth = new Truth(look[0], look[1], heterogeneity, halo, uptake, radius, sum(place, m_offset),
            sum(shift, new double[3]), spoil, missing, missingSlice);
        m_ct = ct(ctGrid, new Randomness(m_seed, "CT noise"));
        m_pet = pet(petGrid, petOffset, new Randomness(m_seed, "PET noise"));
        m_clinical = Clinical.of(options, index, m_seed, m_truth, m_egfr, m_subtype, place);
    }

    /**
     * @param options the cohort
     * @param index which patient, from 0
     * @return the patient; always the same for the same options and index
     */
    public static SyntheticCase of(final SyntheticCohort.Options options, final int index) {
        if (index < 0 || index >= options.patients()) {
            throw new IndexOutOfBoundsException(
                "The cohort has " + options.patients() + " patients, but patient " + index + " was asked for");
        }
        return new SyntheticCase(options, index);
    }

    private static double limited(final double value, final double low, final double high) {
        return Math.max(low, Math.min(high, value));
    }

    private static List<Double> sum(final double[] a, final double[] b) {
        return List.of(a[0] + b[0], a[1] + b[1], a[2] + b[2]);
    }

    /** A place in a lung where the whole lesion and what surrounds it are lung, and both scans show it. */
    private double[] place(final Randomness random, final double radius) {
        final double length = Math.min(m_options.ct().lengthMm(), m_options.pet().lengthMm());
        final double highest = length / 2 - radius - 25;
        final double room = radius * 1.1 + Lesion.HALO_MM + 2;
        double[] best = null;
        int bestLung = -1;
        for (int attempt = 0; attempt < 400; attempt++) {
            final double[] lung = m_body.lung(random.below(2));
            final double[] p = new double[3];
            for (int k = 0; k < 3; k++) {
                p[k] = lung[k] + lung[3 + k] * random.between(-0.6, 0.6);
            }
            p[2] = limited(p[2], -highest, highest);
            int inLung = 0;
            for (int corner = 0; corner < 27; corner++) {
                final double x = corner % 3 - 1;
                final double y = corner / 3 % 3 - 1;
                final double z = corner / 9 - 1;
                final double scale = room / Math.max(1, Math.sqrt(x * x + y * y + z * z));
                final byte t = m_body.tissue(p[0] + x * scale, p[1] + y * scale, p[2] + z * scale);
                inLung += t == Body.LUNG || t == Body.VESSEL ? 1 : 0;
            }
            if (inLung > bestLung) {
                best = p;
                bestLung = inLung;
            }
            if (inLung == 27) {
                break;
            }
        }
        return best; // with a body and lesion of unlucky sizes the pleura is touched, as it happens
    }

    /** Around the body's middle, with a first voxel at whole micrometres so that its text in a header is exact. */
    private Geometry grid(final SyntheticCohort.Grid g, final double field, final Randomness random) {
        final double pixel = Math.rint(g.pixelMm() * field * 1e4) / 1e4;
        final double[] spacing = {g.sliceMm(), pixel, pixel};
        final double[] origin = new double[3];
        for (int k = 0; k < 3; k++) {
            final double half = k == 2 ? (g.slices() - 1) * g.sliceMm() / 2 : (g.size() - 1) * pixel / 2;
            origin[k] = Math.rint((m_offset[k] + random.between(-1.5, 1.5) - half) * 1000) / 1000;
        }
        return Geometry.of(g.slices(), g.size(), g.size(), spacing, origin, new double[]{0, 0, 1, 0, 1, 0, 1, 0, 0});
    }

    private Volume ct(final Geometry grid, final Randomness random) {
        final float[] hu = new float[grid.voxels()];
        final byte[] tissue = tissues(grid, m_offset);
        for (int i = 0; i < hu.length; i++) {
            hu[i] = (float)m_body.density(tissue[i]);
        }
        Smoothing.blur(hu, grid, CT_BLUR_MM);
        paint(hu, grid, m_offset, true);
        final float[] noise = new float[hu.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float)random.gaussian();
        }
        Smoothing.convolve(noise, grid, 1, CT_NOISE);
        Smoothing.convolve(noise, grid, 2, CT_NOISE);
        final double sd = random.between(12, 18) / 0.44; // 0.44 = 0.6^2 + 2 * 0.2^2 is what smoothing leaves
        final short[] values = new short[hu.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short)Math.round(limited(hu[i] + sd * noise[i], -1024, 3071));
        }
        if (m_truth.missing == Modality.CT) {
            final int n = grid.rows() * grid.columns();
            final int start = m_truth.missingSlice * n;
            for (int i = start; i < start + n; i++) {
                values[i] = (short)Math.round((values[i - n] + values[i + n]) / 2.0);
            }
        }
        return new Volume(info(grid, Voxels.Kind.INT16, Modality.CT, Units.HU), Voxels.of(values));
    }

    private Volume pet(final Geometry grid, final double[] offset, final Randomness random) {
        final float[] suv = new float[grid.voxels()];
        final byte[] tissue = tissues(grid, offset);
        for (int i = 0; i < suv.length; i++) {
            suv[i] = (float)m_body.uptake(tissue[i]);
        }
        paint(suv, grid, offset, false);
        Smoothing.blur(suv, grid, PET_BLUR_MM);
        final float[] noise = new float[suv.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float)random.gaussian();
        }
        for (int axis = 0; axis < 3; axis++) {
            Smoothing.convolve(noise, grid, axis, PET_NOISE);
        }
        final double left = StrictMath.pow(0.375, 1.5); // 0.375 = 0.5^2 + 2 * 0.25^2 a smoothed axis
        final double sd = random.between(0.08, 0.10) * Math.sqrt(LIVER_SUV) / left;
        for (int i = 0; i < suv.length; i++) {
            suv[i] = (float)Math.max(0, suv[i] + sd * Math.sqrt(suv[i] + 0.002) * noise[i]);
        }
        if (m_truth.missing == Modality.PET) {
            final int n = grid.rows() * grid.columns();
            final int start = m_truth.missingSlice * n;
            for (int i = start; i < start + n; i++) {
                suv[i] = (suv[i - n] + suv[i + n]) / 2;
            }
        }
        return new Volume(info(grid, Voxels.Kind.FLOAT32, Modality.PET, Units.SUV_BW), Voxels.of(suv));
    }

    private VolumeInfo info(final Geometry grid, final Voxels.Kind kind, final Modality modality, final String unit) {
        return VolumeInfo.of(grid, kind, modality, unit).withPatientKey(patientId())
            .withUids(uid("study"), uid(modality.name()), uid("frame of reference"));
    }

    private byte[] tissues(final Geometry grid, final double[] offset) {
        final byte[] tissue = new byte[grid.voxels()];
        final double[] first = grid.origin();
        int i = 0;
        for (int s = 0; s < grid.slices(); s++) {
            final double z = first[2] + s * grid.spacing(0) - offset[2];
            for (int r = 0; r < grid.rows(); r++) {
                final double y = first[1] + r * grid.spacing(1) - offset[1];
                for (int c = 0; c < grid.columns(); c++, i++) {
                    tissue[i] = m_body.tissue(first[0] + c * grid.spacing(2) - offset[0], y, z);
                }
            }
        }
        return tissue;
    }

    /** Puts the lesion into the tissues. */
    private void paint(final float[] values, final Geometry grid, final double[] offset, final boolean density) {
        final double[] centre = m_lesion.centre();
        final double reach = m_lesion.reach();
        final double[] middle = grid.toIndex(centre[0] + offset[0], centre[1] + offset[1], centre[2] + offset[2]);
        final int[] low = new int[3];
        final int[] high = new int[3];
        for (int a = 0; a < 3; a++) {
            low[a] = Math.max(0, (int)Math.floor(middle[a] - reach / grid.spacing(a)));
            high[a] = Math.min(grid.size(a) - 1, (int)Math.ceil(middle[a] + reach / grid.spacing(a)));
        }
        for (int s = low[0]; s <= high[0]; s++) {
            for (int r = low[1]; r <= high[1]; r++) {
                for (int c = low[2]; c <= high[2]; c++) {
                    final double[] p = grid.toPatient(s, r, c);
                    final double x = p[0] - offset[0];
                    final double y = p[1] - offset[1];
                    final double z = p[2] - offset[2];
                    final double depth = m_lesion.depth(x, y, z);
                    final int i = grid.voxel(s, r, c);
                    values[i] = (float)(density ? m_lesion.density(values[i], depth)
                        : m_lesion.uptake(values[i], depth, x, y, z));
                }
            }
        }
    }

    /** @return which patient, from 0 */
    public int index() {
        return m_index;
    }

    /** @return the patient's id, e.g. {@code SYN-0001} */
    public String patientId() {
        return SyntheticCohort.patientId(m_index);
    }

    /** @return the label: whether EGFR is mutated */
    public boolean egfr() {
        return m_egfr;
    }

    /** @return the label: whether it is an adenocarcinoma, otherwise a squamous cell carcinoma */
    public boolean adenocarcinoma() {
        return m_subtype;
    }

    /** @return density in HU, INT16; a missing slice is the mean of its neighbours */
    public Volume ct() {
        return m_ct;
    }

    /** @return SUV by body weight, FLOAT32; a missing slice is the mean of its neighbours */
    public Volume pet() {
        return m_pet;
    }

    /** @return the tumour on the CT's grid: the voxels whose centre lies inside the outline, without the halo */
    public Mask mask() {
        return mask(m_ct, m_ctOutlines);
    }

    /** @return the tumour on the PET's grid */
    public Mask petMask() {
        return mask(m_pet, m_petOutlines);
    }

    private static Mask mask(final Volume image, final SortedMap<Integer, double[]> outlines) {
        return Mask.of(image.info().withName(SyntheticCohort.ROI), Outlines.fill(outlines, image.geometry()));
    }

    /** @return what was planted */
    public Truth truth() {
        return m_truth;
    }

    /** @return the patient's row of the clinical table: text by column, in the table's order; empty where missing */
    public Map<String, String> clinical() {
        return m_clinical;
    }

    SortedMap<Integer, double[]> outlines(final Modality modality) {
        return modality == Modality.CT ? m_ctOutlines : m_petOutlines;
    }

    SyntheticCohort.Options options() {
        return m_options;
    }

    long seed() {
        return m_seed;
    }

    /** Centre and semi axes of the liver in the CT, LPS mm. */
    double[] liver() {
        final double[] e = m_body.liver();
        for (int k = 0; k < 3; k++) {
            e[k] += m_offset[k];
        }
        return e;
    }

    /**
     * @param purpose what it names
     * @return a unique identifier made of a random UUID (DICOM PS3.5 annex B.2)
     */
    String uid(final String purpose) {
        final long high = Seeds.derive(m_seed, "uid high " + purpose) & ~0xf000L | 0x4000L;
        final long low = Seeds.derive(m_seed, "uid low " + purpose) & 0x3fffffffffffffffL | 0x8000000000000000L;
        final UUID uuid = new UUID(high, low);
        final byte[] bytes = ByteBuffer.allocate(17).put((byte)0).putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits()).array();
        return "2.25." + new BigInteger(bytes);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: CT %s, PET %s", patientId(), m_ct.geometry(), m_pet.geometry());
    }
}
