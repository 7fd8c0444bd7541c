package org.dcm4che3.data;

/** Tags of DICOM PS3.6 by their keywords: those that the suite uses. */
public class Tag {

    /** File Meta Information Group Length (0002,0000), UL. */
    public static final int FileMetaInformationGroupLength = 0x00020000;

    /** File Meta Information Version (0002,0001), OB. */
    public static final int FileMetaInformationVersion = 0x00020001;

    /** Media Storage SOP Class UID (0002,0002), UI. */
    public static final int MediaStorageSOPClassUID = 0x00020002;

    /** Media Storage SOP Instance UID (0002,0003), UI. */
    public static final int MediaStorageSOPInstanceUID = 0x00020003;

    /** Transfer Syntax UID (0002,0010), UI. */
    public static final int TransferSyntaxUID = 0x00020010;

    /** Implementation Class UID (0002,0012), UI. */
    public static final int ImplementationClassUID = 0x00020012;

    /** Implementation Version Name (0002,0013), SH. */
    public static final int ImplementationVersionName = 0x00020013;

    /** Specific Character Set (0008,0005), CS. */
    public static final int SpecificCharacterSet = 0x00080005;

    /** SOP Class UID (0008,0016), UI. */
    public static final int SOPClassUID = 0x00080016;

    /** SOP Instance UID (0008,0018), UI. */
    public static final int SOPInstanceUID = 0x00080018;

    /** Samples per Pixel (0028,0002), US. */
    public static final int SamplesPerPixel = 0x00280002;

    /** Rows (0028,0010), US. */
    public static final int Rows = 0x00280010;

    /** Columns (0028,0011), US. */
    public static final int Columns = 0x00280011;

    /** Bits Allocated (0028,0100), US. */
    public static final int BitsAllocated = 0x00280100;

    /** Bits Stored (0028,0101), US. */
    public static final int BitsStored = 0x00280101;

    /** High Bit (0028,0102), US. */
    public static final int HighBit = 0x00280102;

    /** Pixel Representation (0028,0103), US. */
    public static final int PixelRepresentation = 0x00280103;

    /** Smallest Valid Pixel Value (0028,0104), US/SS. */
    public static final int SmallestValidPixelValue = 0x00280104;

    /** Largest Valid Pixel Value (0028,0105), US/SS. */
    public static final int LargestValidPixelValue = 0x00280105;

    /** Smallest Image Pixel Value (0028,0106), US/SS. */
    public static final int SmallestImagePixelValue = 0x00280106;

    /** Largest Image Pixel Value (0028,0107), US/SS. */
    public static final int LargestImagePixelValue = 0x00280107;

    /** Smallest Pixel Value in Series (0028,0108), US/SS. */
    public static final int SmallestPixelValueInSeries = 0x00280108;

    /** Largest Pixel Value in Series (0028,0109), US/SS. */
    public static final int LargestPixelValueInSeries = 0x00280109;

    /** Smallest Image Pixel Value in Plane (0028,0110), US/SS. */
    public static final int SmallestImagePixelValueInPlane = 0x00280110;

    /** Largest Image Pixel Value in Plane (0028,0111), US/SS. */
    public static final int LargestImagePixelValueInPlane = 0x00280111;

    /** Pixel Padding Value (0028,0120), US/SS. */
    public static final int PixelPaddingValue = 0x00280120;

    /** Pixel Padding Range Limit (0028,0121), US/SS. */
    public static final int PixelPaddingRangeLimit = 0x00280121;

    /** Gray Lookup Table Descriptor (0028,1100), US/SS. */
    public static final int GrayLookupTableDescriptor = 0x00281100;

    /** Red Palette Color Lookup Table Descriptor (0028,1101), US/SS. */
    public static final int RedPaletteColorLookupTableDescriptor = 0x00281101;

    /** Green Palette Color Lookup Table Descriptor (0028,1102), US/SS. */
    public static final int GreenPaletteColorLookupTableDescriptor = 0x00281102;

    /** Blue Palette Color Lookup Table Descriptor (0028,1103), US/SS. */
    public static final int BluePaletteColorLookupTableDescriptor = 0x00281103;

    /** Large Red Palette Color Lookup Table Descriptor (0028,1111), US/SS. */
    public static final int LargeRedPaletteColorLookupTableDescriptor = 0x00281111;

    /** Large Green Palette Color Lookup Table Descriptor (0028,1112), US/SS. */
    public static final int LargeGreenPaletteColorLookupTableDescriptor = 0x00281112;

    /** Large Blue Palette Color Lookup Table Descriptor (0028,1113), US/SS. */
    public static final int LargeBluePaletteColorLookupTableDescriptor = 0x00281113;

    /** Real World Value Last Value Mapped (0040,9211), US/SS. */
    public static final int RealWorldValueLastValueMapped = 0x00409211;

    /** Real World Value First Value Mapped (0040,9216), US/SS. */
    public static final int RealWorldValueFirstValueMapped = 0x00409216;

    /** Histogram First Bin Value (0060,3004), US/SS. */
    public static final int HistogramFirstBinValue = 0x00603004;

    /** Histogram Last Bin Value (0060,3006), US/SS. */
    public static final int HistogramLastBinValue = 0x00603006;

    /** Pixel Data (7FE0,0010), OB/OW. */
    public static final int PixelData = 0x7FE00010;

    /** Item (FFFE,E000). */
    public static final int Item = 0xFFFEE000;

    /** Item Delimitation Item (FFFE,E00D). */
    public static final int ItemDelimitationItem = 0xFFFEE00D;

    /** Sequence Delimitation Item (FFFE,E0DD). */
    public static final int SequenceDelimitationItem = 0xFFFEE0DD;
}
