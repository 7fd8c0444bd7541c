package org.dcm4che3.data;

/** Unique identifiers of DICOM PS3.6 by their keywords: those that the suite uses. */
public class UID {

    /** Implicit VR Little Endian. */
    public static final String ImplicitVRLittleEndian = "1.2.840.10008.1.2";

    /** Explicit VR Little Endian. */
    public static final String ExplicitVRLittleEndian = "1.2.840.10008.1.2.1";

    /** Deflated Explicit VR Little Endian. */
    public static final String DeflatedExplicitVRLittleEndian = "1.2.840.10008.1.2.1.99";

    /** Explicit VR Big Endian. */
    public static final String ExplicitVRBigEndian = "1.2.840.10008.1.2.2";

    /** JPEG Baseline (Process 1). */
    public static final String JPEGBaseline8Bit = "1.2.840.10008.1.2.4.50";

    /** JPEG Lossless, Non-Hierarchical (Process 14). */
    public static final String JPEGLossless = "1.2.840.10008.1.2.4.57";

    /** JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1]). */
    public static final String JPEGLosslessSV1 = "1.2.840.10008.1.2.4.70";

    /** JPEG-LS Lossless Image Compression. */
    public static final String JPEGLSLossless = "1.2.840.10008.1.2.4.80";

    /** JPEG-LS Lossy (Near-Lossless) Image Compression. */
    public static final String JPEGLSNearLossless = "1.2.840.10008.1.2.4.81";

    /** JPEG 2000 Image Compression (Lossless Only). */
    public static final String JPEG2000Lossless = "1.2.840.10008.1.2.4.90";

    /** JPEG 2000 Image Compression. */
    public static final String JPEG2000 = "1.2.840.10008.1.2.4.91";

    /** JPIP Referenced Deflate. */
    public static final String JPIPReferencedDeflate = "1.2.840.10008.1.2.4.95";

    /** JPIP HTJ2K Referenced Deflate. */
    public static final String JPIPHTJ2KReferencedDeflate = "1.2.840.10008.1.2.4.205";

    /** RLE Lossless. */
    public static final String RLELossless = "1.2.840.10008.1.2.5";

    /** Media Storage Directory Storage. */
    public static final String MediaStorageDirectoryStorage = "1.2.840.10008.1.3.10";

    /** CT Image Storage. */
    public static final String CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";

    /** Enhanced CT Image Storage. */
    public static final String EnhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.1";

    /** Legacy Converted Enhanced CT Image Storage. */
    public static final String LegacyConvertedEnhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.2";

    /** MR Image Storage. */
    public static final String MRImageStorage = "1.2.840.10008.5.1.4.1.1.4";

    /** Secondary Capture Image Storage. */
    public static final String SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";

    /** Segmentation Storage. */
    public static final String SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";

    /** Real World Value Mapping Storage. */
    public static final String RealWorldValueMappingStorage = "1.2.840.10008.5.1.4.1.1.67";

    /** Positron Emission Tomography Image Storage. */
    public static final String PositronEmissionTomographyImageStorage = "1.2.840.10008.5.1.4.1.1.128";

    /** Legacy Converted Enhanced PET Image Storage. */
    public static final String LegacyConvertedEnhancedPETImageStorage = "1.2.840.10008.5.1.4.1.1.128.1";

    /** Enhanced PET Image Storage. */
    public static final String EnhancedPETImageStorage = "1.2.840.10008.5.1.4.1.1.130";

    /** RT Dose Storage. */
    public static final String RTDoseStorage = "1.2.840.10008.5.1.4.1.1.481.2";

    /** RT Structure Set Storage. */
    public static final String RTStructureSetStorage = "1.2.840.10008.5.1.4.1.1.481.3";
}
