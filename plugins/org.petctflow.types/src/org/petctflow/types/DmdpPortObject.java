package org.petctflow.types;

import java.io.IOException;

import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.petctflow.base.AtomicFiles;
import org.petctflow.base.ModelManifest;

/** A trained DMDP network. */
public final class DmdpPortObject extends ModelPortObject {

    /** The type of these ports. */
    @SuppressWarnings("hiding")
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(DmdpPortObject.class);

    private DmdpPortObject(final ModelPortObjectSpec spec, final FileStore archive) {
        super(spec, archive);
    }

    private DmdpPortObject(final ModelPortObjectSpec spec) {
        super(spec);
    }

    /**
     * @param exec the running node
     * @param manifest what is to be known of the model; of the kind {@link ModelManifest#DMDP_NETWORK}
     * @param model writes the model's bytes
     * @return the port object
     * @throws IOException if the model cannot be written
     */
    public static DmdpPortObject create(final ExecutionContext exec, final ModelManifest manifest,
        final AtomicFiles.Content model) throws IOException {
        return create(FileStoreFactory.createWorkflowFileStoreFactory(exec), manifest, model);
    }

    /**
     * @param stores where the model's file is made
     * @param manifest what is to be known of the model; of the kind {@link ModelManifest#DMDP_NETWORK}
     * @param model writes the model's bytes
     * @return the port object
     * @throws IOException if the model cannot be written
     */
    public static DmdpPortObject create(final FileStoreFactory stores, final ModelManifest manifest,
        final AtomicFiles.Content model) throws IOException {
        final FileStore archive = store(stores, ModelManifest.DMDP_NETWORK, manifest, model);
        return new DmdpPortObject(new ModelPortObjectSpec(manifest), archive);
    }

    /** Writes and reads models. */
    public static final class Serializer extends ModelSerializer<DmdpPortObject> {

        @Override
        DmdpPortObject create(final ModelPortObjectSpec spec) {
            return new DmdpPortObject(spec);
        }
    }
}
