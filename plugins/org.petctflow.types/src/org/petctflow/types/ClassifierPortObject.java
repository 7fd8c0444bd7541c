package org.petctflow.types;

import java.io.IOException;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.ModelManifest;

/** A model that predicts a class from features. */
public final class ClassifierPortObject extends ModelPortObject {

    /** The type of these ports. */
    @SuppressWarnings("hiding")
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ClassifierPortObject.class);

    private ClassifierPortObject(final ModelPortObjectSpec spec, final FileStore archive) {
        super(spec, archive);
    }

    private ClassifierPortObject(final ModelPortObjectSpec spec) {
        super(spec);
    }

    /**
     * @param exec the running node
     * @param manifest what is to be known of the model; of the kind {@link ModelManifest#CLASSIFIER}
     * @param model writes the model's bytes
     * @return the port object
     * @throws IOException if the model cannot be written
     */
    public static ClassifierPortObject create(final ExecutionContext exec, final ModelManifest manifest,
        final AtomicFiles.Content model) throws IOException {
        return create(FileStoreFactory.createWorkflowFileStoreFactory(exec), manifest, model);
    }

    /**
     * @param stores where the model's file is made
     * @param manifest what is to be known of the model; of the kind {@link ModelManifest#CLASSIFIER}
     * @param model writes the model's bytes
     * @return the port object
     * @throws IOException if the model cannot be written
     */
    public static ClassifierPortObject create(final FileStoreFactory stores, final ModelManifest manifest,
        final AtomicFiles.Content model) throws IOException {
        final FileStore archive = store(stores, ModelManifest.CLASSIFIER, manifest, model);
        return new ClassifierPortObject(new ModelPortObjectSpec(manifest), archive);
    }

    /** Writes and reads models. */
    public static final class Serializer extends ModelSerializer<ClassifierPortObject> {

        @Override
        ClassifierPortObject create(final ModelPortObjectSpec spec) {
            return new ClassifierPortObject(spec);
        }
    }
}
