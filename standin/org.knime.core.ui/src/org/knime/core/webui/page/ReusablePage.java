package org.knime.core.webui.page;

/** A page that never changes and is loaded once for all views. */
public final class ReusablePage extends FromFilePage {

    private final String m_name;

    ReusablePage(final FromFilePage p, final String pageName) {
        super(p);
        m_name = pageName;
    }

    /** @return the name the page is known by */
    public String getPageId() {
        if (!isCompletelyStatic()) {
            throw new IllegalStateException("The page " + m_name + " has files that change and cannot be loaded once for all.");
        }
        return switch (getContentType()) {
            case HTML -> m_name + ":" + System.identityHashCode(this);
            case SHADOW_APP -> m_name;
            default -> throw new IllegalStateException("A page of type " + getContentType() + " cannot be loaded once for all.");
        };
    }
}
