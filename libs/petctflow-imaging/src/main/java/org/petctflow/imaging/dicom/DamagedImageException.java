package org.petctflow.imaging.dicom;

import java.io.IOException;

/** An image whose header could be read but whose pixels cannot: its series lacks a slice. */
final class DamagedImageException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String m_seriesUid;

    DamagedImageException(final String seriesUid, final IOException cause) {
        super(cause.getMessage(), cause);
        m_seriesUid = seriesUid;
    }

    String seriesUid() {
        return m_seriesUid;
    }
}
