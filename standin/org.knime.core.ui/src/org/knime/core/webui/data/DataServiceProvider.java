package org.knime.core.webui.data;

import java.util.Optional;

/** Has services for its page. */
public interface DataServiceProvider {

    /**
     * @param <D> the data
     * @return what the page gets when it opens
     */
    <D> Optional<InitialDataService<D>> createInitialDataService();

    /** @return what the page can call */
    Optional<RpcDataService> createRpcDataService();
}
