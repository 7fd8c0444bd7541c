package org.knime.core.node;

/**
 * A view of a desktop; the stand-in never opens one.
 *
 * @param <T> what it shows
 */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    private final T m_model;

    /** What a view can show. */
    public static interface ViewableModel {
    }

    /** @param viewableModel what it shows */
    protected AbstractNodeView(final T viewableModel) {
        m_model = viewableModel;
    }

    /** @return what it shows */
    protected final T getViewableModel() {
        return m_model;
    }

    /** Called when what it shows has changed. */
    protected abstract void modelChanged();
}
