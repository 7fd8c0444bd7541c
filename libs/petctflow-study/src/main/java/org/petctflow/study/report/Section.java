package org.petctflow.study.report;

import java.util.Arrays;
import java.util.Locale;

/** The sections of a report, in their order. */
public enum Section {
        /** Who came, who was excluded, who is analysed. */
        COHORT("Cohort"),
        /** Table 1. */
        CHARACTERISTICS("Characteristics"),
        /** What was done. */
        METHODS("Methods"),
        /** Images and their quality. */
        IMAGES("Images and segmentation"),
        /** Features and their definitions. */
        FEATURES("Features"),
        /** Which features were selected. */
        SELECTION("Feature selection"),
        /** Discrimination with uncertainty, comparisons. */
        PERFORMANCE("Performance"),
        /** Whether probabilities can be believed. */
        CALIBRATION("Calibration"),
        /** Net benefit. */
        UTILITY("Decision curve"),
        /** The deep network and its ablation. */
        DEEP("Deep learning and ablation"),
        /** What predictions rest on. */
        EXPLANATION("Explanations"),
        /** What the Data Auditor warns of. */
        AUDIT("Warnings of the data audit"),
        /** What has no section of its own. */
        OTHER("Further results"),
        /** Settings, seeds, versions. */
        SOFTWARE("Software, settings and seeds"),
        /** The checklist of prediction models. */
        TRIPOD_AI("TRIPOD+AI checklist"),
        /** The checklist of radiomics. */
        CLEAR("CLEAR checklist");

    private final String m_title;

    Section(final String title) {
        m_title = title;
    }

    /** @return what a person reads above it */
    public String title() {
        return m_title;
    }

    /** @return its anchor in the page */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String titleOf(final String id) {
        return Arrays.stream(values()).filter(s -> s.id().equals(id)).map(Section::title).findFirst().orElse(id);
    }

    /** @return whether tables and figures of nodes can stand here; the others are written by the report itself */
    public boolean takesInputs() {
        return this != METHODS && this != SOFTWARE && this != TRIPOD_AI && this != CLEAR;
    }
}
