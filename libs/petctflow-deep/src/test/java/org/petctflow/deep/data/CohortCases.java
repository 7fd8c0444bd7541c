package org.petctflow.deep.data;

import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.roi.Lesion;
import org.petctflow.imaging.roi.RoiCropper;
import org.petctflow.imaging.synthetic.SyntheticCase;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;

/**
 * Patients of the Synthetic Cohort, cropped as the ROI Cropper does, without the way over DICOM files. The labels are EGFR and
 * subtype; the features are age and CEA of the clinical table (NaN where missing) and the tumour's volume, which tell next to
 * nothing about the labels.
 */
public final class CohortCases implements CaseSource {

    /** The labels, with the classes in alphabetical order as the nodes have them. */
    public static final List<Task> TASKS =
        List.of(new Task("EGFR", List.of("0", "1")), new Task("subtype", List.of("adenocarcinoma", "squamous")));

    private static final List<String> FEATURES = List.of("age", "cea_ng_ml", "Mask volume (ml)");

    private record Patient(Images images, double[] features, int[] looks, int[] shuffled) {
    }

    private final SyntheticCohort.Options m_options;

    private final double m_edge;

    private final double[] m_size;

    private final Patient[] m_patients;

    private final boolean m_shuffled;

    /**
     * @param options the cohort
     * @param edge edge of the boxes' voxels in mm; divides their size
     * @param size the boxes' size: mm along slices, rows and columns
     */
    public CohortCases(final SyntheticCohort.Options options, final double edge, final double[] size) {
        // images and clinical data are the same; the labels that know nothing come beside those that show
        this(options.withEffect(options.effect(), true), edge, size.clone(), new Patient[options.patients()], false);
    }

    private CohortCases(final SyntheticCohort.Options options, final double edge, final double[] size, final Patient[] patients,
        final boolean shuffled) {
        m_options = options;
        m_edge = edge;
        m_size = size;
        m_patients = patients;
        m_shuffled = shuffled;
    }

    /** @return the same patients with labels that know nothing of them */
    public CohortCases shuffled() {
        return new CohortCases(m_options, m_edge, m_size, m_patients, true);
    }

    /** Made once and kept: 0.3 MB at 2 mm. */
    private Patient get(final int index) {
        if (m_patients[index] == null) {
            final SyntheticCase patient = SyntheticCase.of(m_options, index);
            final Mask mask = patient.mask();
            final double[] features = FEATURES.stream().mapToDouble(f -> {
                final String text = patient.clinical().get(f);
                return text == null ? mask.volume() / 1000 : text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            }).toArray();
            final SyntheticCase.Truth truth = patient.truth();
            m_patients[index] = new Patient(images(patient, mask), features,
                new int[]{truth.egfrLook() ? 1 : 0, truth.subtypeLook() ? 0 : 1},
                new int[]{patient.egfr() ? 1 : 0, patient.adenocarcinoma() ? 0 : 1});
        }
        return m_patients[index];
    }

    private Images images(final SyntheticCase patient, final Mask mask) {
        final double[] centre = Lesion.of(mask, Lesion.Choice.WHOLE_MASK, Connectivity.CORNERS, 0).get(0)
            .centre(Lesion.Centre.CENTRE_OF_MASS);
        final Geometry box =
            RoiCropper.box(patient.ct().geometry(), centre, m_size, new double[]{m_edge, m_edge, m_edge});
        return new Images(crop(patient.ct(), box), crop(patient.pet(), box),
            RoiCropper.crop(mask, box, Interpolation.LINEAR, Progress.NONE));
    }

    @Override
    public int size() {
        return m_options.patients();
    }

    @Override
    public String name(final int index) {
        return String.format(java.util.Locale.ROOT, "SYN-%04d", index + 1);
    }

    @Override
    public List<String> featureNames() {
        return FEATURES;
    }

    @Override
    public double[] features(final int index) {
        return get(index).features();
    }

    @Override
    public List<Task> tasks() {
        return TASKS;
    }

    @Override
    public int[] labels(final int index) {
        return m_shuffled ? get(index).shuffled() : get(index).looks();
    }

    @Override
    public Images images(final int index) {
        return get(index).images();
    }

    private static Volume crop(final Volume volume, final Geometry box) {
        return RoiCropper.crop(volume, box,
            ResampleOptions.of(Interpolation.LINEAR).withOutside(RoiCropper.defaultPadding(volume.info())), Progress.NONE);
    }
}
