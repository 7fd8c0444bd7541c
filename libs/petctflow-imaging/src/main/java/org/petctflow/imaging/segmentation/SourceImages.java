package org.petctflow.imaging.segmentation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * The images that a segmentation was drawn on, as DICOM SEG names them: all images of the series in the Common Instance Reference Module
 * (PS3.3 section C.12.2), and the image of a frame's slice in the Derivation Image functional group (section C.7.6.16.2.6, with the codes
 * of section A.51.5.1). Where an image's SOPInstanceUID is unknown, as of NIfTI or of a resampled volume, only the series is named.
 */
final class SourceImages {

    private final VolumeInfo m_info;

    private final String[] m_classes;

    private final String[] m_instances;

    private final String[] m_frames;

    SourceImages(final VolumeInfo info) {
        m_info = info;
        m_classes = DicomTags.perSlice(info, "SOPClassUID");
        m_instances = DicomTags.perSlice(info, DicomTags.SOP_INSTANCE_UID);
        m_frames = DicomTags.perSlice(info, DicomTags.FRAME_NUMBER);
    }

    private boolean known(final int slice) {
        return slice < m_instances.length && !m_instances[slice].isEmpty() && slice < m_classes.length && !m_classes[slice].isEmpty();
    }

    /** Names the series, and its images where they are known. */
    void addSeries(final Attributes data) {
        if (m_info.seriesUid().isEmpty()) {
            return;
        }
        final Attributes series = new Attributes();
        data.newSequence(Tag.ReferencedSeriesSequence, 1).add(series);
        series.setString(Tag.SeriesInstanceUID, VR.UI, m_info.seriesUid());
        final Map<String, String> images = new LinkedHashMap<>();
        for (int s = 0; s < m_instances.length; s++) {
            if (known(s)) {
                images.putIfAbsent(m_instances[s], m_classes[s]);
            }
        }
        if (images.isEmpty()) {
            return;
        }
        final Sequence instances = series.newSequence(Tag.ReferencedInstanceSequence, images.size());
        images.forEach((uid, sopClass) -> instances.add(reference(sopClass, uid)));
    }

    private static Attributes reference(final String sopClass, final String uid) {
        final Attributes a = new Attributes();
        a.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClass);
        a.setString(Tag.ReferencedSOPInstanceUID, VR.UI, uid);
        return a;
    }

    /** Names the image of a frame. */
    void addDerivation(final Attributes frame, final int slice) {
        if (m_info.seriesUid().isEmpty() || !known(slice)) {
            return;
        }
        final Attributes derivation = new Attributes();
        frame.newSequence(Tag.DerivationImageSequence, 1).add(derivation);
        code(derivation, Tag.DerivationCodeSequence, "113076", "Segmentation");
        final Attributes source = reference(m_classes[slice], m_instances[slice]);
        derivation.newSequence(Tag.SourceImageSequence, 1).add(source);
        if (slice < m_frames.length && !m_frames[slice].isEmpty()) {
            source.setString(Tag.ReferencedFrameNumber, VR.IS, m_frames[slice]);
        }
        code(source, Tag.PurposeOfReferenceCodeSequence, "121322", "Source image for image processing operation");
    }

    private static void code(final Attributes data, final int tag, final String value, final String meaning) {
        final Attributes code = new Attributes();
        data.newSequence(tag, 1).add(code);
        code.setString(Tag.CodeValue, VR.SH, value);
        code.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
        code.setString(Tag.CodeMeaning, VR.LO, meaning);
    }

    /** What a file's frames say of their images. */
    static void addInstances(final Attributes groups, final Set<String> instances) {
        for (final Attributes derivation : StructureSetReader.items(groups, Tag.DerivationImageSequence)) {
            for (final Attributes source : StructureSetReader.items(derivation, Tag.SourceImageSequence)) {
                StructureSetReader.addUid(instances, source.getString(Tag.ReferencedSOPInstanceUID));
            }
        }
    }
}
