package org.knime.core.data;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.renderer.DataValueRendererFactory;
import org.knime.core.node.NodeLogger;
import org.petctflow.standin.core.Plugin;
import org.petctflow.standin.core.Plugins;
import org.w3c.dom.Element;

/** Icon, order, name and renderers of a kind of values; renderers are registered at the extension point org.knime.core.DataValueRenderer. */
public abstract class ExtensibleUtilityFactory extends UtilityFactory {

    private static final Map<Class<? extends DataValue>, ExtensibleUtilityFactory> ALL = new ConcurrentHashMap<>();

    /** For subclasses. */
    protected final NodeLogger m_logger = NodeLogger.getLogger(getClass());

    /** The kind of values. */
    protected final Class<? extends DataValue> m_valueClass;

    private Map<String, DataValueRendererFactory> m_renderers;

    private String m_default;

    /** @param valueClass the kind of values; there is one factory for each */
    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        m_valueClass = valueClass;
        final ExtensibleUtilityFactory present = ALL.putIfAbsent(valueClass, this);
        if (present != null) {
            throw new IllegalArgumentException(
                "There is already a factory registered for " + valueClass + ": " + present.getClass().getName());
        }
    }

    private synchronized Map<String, DataValueRendererFactory> renderers() {
        if (m_renderers == null) {
            m_renderers = new LinkedHashMap<>();
            Plugins.collect("org.knime.core.DataValueRenderer", "dataValue", (plugin, value) -> {
                if (m_valueClass.getName().equals(value.getAttribute("valueClass"))) {
                    for (Element r : Plugin.childrenOf(value, "renderer")) {
                        final var factory =
                            plugin.newInstance(r.getAttribute("rendererFactoryClass"), DataValueRendererFactory.class);
                        addRendererFactory(factory, Boolean.parseBoolean(r.getAttribute("suggestAsDefault")));
                    }
                }
                return null;
            });
        }
        return m_renderers;
    }

    /**
     * @param fac a renderer
     * @param suggestAsDefault whether it shall be the one that is taken first
     */
    protected final synchronized void addRendererFactory(final DataValueRendererFactory fac, final boolean suggestAsDefault) {
        if (m_renderers == null) {
            renderers();
        }
        m_renderers.put(fac.getId(), fac);
        if (suggestAsDefault) {
            m_default = fac.getId();
        }
    }

    /** @return all renderers */
    public Collection<DataValueRendererFactory> getAvailableRenderers() {
        return Collections.unmodifiableCollection(renderers().values());
    }

    /** @return the renderer that is taken first, null if none was suggested */
    public DataValueRendererFactory getDefaultRenderer() {
        final var all = renderers();
        return m_default == null ? null : all.get(m_default);
    }

    /** @return the name of the kind of values, shown to the user */
    public abstract String getName();

    /** @return the name KNIME gave before version 5 */
    public final String getLegacyName() {
        final String[] names = getLegacyNames();
        return names == null || names.length == 0 ? getName() : names[0];
    }

    /** @return older names, the oldest first */
    protected String[] getLegacyNames() {
        return new String[0];
    }

    /** @return the group in which the user finds the kind of values */
    public String getGroupName() {
        return "Other";
    }
}
