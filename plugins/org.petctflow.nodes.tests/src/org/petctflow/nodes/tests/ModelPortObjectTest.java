package org.petctflow.nodes.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortUtil;
import org.petctflow.base.ModelManifest;
import org.petctflow.base.ModelManifest.Input;
import org.petctflow.base.ModelManifest.Type;
import org.petctflow.base.Provenance;
import org.petctflow.types.ClassifierPortObject;
import org.petctflow.types.DmdpPortObject;
import org.petctflow.types.FeatureTransformerPortObject;
import org.petctflow.types.ModelPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** Models that flow between nodes: written and read as KNIME does it, specs without loading the model. */
final class ModelPortObjectTest {

    private static final byte[] MODEL = new byte[3 << 20];

    static {
        Arrays.fill(MODEL, 7, MODEL.length - 7, (byte)42);
    }

    private static ModelManifest manifest(final String kind) {
        return new ModelManifest(kind, "Läuft\nin zwei Zeilen", List.of(new Input("SUV <max>", Type.NUMBER)), "EGFR",
            List.of("0", "1"), Map.of("threshold", "0.5"),
            new Provenance("Some Learner", "1.0.0", Map.of("Folds", "5"), 1L, Map.of(), Map.of()));
    }

    static Stream<ModelPortObject> objects() throws IOException {
        final FileStoreFactory stores = FileStoreFactory.createNotInWorkflowFileStoreFactory();
        return Stream.of(
            FeatureTransformerPortObject.create(stores, manifest(ModelManifest.FEATURE_TRANSFORMER), out -> out.write(MODEL)),
            ClassifierPortObject.create(stores, manifest(ModelManifest.CLASSIFIER), out -> out.write(MODEL)),
            DmdpPortObject.create(stores, manifest(ModelManifest.DMDP_NETWORK), out -> out.write(MODEL)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void aModelComesBackAsItWas(final ModelPortObject object) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(object, out, new ExecutionMonitor());
        final ModelPortObject back =
            (ModelPortObject)PortUtil.readObjectFromStream(new ByteArrayInputStream(out.toByteArray()), new ExecutionMonitor());
        assertEquals(object.getClass(), back.getClass());
        assertEquals(object.getManifest(), back.getManifest());
        assertEquals(object.getSpec(), back.getSpec());
        assertEquals("Läuft\nin zwei Zeilen", back.getSummary());
        assertArrayEquals(MODEL, back.read(InputStream::readAllBytes));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void aMissingFileIsACheckedException(final ModelPortObject object) throws Exception {
        Files.delete(object.getArchive());
        assertThrows(IOException.class, () -> object.read(InputStream::readAllBytes));
    }

    @Test
    void everyKindHasATypeAndAColourOfItsOwn() {
        final List<PortType> types = List.of(FeatureTransformerPortObject.TYPE, ClassifierPortObject.TYPE, DmdpPortObject.TYPE);
        for (final PortType a : types) {
            for (final PortType b : types) {
                if (a != b) {
                    assertNotEquals(a.getColor(), b.getColor());
                    assertNotEquals(a.getName(), b.getName());
                    assertEquals(false, a.isSuperTypeOf(b));
                }
            }
        }
        assertEquals("Feature Transformer", types.get(0).getName());
    }

    @Test
    void aModelOfAnotherKindDoesNotFitThePort() {
        final FileStoreFactory stores = FileStoreFactory.createNotInWorkflowFileStoreFactory();
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> ClassifierPortObject.create(stores, manifest(ModelManifest.DMDP_NETWORK), out -> out.write(MODEL)));
        assertEquals("A DMDP network does not fit the port of a classifier", e.getMessage());
    }

    @Test
    void aSpecOfANewerFormatIsRefusedInWords() throws Exception {
        final PortObjectSpec spec = new ModelPortObjectSpec(manifest(ModelManifest.CLASSIFIER));
        assertEquals(spec, new ModelPortObjectSpec(manifest(ModelManifest.CLASSIFIER)));
        assertNotEquals(spec, new ModelPortObjectSpec(manifest(ModelManifest.DMDP_NETWORK)));
        final ModelContent content = new ModelContent("model");
        content.addString("manifest", manifest(ModelManifest.CLASSIFIER).toJson().replace("\"formatVersion\": 1", "\"formatVersion\": 9"));
        final Exception e = assertThrows(Exception.class, () -> {
            final var load = ModelPortObjectSpec.class.getDeclaredMethod("load", org.knime.core.node.ModelContentRO.class);
            load.setAccessible(true);
            try {
                load.invoke(new ModelPortObjectSpec(), content);
            } catch (final java.lang.reflect.InvocationTargetException x) {
                throw (Exception)x.getCause();
            }
        });
        assertTrue(e.getMessage().contains("newer version of PETCT Flow (format 9"), e.getMessage());
    }
}
