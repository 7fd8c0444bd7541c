package org.knime.core.webui.data;

import java.util.Optional;

/** Something a page asks for data. */
public interface DataService {

    /** @return what to do when the service is no longer needed */
    Optional<Runnable> disposeRunnable();

    /** @return what to do when no page uses the service */
    Optional<Runnable> deactivateRunnable();

    /** Makes a service. */
    interface DataServiceBuilder {

        /**
         * @param dispose what to do when the service is no longer needed
         * @return this
         */
        DataServiceBuilder onDispose(Runnable dispose);

        /**
         * @param deactivate what to do when no page uses the service
         * @return this
         */
        DataServiceBuilder onDeactivate(Runnable deactivate);
    }
}
