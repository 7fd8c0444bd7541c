package org.dcm4che3.data;

/** What DICOM PS3.6 says of an element. The stand-in knows the standard elements only. */
public abstract class ElementDictionary {

    private final String m_privateCreator;

    /**
     * @param privateCreator whose private elements it knows, null for the standard ones
     * @param tagClass the class with the tags as constants
     */
    protected ElementDictionary(final String privateCreator, final Class<?> tagClass) {
        m_privateCreator = privateCreator;
    }

    /** @return the dictionary of the standard elements */
    public static ElementDictionary getStandardElementDictionary() {
        return StandardElementDictionary.INSTANCE;
    }

    /**
     * @param privateCreator who reserved the element's block, or null
     * @return the dictionary that knows it, otherwise the standard one
     */
    public static ElementDictionary getElementDictionary(final String privateCreator) {
        return getStandardElementDictionary();
    }

    /**
     * @param tag an element
     * @param privateCreator who reserved its block, or null
     * @return its value representation, {@link VR#UN} if unknown
     */
    public static VR vrOf(final int tag, final String privateCreator) {
        return getElementDictionary(privateCreator).vrOf(tag);
    }

    /**
     * @param tag an element
     * @param privateCreator who reserved its block, or null
     * @return its keyword, empty if unknown
     */
    public static String keywordOf(final int tag, final String privateCreator) {
        return getElementDictionary(privateCreator).keywordOf(tag);
    }

    /**
     * @param keyword an element's keyword
     * @param privateCreatorID who reserved its block, or null
     * @return its tag, -1 if unknown
     */
    public static int tagForKeyword(final String keyword, final String privateCreatorID) {
        return getElementDictionary(privateCreatorID).tagForKeyword(keyword);
    }

    /** @return whose private elements it knows, null for the standard ones */
    public final String getPrivateCreator() {
        return m_privateCreator;
    }

    /**
     * @param tag an element
     * @return its value representation, {@link VR#UN} if unknown
     */
    public abstract VR vrOf(int tag);

    /**
     * @param tag an element
     * @return its keyword, empty if unknown
     */
    public abstract String keywordOf(int tag);

    /**
     * @param keyword an element's keyword
     * @return its tag, -1 if unknown
     */
    public int tagForKeyword(final String keyword) {
        return -1;
    }
}
