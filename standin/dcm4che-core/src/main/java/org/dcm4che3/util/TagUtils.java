package org.dcm4che3.util;

import org.dcm4che3.data.Tag;

/** Arithmetic of tags (DICOM PS3.5 section 7). */
public class TagUtils {

    /**
     * @param n a number
     * @return its lowest four hexadecimal digits
     */
    public static String shortToHexString(final int n) {
        return String.format("%04X", n & 0xffff);
    }

    /**
     * @param tag a tag
     * @return its eight hexadecimal digits
     */
    public static String toHexString(final int tag) {
        return String.format("%08X", tag);
    }

    /**
     * @param tag a tag
     * @return e.g. {@code (0010,1030)}
     */
    public static String toString(final int tag) {
        return String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff);
    }

    /**
     * @param tag a tag
     * @return its group
     */
    public static int groupNumber(final int tag) {
        return tag >>> 16;
    }

    /**
     * @param tag a tag
     * @return its element
     */
    public static int elementNumber(final int tag) {
        return tag & 0xffff;
    }

    /**
     * @param tag a tag
     * @return whether it is a group's length
     */
    public static boolean isGroupLength(final int tag) {
        return (tag & 0xffff) == 0;
    }

    /**
     * @param tag a tag
     * @return whether it reserves a block of private elements
     */
    public static boolean isPrivateCreator(final int tag) {
        return isPrivateGroup(tag) && (tag & 0xff00) == 0 && (tag & 0xf0) != 0;
    }

    /**
     * @param tag a tag
     * @return whether its group is odd
     */
    public static boolean isPrivateGroup(final int tag) {
        return (tag & 0x10000) != 0;
    }

    /**
     * @param tag a tag
     * @return whether it is an element of a private block
     */
    public static boolean isPrivateTag(final int tag) {
        return isPrivateGroup(tag) && (tag & 0xff00) != 0;
    }

    /**
     * @param groupNumber the group
     * @param elementNumber the element
     * @return the tag
     */
    public static int toTag(final int groupNumber, final int elementNumber) {
        return groupNumber << 16 | elementNumber;
    }

    /**
     * @param creatorTag the tag that reserves the block
     * @param elementNumber an element, of which the last two digits count
     * @return the element's tag within the block
     */
    public static int toPrivateTag(final int creatorTag, final int elementNumber) {
        return (creatorTag & 0xffff0000) | (creatorTag & 0xff) << 8 | (elementNumber & 0xff);
    }

    /**
     * @param tag a private element
     * @return the tag that reserves its block
     */
    public static int creatorTagOf(final int tag) {
        return (tag & 0xffff0000) | (tag >>> 8 & 0xff);
    }

    /**
     * @param tag a tag
     * @return the tag of its group's length
     */
    public static int groupLengthTagOf(final int tag) {
        return tag & 0xffff0000;
    }

    /**
     * @param tag a tag
     * @return whether it is an item or a delimiter
     */
    public static boolean isItem(final int tag) {
        return tag == Tag.Item || tag == Tag.ItemDelimitationItem || tag == Tag.SequenceDelimitationItem;
    }

    /**
     * @param tag a tag
     * @return whether it belongs to the file meta information
     */
    public static boolean isFileMetaInformation(final int tag) {
        return tag >>> 16 == 2;
    }
}
