package org.petctflow.radiomics;

/** Families of features. The name is the class in a column's name. */
public enum FeatureFamily {
        /** Size and shape. */
        MORPHOLOGY("morph", "Morphology", Kind.IBSI),
        /** Intensity peaks. */
        LOCAL_INTENSITY("loc", "Local intensity", Kind.IBSI),
        /** Statistics of intensities. */
        STATISTICS("stat", "Intensity statistics", Kind.IBSI),
        /** Statistics of grey levels. */
        INTENSITY_HISTOGRAM("ih", "Intensity histogram", Kind.IBSI),
        /** Intensity-volume histogram. */
        INTENSITY_VOLUME_HISTOGRAM("ivh", "Intensity-volume histogram", Kind.IBSI),
        /** Grey level co-occurrence. */
        COOCCURRENCE("glcm", "Grey level co-occurrence matrix", Kind.IBSI_BY_DIRECTION),
        /** Grey level runs. */
        RUN_LENGTH("glrlm", "Grey level run length matrix", Kind.IBSI_BY_DIRECTION),
        /** Grey level zones by size. */
        SIZE_ZONE("glszm", "Grey level size zone matrix", Kind.IBSI_BY_DIMENSION),
        /** Grey level zones by distance to the border. */
        DISTANCE_ZONE("gldzm", "Grey level distance zone matrix", Kind.IBSI_BY_DIMENSION),
        /** Grey level differences to the neighbourhood. */
        NEIGHBOURHOOD_DIFFERENCE("ngtdm", "Neighbourhood grey tone difference matrix", Kind.IBSI_BY_DIMENSION),
        /** Dependence on the neighbourhood. */
        NEIGHBOURHOOD_DEPENDENCE("ngldm", "Neighbouring grey level dependence matrix", Kind.IBSI_BY_DIMENSION),
        /** PyRadiomics' shape. */
        PY_SHAPE("shape", "Shape", Kind.PYRADIOMICS),
        /** PyRadiomics' shape of a plane. */
        PY_SHAPE_2D("shape2D", "Shape of a plane", Kind.PYRADIOMICS),
        /** PyRadiomics' first order statistics. */
        PY_FIRST_ORDER("firstorder", "First order statistics", Kind.PYRADIOMICS),
        /** PyRadiomics' co-occurrence. */
        PY_GLCM("glcm", "Grey level co-occurrence matrix", Kind.PYRADIOMICS),
        /** PyRadiomics' run lengths. */
        PY_GLRLM("glrlm", "Grey level run length matrix", Kind.PYRADIOMICS),
        /** PyRadiomics' zones. */
        PY_GLSZM("glszm", "Grey level size zone matrix", Kind.PYRADIOMICS),
        /** PyRadiomics' dependence. */
        PY_GLDM("gldm", "Grey level dependence matrix", Kind.PYRADIOMICS),
        /** PyRadiomics' differences to the neighbourhood. */
        PY_NGTDM("ngtdm", "Neighbourhood grey tone difference matrix", Kind.PYRADIOMICS);

    private enum Kind {
            IBSI, IBSI_BY_DIRECTION, IBSI_BY_DIMENSION, PYRADIOMICS
    }

    private final String m_className;

    private final String m_title;

    private final Kind m_kind;

    FeatureFamily(final String className, final String title, final Kind kind) {
        m_className = className;
        m_title = title;
        m_kind = kind;
    }

    /** @return the class in a column's name, e.g. {@code glcm} */
    public String className() {
        return m_className;
    }

    /** @return the name for a person */
    public String title() {
        return m_title;
    }

    /** @return whether it is one of IBSI's, else one of PyRadiomics' */
    public boolean isIbsi() {
        return m_kind != Kind.PYRADIOMICS;
    }

    /**
     * @param aggregation a way to aggregate
     * @return whether the family has features of this kind
     */
    public boolean has(final Aggregation aggregation) {
        return switch (m_kind) {
            case IBSI_BY_DIRECTION -> aggregation.byDirection();
            case IBSI_BY_DIMENSION -> aggregation != Aggregation.NONE && !aggregation.byDirection();
            default -> aggregation == Aggregation.NONE;
        };
    }
}
