package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes;

/** How names are chosen. */
public enum TypedStringFilterMode {

        /** One by one. */
        MANUAL,
        /** By a regular expression. */
        REGEX,
        /** By * and ?. */
        WILDCARD,
        /** By type. */
        TYPE
}
