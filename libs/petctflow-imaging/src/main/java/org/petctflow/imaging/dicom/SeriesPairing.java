package org.petctflow.imaging.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;

/**
 * Finds the PET and the CT of a study that belong together.
 *
 * <p>Of the PET series: attenuation corrected before uncorrected, Bq/ml or SUV before counts, a whole series before a frame, gate
 * or bed, the larger extent, the lower series number. Of the CT series in the same frame of reference: the one that holds most
 * of the PET (in steps of 5 %), then the number of slices nearest to the PET's, then the spacing nearest to the PET's, then the
 * lower series number. Only slices count: localizers, projections and refused series do not.
 */
public final class SeriesPairing {

    /** Differences of overlap below this share say nothing. */
    private static final double OVERLAP_STEP = 0.05;

    private SeriesPairing() {
    }

    /**
     * A study's choice.
     *
     * @param studyUid the study
     * @param patientKey the patient
     * @param pet the PET; null if there is none
     * @param ct the CT; null if none belongs to the PET
     * @param explanation why these, in words
     */
    public record Pair(String studyUid, String patientKey, SeriesRecord pet, SeriesRecord ct, String explanation) {

        /** @return whether there are both */
        public boolean complete() {
            return pet != null && ct != null;
        }
    }

    /**
     * @param series the series of a scan
     * @return one choice for each study that has a PET or a CT, in the order of the series
     */
    public static List<Pair> pair(final List<SeriesRecord> series) {
        final Map<String, List<SeriesRecord>> studies = new LinkedHashMap<>();
        for (final SeriesRecord s : series) {
            if (s.modality() == Modality.PET || s.modality() == Modality.CT) {
                studies.computeIfAbsent(s.patientKey() + "\\" + s.studyUid(), k -> new ArrayList<>()).add(s);
            }
        }
        final List<Pair> pairs = new ArrayList<>();
        studies.values().forEach(s -> pairs.add(choose(s)));
        return pairs;
    }

    private static Pair choose(final List<SeriesRecord> study) {
        final SeriesRecord any = study.get(0);
        final List<SeriesRecord> pets = usable(study, Modality.PET);
        final List<SeriesRecord> cts = usable(study, Modality.CT);
        pets.sort(Comparator.comparing((SeriesRecord s) -> !s.attenuationCorrected())
            .thenComparing(s -> !(s.unit().equals(Units.BQML) || Units.isSuv(s.unit()))).thenComparing(s -> s.parts() > 1)
            .thenComparingDouble(s -> -extent(s)).thenComparingInt(SeriesRecord::number)
            .thenComparing(SeriesRecord::seriesUid).thenComparingInt(SeriesRecord::partNumber));
        if (pets.isEmpty()) {
            return new Pair(any.studyUid(), any.patientKey(), null, null, "no usable PET series" + refused(study, Modality.PET));
        }
        final SeriesRecord pet = pets.get(0);
        String explanation = name(pet) + (pets.size() == 1 ? " is the only usable PET series" : " was chosen of " + pets.size()
            + " PET series (" + (pet.attenuationCorrected() ? "attenuation corrected" : "none is attenuation corrected") + ", "
            + pet.unit() + ", " + SliceStack.mm(extent(pet)) + " mm long)");
        final List<SeriesRecord> same = new ArrayList<>(cts);
        same.removeIf(ct -> pet.frameOfReferenceUid().isEmpty()
            || !ct.frameOfReferenceUid().equals(pet.frameOfReferenceUid()) || !(overlap(pet, ct) > 0));
        if (same.isEmpty()) {
            final String why = cts.isEmpty() ? "no usable CT series" + refused(study, Modality.CT)
                : pet.frameOfReferenceUid().isEmpty() ? "the PET has no FrameOfReferenceUID (0020,0052)"
                : "none of " + cts.size() + " CT series shares its frame of reference and overlaps it";
            return new Pair(any.studyUid(), any.patientKey(), pet, null, explanation + "; " + why);
        }
        same.sort(Comparator.comparingLong((SeriesRecord ct) -> -Math.round(overlap(pet, ct) / OVERLAP_STEP))
            .thenComparingInt(ct -> Math.abs(ct.geometry().slices() - pet.geometry().slices()))
            .thenComparingDouble(ct -> Math.abs(ct.geometry().spacing(0) - pet.geometry().spacing(0)))
            .thenComparingInt(SeriesRecord::number).thenComparing(SeriesRecord::seriesUid)
            .thenComparingInt(SeriesRecord::partNumber));
        final SeriesRecord ct = same.get(0);
        explanation += String.format(Locale.ROOT, "; %s has its frame of reference and holds %.0f %% of it", name(ct),
            100 * overlap(pet, ct));
        if (same.size() > 1) {
            final SeriesRecord next = same.get(1);
            explanation += String.format(Locale.ROOT, ", before %s series %d (%.0f %%, %d slices of %s mm)",
                next.modality(), next.number(), 100 * overlap(pet, next), next.geometry().slices(), SliceStack.mm(next.geometry().spacing(0)));
        }
        return new Pair(any.studyUid(), any.patientKey(), pet, ct, explanation);
    }

    private static List<SeriesRecord> usable(final List<SeriesRecord> study, final Modality modality) {
        final List<SeriesRecord> usable = new ArrayList<>();
        for (final SeriesRecord s : study) {
            if (s.modality() == modality && s.readable() && s.kind() == SeriesRecord.Kind.IMAGE) {
                usable.add(s);
            }
        }
        return usable;
    }

    private static String refused(final List<SeriesRecord> study, final Modality modality) {
        final StringBuilder why = new StringBuilder();
        for (final SeriesRecord s : study) {
            if (s.modality() == modality && !s.readable()) {
                why.append(why.length() == 0 ? ": " : "; ").append(name(s)).append(": ").append(s.refusal());
            }
        }
        return why.toString();
    }

    private static String name(final SeriesRecord s) {
        final String part = s.part().isEmpty() ? "" : ", " + s.part();
        return s.modality() + " series " + s.number() + (s.geometry() == null ? "" : " (" + s.geometry().slices() + " slices of "
            + SliceStack.mm(s.geometry().spacing(0)) + " mm" + part + ")");
    }

    private static double extent(final SeriesRecord s) {
        return s.geometry().slices() * s.geometry().spacing(0);
    }

    /** @return the share of the PET's bounding box that lies within the CT's */
    static double overlap(final SeriesRecord pet, final SeriesRecord ct) {
        final double[] p = box(pet.geometry());
        final double[] c = box(ct.geometry());
        double share = 1;
        for (int i = 0; i < 3; i++) {
            final double common = Math.min(p[3 + i], c[3 + i]) - Math.max(p[i], c[i]);
            share *= Math.max(0, common) / (p[3 + i] - p[i]);
        }
        return share;
    }

    /** @return least and greatest x, y, z of the voxels' corners in mm */
    private static double[] box(final Geometry g) {
        final double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE,
            -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            final double[] p = g.toPatient((corner & 1) == 0 ? -0.5 : g.slices() - 0.5, (corner & 2) == 0 ? -0.5 : g.rows() - 0.5,
                (corner & 4) == 0 ? -0.5 : g.columns() - 0.5);
            for (int i = 0; i < 3; i++) {
                box[i] = Math.min(box[i], p[i]);
                box[3 + i] = Math.max(box[3 + i], p[i]);
            }
        }
        return box;
    }
}
