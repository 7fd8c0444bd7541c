package org.petctflow.deep.network;

/** Where in the network an activation can be watched and explained. */
public enum Layer {
        /** The CT encoder's small-scale map. */
        CT_ENCODER("CT encoder"),
        /** The PET encoder's small-scale map. */
        PET_ENCODER("PET encoder"),
        /** What the small-scale attention gives, both directions. */
        SMALL_SCALE_ATTENTION("Small-scale attention"),
        /** What the large-scale attention gives, both directions. */
        LARGE_SCALE_ATTENTION("Large-scale attention");

    private final String m_title;

    Layer(final String title) {
        m_title = title;
    }

    /** @return its name for a person */
    public String title() {
        return m_title;
    }
}
