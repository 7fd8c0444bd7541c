package org.knime.core.webui.node.view;

/** How a view's page is sized. */
public enum PageFormat {

        /** Four to three. */
        ASPECT_RATIO_4BY3,
        /** As its content needs. */
        AUTO
}
