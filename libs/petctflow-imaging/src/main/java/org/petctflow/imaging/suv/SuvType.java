package org.petctflow.imaging.suv;

import org.petctflow.imaging.volume.Units;

/** By what a standardised uptake value is normalised. */
public enum SuvType {
        /** Body weight in g. */
        BW("BW", Units.SUV_BW),
        /**
         * Lean body mass after Morgan and Bray 1994 (J Nucl Med Technol 22:213, correcting a constant of James): men
         * {@code 1.10 W - 120 (W/H)^2} kg. DICOM's {@code LBM}, QIBA's and Sugawara's (doi:10.1148/radiology.213.2.r99nv37521)
         * choice.
         */
        LBM_MORGAN("LBM", Units.SUV_LBM),
        /** Lean body mass after James 1976 (Research on obesity, HMSO): men {@code 1.10 W - 128 (W/H)^2} kg. */
        LBM_JAMES("LBMJAMES128", Units.SUV_LBM),
        /** Lean body mass after Janmahasatian et al. 2005 (doi:10.2165/00003088-200544100-00004). */
        LBM_JANMAHASATIAN("LBMJANMA", Units.SUV_LBM),
        /** Body surface area in cm2 after DuBois and DuBois 1916 (Arch Intern Med 17:863). */
        BSA("BSA", Units.SUV_BSA),
        /** Ideal body weight in g after Devine as given by Sugawara et al. 1999 (doi:10.1148/radiology.213.2.r99nv37521). */
        IBW("IBW", Units.SUV_IBW);

    private final String m_term;

    private final String m_unit;

    SuvType(final String term, final String unit) {
        m_term = term;
        m_unit = unit;
    }

    /** @return DICOM's defined term for SUVType (0054,1006) */
    public String term() {
        return m_term;
    }

    /** @return one of {@link Units} */
    public String unit() {
        return m_unit;
    }

    /** @return whether it needs the patient's height */
    public boolean needsHeight() {
        return this != BW;
    }

    /** @return whether it differs between men and women */
    public boolean needsSex() {
        return this != BW && this != BSA;
    }

    /**
     * @param term a value of SUVType (0054,1006); empty means body weight (PS3.3 section C.8.9.1)
     * @return the type, null if DICOM does not know the term
     */
    static SuvType ofTerm(final String term) {
        if (term.isEmpty()) {
            return BW;
        }
        for (final SuvType t : values()) {
            if (t.m_term.equals(term)) {
                return t;
            }
        }
        return null;
    }
}
