package org.petctflow.nodes.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** The bundles of the suite resolve and start in Equinox. */
final class BundlesTest {

    @ParameterizedTest
    @ValueSource(strings = {"org.petctflow.libs", "org.petctflow.types", "org.petctflow.views", "org.petctflow.nodes"})
    void start(final String name) throws BundleException {
        assertTrue(Platform.isRunning(), "Equinox is running");
        final Bundle bundle = Platform.getBundle(name);
        assertNotNull(bundle, name + " is installed");
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState(), name);
    }
}
