package org.knime.core.webui.data;

import java.util.Optional;

/** What all services have in common. */
public abstract class AbstractDataService implements DataService {

    private final Runnable m_dispose;

    private final Runnable m_deactivate;

    AbstractDataService(final AbstractDataServiceBuilder builder) {
        m_dispose = builder.m_dispose;
        m_deactivate = builder.m_deactivate;
    }

    @Override
    public Optional<Runnable> disposeRunnable() {
        if (m_dispose == null || m_deactivate == null) {
            return deactivateRunnable().or(() -> Optional.ofNullable(m_dispose));
        }
        return Optional.of(() -> {
            m_deactivate.run();
            m_dispose.run();
        });
    }

    @Override
    public Optional<Runnable> deactivateRunnable() {
        return Optional.ofNullable(m_deactivate);
    }

    /** What all builders of services have in common. */
    public abstract static class AbstractDataServiceBuilder implements DataServiceBuilder {

        private Runnable m_dispose;

        private Runnable m_deactivate;

        @Override
        public DataServiceBuilder onDispose(final Runnable dispose) {
            m_dispose = dispose;
            return this;
        }

        @Override
        public DataServiceBuilder onDeactivate(final Runnable deactivate) {
            m_deactivate = deactivate;
            return this;
        }
    }
}
