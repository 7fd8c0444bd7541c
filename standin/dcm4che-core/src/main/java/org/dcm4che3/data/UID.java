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

    /** JPIP Referenced Deflate. */
    public static final String JPIPReferencedDeflate = "1.2.840.10008.1.2.4.95";

    /** JPIP HTJ2K Referenced Deflate. */
    public static final String JPIPHTJ2KReferencedDeflate = "1.2.840.10008.1.2.4.205";
}
