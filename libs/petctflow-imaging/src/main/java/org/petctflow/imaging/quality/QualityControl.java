package org.petctflow.imaging.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.petctflow.base.Progress;
import org.petctflow.imaging.petseg.LiverReference;
import org.petctflow.imaging.petseg.PetSegmentationException;
import org.petctflow.imaging.quality.Finding.Status;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;

/**
 * Checks one patient's PET and CT. Everything is measured on the images themselves, in the patient's coordinates, so that grids
 * and orientations may differ.
 *
 * <ul>
 * <li>Alignment: the overlap (Dice) of the two body contours, and the shift at which the normalised mutual information is
 * greatest. The contours alone don't see a shift along the body, the information does; and they count only where most slices
 * show the whole body.</li>
 * <li>Completeness: what the reader reported; slices that are empty, doubled or made of their neighbours; gaps in the image
 * numbers.</li>
 * <li>Field of view: slices in which the body reaches the CT's edge; whether the lesion keeps its distance from the first
 * and last slice and the edges of both images.</li>
 * <li>Uptake: the lesion's highest mean over 1 ml against the blood pool, measured between the lungs, or where there are no lungs
 * against the liver.</li>
 * <li>Noise: of the CT in soft tissue; of the PET in the liver as standard deviation over mean.</li>
 * </ul>
 */
public final class QualityControl {

    /** A cut of the body counts from this length in a slice, mm: skin that grazes the edge is no loss. */
    private static final double CUT_MM = 60;

    /** A body that is cut in more of its slices shows no contour to compare. */
    private static final double SEEN_SHARE = 0.5;

    /** Radius of a ball of 1 ml, mm. */
    private static final double PEAK_MM = 6.2;

    private static final double AROUND_LESION_MM = 20;

    /**
     * What is demanded.
     *
     * @param leastOverlap of the body contours, 0 to 1
     * @param mostShiftMm of the PET against the CT
     * @param mostCutShare of the body's slices that the CT's field of view may cut, 0 to 1
     * @param lesionMarginMm from the lesion to the edge of either image
     * @param mediastinumFactor the lesion takes up at least so many times the mediastinum
     * @param liverFactor the lesion takes up at least so many times the liver, where the mediastinum isn't seen
     * @param mostCtNoise in HU
     * @param mostLiverVariation standard deviation over mean
     * @param deciding the criteria that exclude a patient; the others are reported only
     */
    public record Options(double leastOverlap, double mostShiftMm, double mostCutShare, double lesionMarginMm,
        double mediastinumFactor, double liverFactor, double mostCtNoise, double mostLiverVariation, Set<Criterion> deciding) {

        /**
         * Overlap 0.85, since arms that move cost up to a tenth; shift 15 mm, since the diaphragm of a patient who breathes
         * moves as far (Goerres et al.: PET-CT image co-registration in the thorax, Eur J Nucl Med 2002, 29:351) while one who
         * moved on the table lies further; one slice in five cut, since arms and hips often are; 5 mm from the edge, so that a
         * rim can be measured; more than the mediastinum, the lower bound of what counts as uptake (Deauville 3: Barrington et
         * al. 2014, doi:10.1200/JCO.2013.53.5229); three quarters of the liver, which is about what blood has of it; 60 HU, what
         * scans for attenuation correction alone just stay below; 15 %, EANM's limit for a phantom's background (Boellaard et al. 2015,
         * doi:10.1007/s00259-014-2961-x). Noise is reported and decides nothing.
         */
        public static final Options DEFAULT = new Options(0.85, 15, 0.2, 5, 1, 0.75, 60, 0.15,
            EnumSet.of(Criterion.ALIGNMENT, Criterion.COMPLETENESS, Criterion.FIELD_OF_VIEW, Criterion.UPTAKE));

        /** Checks the numbers and copies the set. */
        public Options {
            check("The least overlap is 0 to 1", leastOverlap, leastOverlap <= 1);
            check("The largest shift is 0 mm or more", mostShiftMm, true);
            check("The largest share of cut slices is 0 to 1", mostCutShare, mostCutShare <= 1);
            check("The lesion's margin is 0 mm or more", lesionMarginMm, true);
            check("The factor of the mediastinum is 0 or more", mediastinumFactor, true);
            check("The factor of the liver is 0 or more", liverFactor, true);
            check("The largest noise of the CT is 0 HU or more", mostCtNoise, true);
            check("The largest variation of the liver is 0 or more", mostLiverVariation, true);
            deciding = Collections
                .unmodifiableSet(deciding.isEmpty() ? EnumSet.noneOf(Criterion.class) : EnumSet.copyOf(deciding));
        }

        private static void check(final String rule, final double value, final boolean holds) {
            if (!(value >= 0 && holds && Double.isFinite(value))) {
                throw new IllegalArgumentException(rule + ", but was " + value);
            }
        }
    }

    /**
     * One patient's images; null where there is none.
     *
     * @param ct the CT in HU
     * @param pet the PET; in SUV, so that liver and lesion can be judged
     * @param lesion the lesion, on any grid of the same coordinates
     * @param liver healthy liver on the PET's grid; null to look for it
     * @param readerProblems what the reader said of missing or damaged slices, one sentence each; usually none
     */
    public record Images(Volume ct, Volume pet, Mask lesion, Mask liver, List<String> readerProblems) {

        /** Copies the list. */
        public Images {
            readerProblems = List.copyOf(readerProblems);
        }
    }

    private final Images m_images;

    private final Options m_options;

    private final List<Finding> m_findings = new ArrayList<>();

    private double m_overlap = Double.NaN;

    private double m_information = Double.NaN;

    private double[] m_shift = {Double.NaN, Double.NaN, Double.NaN};

    private double m_cutShare = Double.NaN;

    private double m_ctNoise = Double.NaN;

    private double m_mediastinum = Double.NaN;

    private double m_peak = Double.NaN;

    private LiverReference m_liver;

    private String m_noLiver = "there is no PET in SUV";

    private QualityControl(final Images images, final Options options) {
        m_images = images;
        m_options = options;
    }

    /**
     * @param images the patient's images
     * @param options what is demanded
     * @param progress asked for cancellation; told how far it is
     * @return what was found; a patient without CT or PET is excluded, too
     */
    public static QualityReport check(final Images images, final Options options, final Progress progress) {
        return new QualityControl(images, options).run(progress);
    }

    private QualityReport run(final Progress progress) {
        final Volume ct = m_images.ct;
        final Volume pet = m_images.pet;
        CoarseGrid coarse = null;
        float[] hu = null;
        float[] uptake = null;
        byte[] body = null;
        if (ct != null) {
            coarse = CoarseGrid.covering(ct);
            hu = coarse.sample(ct);
            body = BodyContour.ofCt(hu, coarse.geometry());
            m_cutShare = cutShare(hu, body, coarse.geometry());
            m_ctNoise = CtNoise.of(ct);
            progress.report(0.2, "Quality control: CT");
            progress.checkCancelled();
            uptake = pet == null ? null : coarse.sample(pet);
        }
        findLiver(progress);
        progress.report(0.5, "Quality control: liver");
        alignment(coarse, hu, uptake, body, progress);
        completeness();
        fieldOfView();
        if (hu != null && uptake != null) {
            m_mediastinum = Mediastinum.uptake(hu, uptake, body, aroundLesion(coarse.geometry()), coarse.geometry());
        }
        uptake();
        noise();
        progress.report(1, "Quality control");
        boolean excluded = false;
        for (final Finding f : m_findings) {
            excluded |= f.status() == Status.FAIL && m_options.deciding.contains(f.criterion());
        }
        return new QualityReport(m_findings, excluded, m_overlap, m_information, List.of(m_shift[0], m_shift[1], m_shift[2]),
            m_cutShare, m_ctNoise, m_liver == null ? Double.NaN : m_liver.mean(),
            m_liver == null ? Double.NaN : m_liver.sd() / m_liver.mean(), m_mediastinum, m_peak);
    }

    private void add(final Criterion criterion, final Status status, final String reason, final Object... numbers) {
        m_findings.add(new Finding(criterion, status, String.format(Locale.ROOT, reason, numbers)));
    }

    private boolean suv() {
        return m_images.pet != null && Units.isSuv(m_images.pet.info().unit());
    }

    private void findLiver(final Progress progress) {
        if (!suv()) {
            return;
        }
        try {
            m_liver = m_images.liver == null ? LiverReference.find(m_images.pet, m_images.ct, progress)
                : LiverReference.of(m_images.pet, m_images.liver);
        } catch (final PetSegmentationException e) {
            m_noLiver = e.getMessage();
        }
    }

    private void alignment(final CoarseGrid coarse, final float[] hu, final float[] uptake, final byte[] body,
        final Progress progress) {
        if (hu == null || uptake == null) {
            add(Criterion.ALIGNMENT, Status.FAIL, "There is no %s", hu == null ? "CT" : "PET");
            return;
        }
        final String ctFrame = m_images.ct.info().frameOfReferenceUid();
        final String petFrame = m_images.pet.info().frameOfReferenceUid();
        if (!ctFrame.isEmpty() && !petFrame.isEmpty() && !ctFrame.equals(petFrame)) {
            add(Criterion.ALIGNMENT, Status.FAIL, "PET and CT have different frames of reference");
            return;
        }
        m_overlap = BodyContour.overlap(body, BodyContour.ofPet(uptake, body, coarse.geometry()), hu, uptake);
        final MutualInformation.Shift shift = MutualInformation.of(hu, uptake, coarse.geometry(), progress);
        if (shift == null || Double.isNaN(m_overlap)) {
            add(Criterion.ALIGNMENT, Status.FAIL, "PET and CT show hardly a common part of the body");
            return;
        }
        m_information = shift.information();
        m_shift = shift.shift();
        final double length = shift.length();
        if (length > m_options.mostShiftMm) {
            add(Criterion.ALIGNMENT, Status.FAIL, "The PET lies %.0f mm from the CT (x %.0f, y %.0f, z %.0f mm), more than %s mm",
                length, m_shift[0], m_shift[1], m_shift[2], number(m_options.mostShiftMm));
        } else if (m_overlap < m_options.leastOverlap && m_cutShare <= SEEN_SHARE) {
            add(Criterion.ALIGNMENT, Status.FAIL, "The body contours of PET and CT overlap by %.2f, less than %s", m_overlap,
                number(m_options.leastOverlap));
        } else {
            add(Criterion.ALIGNMENT, Status.PASS, "Shift %.0f mm, overlap %.2f, mutual information %.2f", length, m_overlap,
                m_information);
        }
    }

    private static String number(final double value) {
        return value == Math.rint(value) ? Long.toString((long)value) : Double.toString(value);
    }

    private void completeness() {
        final List<String> problems = new ArrayList<>(m_images.readerProblems);
        if (m_images.ct == null) {
            problems.add("There is no CT");
        } else {
            problems.addAll(SliceCheck.problems(m_images.ct, "CT"));
        }
        if (m_images.pet == null) {
            problems.add("There is no PET");
        } else {
            problems.addAll(SliceCheck.problems(m_images.pet, "PET"));
        }
        if (problems.isEmpty()) {
            add(Criterion.COMPLETENESS, Status.PASS, "%d CT and %d PET slices", m_images.ct.geometry().slices(),
                m_images.pet.geometry().slices());
        } else {
            add(Criterion.COMPLETENESS, Status.FAIL, "%s", String.join("; ", problems));
        }
    }

    private void fieldOfView() {
        if (m_images.ct == null) {
            add(Criterion.FIELD_OF_VIEW, Status.NOT_CHECKED, "There is no CT");
            return;
        }
        final List<String> problems = new ArrayList<>();
        if (m_cutShare > m_options.mostCutShare) {
            problems.add(String.format(Locale.ROOT, "The CT's field of view cuts the body in %.0f %% of the slices, more than %s %%",
                100 * m_cutShare, number(100 * m_options.mostCutShare)));
        }
        if (m_images.lesion != null && m_images.lesion.count() > 0) {
            lesionInside(m_images.ct, "CT", problems);
            if (m_images.pet != null) {
                lesionInside(m_images.pet, "PET", problems);
            }
        }
        if (problems.isEmpty()) {
            add(Criterion.FIELD_OF_VIEW, Status.PASS, "The body is cut in %.0f %% of the slices", 100 * m_cutShare);
        } else {
            add(Criterion.FIELD_OF_VIEW, Status.FAIL, "%s", String.join("; ", problems));
        }
    }

    private static double cutShare(final float[] hu, final byte[] body, final Geometry g) {
        int slices = 0;
        int cut = 0;
        for (int s = 0; s < g.slices(); s++) {
            int cells = 0;
            int edge = 0;
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    final int i = g.voxel(s, r, c);
                    if (body[i] != 0) {
                        cells++;
                        final boolean out = r == 0 || r == g.rows() - 1 || c == 0 || c == g.columns() - 1
                            || Float.isNaN(hu[i - 1]) || Float.isNaN(hu[i + 1]) || Float.isNaN(hu[i - g.columns()])
                            || Float.isNaN(hu[i + g.columns()]);
                        edge += out ? 1 : 0;
                    }
                }
            }
            slices += cells > 0 ? 1 : 0;
            cut += edge * CoarseGrid.CELL_MM >= CUT_MM ? 1 : 0;
        }
        return slices == 0 ? Double.NaN : (double)cut / slices;
    }

    /** The mask's box must lie inside an image, with the margin. */
    private void lesionInside(final Volume image, final String name, final List<String> problems) {
        final Geometry g = image.geometry();
        final int[] box = m_images.lesion.boundingBox();
        double least = Double.POSITIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            final double[] p = m_images.lesion.geometry().toPatient(box[(corner & 1) * 3], box[(corner >> 1 & 1) * 3 + 1],
                box[(corner >> 2 & 1) * 3 + 2]);
            final double[] q = g.toIndex(p[0], p[1], p[2]);
            for (int a = 0; a < 3; a++) {
                least = Math.min(least, Math.min(q[a] + 0.5, g.size(a) - 0.5 - q[a]) * g.spacing(a));
            }
        }
        if (least < m_options.lesionMarginMm) {
            problems.add(least < 0 ? String.format(Locale.ROOT, "The lesion reaches %.0f mm out of the %s", -least, name)
                : String.format(Locale.ROOT, "The lesion lies %.0f mm from the edge of the %s, less than %s mm", least, name,
                    number(m_options.lesionMarginMm)));
        }
    }

    /** Cells in the lesion and 2 cm around its box; null without a lesion. */
    private byte[] aroundLesion(final Geometry coarse) {
        if (m_images.lesion == null || m_images.lesion.count() == 0) {
            return null;
        }
        final Geometry g = m_images.lesion.geometry();
        final int[] box = m_images.lesion.boundingBox();
        final byte[] around = new byte[coarse.voxels()];
        for (int i = 0; i < around.length; i++) {
            final double[] p = coarse.toPatient(i / (coarse.rows() * coarse.columns()), i / coarse.columns() % coarse.rows(),
                i % coarse.columns());
            final double[] q = g.toIndex(p[0], p[1], p[2]);
            boolean in = true;
            for (int a = 0; a < 3; a++) {
                final double margin = AROUND_LESION_MM / g.spacing(a);
                in &= q[a] >= box[a] - margin && q[a] <= box[3 + a] + margin;
            }
            around[i] = (byte)(in ? 1 : 0);
        }
        return around;
    }

    private void uptake() {
        if (m_images.lesion == null || m_images.lesion.count() == 0) {
            add(Criterion.UPTAKE, Status.NOT_CHECKED, "There is no lesion");
            return;
        }
        if (m_images.pet == null) {
            add(Criterion.UPTAKE, Status.FAIL, "There is no PET");
            return;
        }
        if (m_findings.get(Criterion.ALIGNMENT.ordinal()).status() == Status.FAIL
            && !m_images.pet.geometry().sameGrid(m_images.lesion.geometry(), 0.1)) {
            add(Criterion.UPTAKE, Status.NOT_CHECKED, "The lesion was not drawn on the PET, which lies elsewhere");
            return;
        }
        m_peak = peak();
        if (Double.isNaN(m_peak)) {
            add(Criterion.UPTAKE, Status.FAIL, "The lesion lies outside of the PET");
            return;
        }
        final boolean blood = m_mediastinum > 0;
        if (!blood && m_liver == null) {
            add(Criterion.UPTAKE, Status.NOT_CHECKED, "Neither the mediastinum nor the liver was found: %s", m_noLiver);
            return;
        }
        final double reference = blood ? m_mediastinum : m_liver.mean();
        final double factor = blood ? m_options.mediastinumFactor : m_options.liverFactor;
        final String what = String.format(Locale.ROOT, "%s times the %s's %.2f", number(factor), blood ? "mediastinum" : "liver",
            reference);
        if (m_peak > factor * reference) {
            add(Criterion.UPTAKE, Status.PASS, "The lesion's uptake of %.2f is more than %s", m_peak, what);
        } else {
            add(Criterion.UPTAKE, Status.FAIL, "The lesion's uptake of %.2f is not more than %s", m_peak, what);
        }
    }

    /** Mean over 1 ml around the hottest voxel whose centre lies in the lesion; NaN if there is none. */
    private double peak() {
        final Geometry g = m_images.pet.geometry();
        final Geometry h = m_images.lesion.geometry();
        final float[] v = m_images.pet.voxels().toFloats();
        final byte[] inside = m_images.lesion.inside();
        int hottest = -1;
        if (g.sameGrid(h, 0.1)) {
            for (int i = 0; i < v.length; i++) {
                hottest = inside[i] != 0 && v[i] > (hottest < 0 ? Float.NEGATIVE_INFINITY : v[hottest]) ? i : hottest;
            }
        } else {
            // the PET's voxel at each of the lesion's, whichever grid is finer
            for (int i = 0; i < inside.length; i++) {
                if (inside[i] != 0) {
                    final double[] p =
                        h.toPatient(i / (h.rows() * h.columns()), i / h.columns() % h.rows(), i % h.columns());
                    final double[] q = g.toIndex(p[0], p[1], p[2]);
                    final long s = Math.round(q[0]);
                    final long r = Math.round(q[1]);
                    final long c = Math.round(q[2]);
                    if (s >= 0 && s < g.slices() && r >= 0 && r < g.rows() && c >= 0 && c < g.columns()) {
                        final int j = g.voxel((int)s, (int)r, (int)c);
                        hottest = v[j] > (hottest < 0 ? Float.NEGATIVE_INFINITY : v[hottest]) ? j : hottest;
                    }
                }
            }
        }
        if (hottest < 0) {
            return Double.NaN;
        }
        final int[] middle = {hottest / (g.rows() * g.columns()), hottest / g.columns() % g.rows(), hottest % g.columns()};
        final int[] low = new int[3];
        final int[] high = new int[3];
        for (int a = 0; a < 3; a++) {
            final int reach = (int)(PEAK_MM / g.spacing(a));
            low[a] = Math.max(0, middle[a] - reach);
            high[a] = Math.min(g.size(a) - 1, middle[a] + reach);
        }
        double sum = 0;
        int n = 0;
        for (int s = low[0]; s <= high[0]; s++) {
            for (int r = low[1]; r <= high[1]; r++) {
                for (int c = low[2]; c <= high[2]; c++) {
                    final double z = (s - middle[0]) * g.spacing(0);
                    final double y = (r - middle[1]) * g.spacing(1);
                    final double x = (c - middle[2]) * g.spacing(2);
                    final float value = v[g.voxel(s, r, c)];
                    if (x * x + y * y + z * z <= PEAK_MM * PEAK_MM && !Float.isNaN(value)) {
                        sum += value;
                        n++;
                    }
                }
            }
        }
        return sum / n;
    }

    private void noise() {
        if (Double.isNaN(m_ctNoise)) {
            add(Criterion.CT_NOISE, Status.NOT_CHECKED, m_images.ct == null ? "There is no CT" : "The CT has too little soft tissue");
        } else {
            final boolean calm = m_ctNoise <= m_options.mostCtNoise;
            add(Criterion.CT_NOISE, calm ? Status.PASS : Status.FAIL, calm ? "%.0f HU in soft tissue"
                : "The CT's noise of %.0f HU in soft tissue is more than %s HU", m_ctNoise, number(m_options.mostCtNoise));
        }
        if (m_liver == null) {
            add(Criterion.PET_NOISE, Status.NOT_CHECKED, "%s", m_images.pet == null ? "There is no PET" : m_noLiver);
        } else {
            final double variation = m_liver.sd() / m_liver.mean();
            final boolean calm = variation <= m_options.mostLiverVariation;
            add(Criterion.PET_NOISE, calm ? Status.PASS : Status.FAIL, calm ? "%.0f %% in the liver"
                : "The PET's noise of %.0f %% in the liver is more than %s %%", 100 * variation,
                number(100 * m_options.mostLiverVariation));
        }
    }
}
