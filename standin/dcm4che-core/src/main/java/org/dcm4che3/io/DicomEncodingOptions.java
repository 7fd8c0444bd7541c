package org.dcm4che3.io;

/** How a data set is laid out in bytes where DICOM PS3.5 leaves a choice. */
public class DicomEncodingOptions {

    /** No group lengths; sequences and items of undefined length unless they are empty. */
    public static final DicomEncodingOptions DEFAULT = new DicomEncodingOptions(false, true, false, true, false);

    /** Whether each group starts with its length. */
    public final boolean groupLength;

    /** Whether sequences end with a delimiter rather than having a length. */
    public final boolean undefSequenceLength;

    /** Whether empty sequences do so, too. */
    public final boolean undefEmptySequenceLength;

    /** Whether items end with a delimiter rather than having a length. */
    public final boolean undefItemLength;

    /** Whether empty items do so, too. */
    public final boolean undefEmptyItemLength;

    /**
     * @param groupLength whether each group starts with its length
     * @param undefSeqLength whether sequences end with a delimiter
     * @param undefEmptySeqLength whether empty sequences do so, too
     * @param undefItemLength whether items end with a delimiter
     * @param undefEmptyItemLength whether empty items do so, too
     */
    public DicomEncodingOptions(final boolean groupLength, final boolean undefSeqLength, final boolean undefEmptySeqLength,
        final boolean undefItemLength, final boolean undefEmptyItemLength) {
        if (undefEmptySeqLength && !undefSeqLength) {
            throw new IllegalArgumentException("empty sequences cannot have undefined length where others have a length");
        }
        if (undefEmptyItemLength && !undefItemLength) {
            throw new IllegalArgumentException("empty items cannot have undefined length where others have a length");
        }
        this.groupLength = groupLength;
        this.undefSequenceLength = undefSeqLength;
        this.undefEmptySequenceLength = undefEmptySeqLength;
        this.undefItemLength = undefItemLength;
        this.undefEmptyItemLength = undefEmptyItemLength;
    }
}
