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

    private final SyntheticCohort.Options m_options;

    private final double m_edge;

    private final double[] m_size;

    private int m_last = -1;

    private SyntheticCase m_case;

    /**
     * @param options the cohort
     * @param edge edge of the boxes' voxels in mm; divides their size
     * @param size the boxes' size: mm along slices, rows and columns
     */
    public CohortCases(final SyntheticCohort.Options options, final double edge, final double[] size) {
        m_options = options;
        m_edge = edge;
        m_size = size.clone();
    }

    private SyntheticCase get(final int index) {
        if (index != m_last) {
            m_case = SyntheticCase.of(m_options, index);
            m_last = index;
        }
        return m_case;
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
        return FEATURES.stream().mapToDouble(f -> {
            final String text = get(index).clinical().get(f);
            return text == null ? get(index).mask().volume() / 1000 : text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }).toArray();
    }

    @Override
    public List<Task> tasks() {
        return TASKS;
    }

    @Override
    public int[] labels(final int index) {
        return new int[]{get(index).egfr() ? 1 : 0, get(index).adenocarcinoma() ? 0 : 1};
    }

    @Override
    public Images images(final int index) {
        final SyntheticCase patient = get(index);
        final Mask mask = patient.mask();
        final double[] centre = Lesion.of(mask, Lesion.Choice.WHOLE_MASK, Connectivity.CORNERS, 0).get(0).centre(Lesion.Centre.CENTRE_OF_MASS);
        final Geometry box =
            RoiCropper.box(patient.ct().geometry(), centre, m_size, new double[]{m_edge, m_edge, m_edge});
        return new Images(crop(patient.ct(), box), crop(patient.pet(), box),
            RoiCropper.crop(mask, box, Interpolation.LINEAR, Progress.NONE));
    }

    private static Volume crop(final Volume volume, final Geometry box) {
        return RoiCropper.crop(volume, box,
            ResampleOptions.of(Interpolation.LINEAR).withOutside(RoiCropper.defaultPadding(volume.info())), Progress.NONE);
    }
}
