package org.knime.core.webui.node.dialog.defaultdialog.setting.filter;

import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter.PatternMode;

/** How texts are chosen. */
public enum StringFilterMode {
        /** One by one. */
        MANUAL,
        /** By a regular expression. */
        REGEX,
        /** By * and ?. */
        WILDCARD;

    /** @return the kind of pattern */
    public PatternMode toPatternMode() {
        return this == REGEX ? PatternMode.REGEX : PatternMode.WILDCARD;
    }
}
