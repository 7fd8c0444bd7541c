package org.dcm4che3.io;

import java.io.IOException;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;

/** Takes the parts of a data set as they are read. */
public interface DicomInputHandler {

    /**
     * @param dis stands behind an element's header
     * @param attrs takes the element
     * @throws IOException if reading fails
     */
    void readValue(DicomInputStream dis, Attributes attrs) throws IOException;

    /**
     * @param dis stands behind an item's header
     * @param seq takes the item
     * @throws IOException if reading fails
     */
    void readValue(DicomInputStream dis, Sequence seq) throws IOException;

    /**
     * @param dis stands behind a fragment's header
     * @param frags takes the fragment
     * @throws IOException if reading fails
     */
    void readValue(DicomInputStream dis, Fragments frags) throws IOException;

    /**
     * @param dis stands before the file meta information or the data set
     * @throws IOException if reading fails
     */
    void startDataset(DicomInputStream dis) throws IOException;

    /**
     * @param dis stands behind the data set
     * @throws IOException if reading fails
     */
    void endDataset(DicomInputStream dis) throws IOException;
}
