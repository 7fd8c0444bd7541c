package org.petctflow.types;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.petctflow.base.ModelManifest;

/** What is known of a model before it is learned, or without loading it: its {@link ModelManifest}. */
public final class ModelPortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String MANIFEST = "manifest";

    private ModelManifest m_manifest;

    /** For the serializer. */
    public ModelPortObjectSpec() {
    }

    /** @param manifest what is known of the model */
    public ModelPortObjectSpec(final ModelManifest manifest) {
        m_manifest = manifest;
    }

    /** @return what is known of the model */
    public ModelManifest getManifest() {
        return m_manifest;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString(MANIFEST, m_manifest.toJson());
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        try {
            m_manifest = ModelManifest.fromJson(model.getString(MANIFEST));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Writes and reads specs. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ModelPortObjectSpec> {
    }
}
