package org.knime.core.webui.node.dialog.defaultdialog;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.util.CheckUtils;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.petctflow.standin.ui.ParameterStore;
import org.petctflow.standin.ui.ParametersInput;
import org.petctflow.standin.ui.ParameterObjects;

/** Makes, saves and loads objects of classes of settings. */
public final class NodeParametersUtil {

    private NodeParametersUtil() {
    }

    /**
     * @param specs the specs of a node's input; null where nothing is known
     * @return what is known of the input
     */
    public static NodeParametersInput createDefaultNodeSettingsContext(final PortObjectSpec[] specs) {
        return new ParametersInput(specs);
    }

    /**
     * @param settings saved settings
     * @param clazz a class of settings
     * @param <S> the class
     * @return an object of the class
     * @throws InvalidSettingsException if a setting is missing or cannot be
     */
    public static <S extends NodeParameters> S loadSettings(final NodeSettingsRO settings, final Class<S> clazz)
        throws InvalidSettingsException {
        return ParameterStore.load(clazz, settings);
    }

    /**
     * @param clazz a class of settings
     * @param specs the specs of a node's input; null where nothing is known
     * @param <S> the class
     * @return an object with defaults for this input
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> clazz, final PortObjectSpec[] specs) {
        return createSettings(clazz, createDefaultNodeSettingsContext(specs));
    }

    /**
     * @param clazz a class of settings
     * @param context what is known of a node's input
     * @param <S> the class
     * @return an object with defaults for this input
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> clazz, final NodeParametersInput context) {
        return ParameterObjects.create(clazz, context);
    }

    /**
     * @param clazz a class of settings
     * @param <S> the class
     * @return an object with defaults
     */
    public static <S extends NodeParameters> S createSettings(final Class<S> clazz) {
        return ParameterObjects.create(clazz);
    }

    /**
     * @param settingsClass a class of settings
     * @param settingsObject an object of the class
     * @param settings take its fields
     */
    public static void saveSettings(final Class<? extends NodeParameters> settingsClass, final NodeParameters settingsObject,
        final NodeSettingsWO settings) {
        CheckUtils.checkArgument(settingsClass.isInstance(settingsObject),
            "The provided settingsObject is not an instance of the provided settingsClass.");
        ParameterStore.save(settingsObject, settings);
    }
}
