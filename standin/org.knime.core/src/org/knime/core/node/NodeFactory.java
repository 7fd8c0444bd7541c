package org.knime.core.node;

import java.net.URL;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.petctflow.standin.core.NodeText;
import org.w3c.dom.Element;

/**
 * Makes the parts of a node: model, description, icon.
 * <p>
 * Differs from KNIME on purpose: a description that is not there or broken is an error, not a node without one.
 *
 * @param <T> the class of the model
 */
public abstract class NodeFactory<T extends NodeModel> {

    private final boolean m_lazy;

    private NodeText m_text;

    private URL m_icon;

    static {
        NodeAccessImpl.register();
    }

    /** What kind of work a node does. */
    public static enum NodeType {
            /** Gives data. */
            Source,
            /** Takes data only. */
            Sink,
            /** Makes a model of data. */
            Learner,
            /** Applies a model to data. */
            Predictor,
            /** Makes data of data. */
            Manipulator,
            /** Shows data. */
            Visualizer,
            /** Asks the user. */
            Widget,
            /** Holds other nodes. */
            Meta,
            /** Begins a loop. */
            LoopStart,
            /** Ends a loop. */
            LoopEnd,
            /** Begins a scope. */
            ScopeStart,
            /** Ends a scope. */
            ScopeEnd,
            /** Asks the user, in older versions. */
            @Deprecated
            QuickForm,
            /** Sets options of a component. */
            Configuration,
            /** Anything else. */
            Other,
            /** Stands for a node that is not there. */
            Missing,
            /** Is not known. */
            Unknown,
            /** Is a component. */
            Subnode,
            /** Is the input of a component. */
            VirtualIn,
            /** Is the output of a component. */
            VirtualOut,
            /** Is part of a workflow that is called. */
            Container
    }

    /** The description is read at once. */
    protected NodeFactory() {
        this(false);
    }

    /** @param lazyInitialization whether the description is read later, by {@link #init()} */
    protected NodeFactory(final boolean lazyInitialization) {
        m_lazy = lazyInitialization;
        if (!lazyInitialization) {
            init();
        }
    }

    /** Reads the description and the icon, if that was not done yet. */
    public synchronized void init() {
        if (m_text == null) {
            setText(NodeText.fromXmlBeside(getClass()));
        }
    }

    final void setText(final NodeText text) {
        m_text = text;
        m_icon = text.findIcon(getClass());
    }

    final NodeText getText() {
        return m_text;
    }

    /** @return the name of the factory in workflows */
    public final String getFactoryId() {
        return getClass().getName();
    }

    /** @return the description */
    public Element getXMLDescription() {
        return m_text.element();
    }

    /**
     * @param config what {@link #saveAdditionalFactorySettings} wrote
     * @throws InvalidSettingsException if it is something else
     */
    public void loadAdditionalFactorySettings(final ConfigRO config) throws InvalidSettingsException {
        init();
    }

    /** @param config takes what a factory needs to know that makes several nodes */
    public void saveAdditionalFactorySettings(final ConfigWO config) {
    }

    /** @return the name of the node */
    public final String getNodeName() {
        return m_text.name();
    }

    /**
     * @param index from 0
     * @return the name of the input port
     */
    public String getInportName(final int index) {
        return m_text.portName("inPort", index).orElse("No name available");
    }

    /**
     * @param index from 0
     * @return the name of the output port
     */
    public String getOutportName(final int index) {
        return m_text.portName("outPort", index).orElse("No name available");
    }

    /**
     * @param index from 0
     * @return the description of the input port
     */
    public final String getInportDescription(final int index) {
        return m_text.portDescription("inPort", index).orElse("No description available");
    }

    /**
     * @param index from 0
     * @return the description of the output port
     */
    public final String getOutportDescription(final int index) {
        return m_text.portDescription("outPort", index).orElse("No description available");
    }

    /** @return words that find the node */
    public final String[] getKeywords() {
        return m_text.keywords();
    }

    /** @return a new model */
    public abstract T createNodeModel();

    /** @return the number of Swing views; 0 for new nodes */
    protected abstract int getNrNodeViews();

    /**
     * @param viewIndex from 0
     * @param nodeModel the model
     * @return a Swing view; never called by the stand-in
     */
    @Deprecated(since = "5.6", forRemoval = true)
    public abstract NodeView<T> createNodeView(int viewIndex, T nodeModel);

    /** @return whether there is a Swing dialog */
    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract boolean hasDialog();

    /** @return a Swing dialog; never called by the stand-in */
    @Deprecated(since = "5.6", forRemoval = true)
    protected abstract NodeDialogPane createNodeDialogPane();

    /** @return the icon, null if there is none */
    public URL getIcon() {
        return m_icon;
    }

    /** @return what kind of work the node does */
    public NodeType getType() {
        return m_text.type();
    }

    /** @return the name of an interactive view of older versions, null for none */
    public String getInteractiveViewName() {
        return null;
    }

    /** @return whether there is a better node in the meantime */
    public final boolean isDeprecated() {
        return m_text.isDeprecated();
    }

    /** @return whether the description is read later, by {@link #init()} */
    public final boolean isLazilyInitialized() {
        return m_lazy;
    }
}
