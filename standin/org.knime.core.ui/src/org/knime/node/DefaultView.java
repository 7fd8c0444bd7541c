package org.knime.node;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.DataService.DataServiceBuilder;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.data.RpcDataService.RpcDataServiceBuilder;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** What a node shows: a page, the data it gets when it opens, and what it can call. */
public final class DefaultView implements FluentNodeAPI {

    private final Class<? extends NodeParameters> m_parametersClass;

    final String m_description;

    final Page m_page;

    private Function<ViewInput, InitialDataService<?>> m_initialData;

    private Function<ViewInput, RpcDataService> m_dataService;

    private DefaultView(final Class<? extends NodeParameters> parametersClass, final String description, final Page page) {
        m_parametersClass = parametersClass;
        m_description = description;
        m_page = page;
    }

    static RequireViewParameters create() {
        return parameters -> text -> page -> new DefaultView(parameters, text, page.apply(Page.create()));
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(m_parametersClass);
    }

    Optional<InitialDataService<?>> initialDataService(final ViewInput input) {
        return Optional.ofNullable(m_initialData).map(f -> f.apply(input));
    }

    Optional<RpcDataService> rpcDataService(final ViewInput input) {
        return Optional.ofNullable(m_dataService).map(f -> f.apply(input));
    }

    /** The settings. */
    public interface RequireViewParameters {

        /**
         * @param parametersClass the class of the view's settings
         * @return the next step
         */
        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step of a view without settings */
        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The description. */
    public interface RequireDescription {

        /**
         * @param description what the view shows, in HTML
         * @return the next step
         */
        RequirePage description(String description);
    }

    /** The page. */
    public interface RequirePage {

        /**
         * @param page describes the page
         * @return the view
         */
        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /**
     * @param initialData gives the data the page gets when it opens
     * @param <D> the data
     * @return this
     */
    public <D> DefaultView initialData(final Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        m_initialData = input -> initialData.apply(DefaultInitialData.create()).build(input);
        return this;
    }

    /**
     * @param dataService gives what the page can call
     * @return this
     */
    public DefaultView dataService(final Function<RequireDataService, DefaultDataService> dataService) {
        m_dataService = input -> dataService.apply(DefaultDataService.create()).build(input);
        return this;
    }

    abstract static class AbstractDataService<T extends DataServiceBuilder> implements DataServiceBuilder {

        private Runnable m_dispose;

        private Runnable m_deactivate;

        @Override
        public T onDispose(final Runnable dispose) {
            if (m_dispose != null) {
                throw new IllegalStateException("onDispose already set");
            }
            m_dispose = dispose;
            return self();
        }

        @Override
        public T onDeactivate(final Runnable deactivate) {
            if (m_deactivate != null) {
                throw new IllegalStateException("onDeactivate already set");
            }
            m_deactivate = deactivate;
            return self();
        }

        @SuppressWarnings("unchecked")
        private T self() {
            return (T)this;
        }

        final void endings(final DataServiceBuilder builder) {
            builder.onDispose(m_dispose);
            builder.onDeactivate(m_deactivate);
        }
    }

    /** What the page can call. */
    public abstract static class DefaultDataService extends AbstractDataService<DefaultDataService> implements FluentNodeAPI {

        static RequireDataService create() {
            return new RequireDataService() {

                @Override
                public SingleHandlerDataService handler(final Function<ViewInput, Object> handler) {
                    return new SingleHandlerDataService(handler);
                }

                @Override
                public MultipleNamedHandlersDataService addHandler(final String name, final Function<ViewInput, Object> handler) {
                    return new MultipleNamedHandlersDataService().addHandler(name, handler);
                }
            };
        }

        abstract RpcDataServiceBuilder builder(ViewInput input);

        final RpcDataService build(final ViewInput input) {
            final var builder = builder(input);
            endings(builder);
            return builder.build();
        }
    }

    /**
     * What the page gets when it opens.
     *
     * @param <D> the data
     */
    public static final class DefaultInitialData<D> extends AbstractDataService<DefaultInitialData<D>> implements FluentNodeAPI {

        private final Function<ViewInput, D> m_data;

        private Serializer<D> m_serializer;

        DefaultInitialData(final Function<ViewInput, D> data) {
            m_data = data;
        }

        static RequireInitialData create() {
            return new RequireInitialData() {

                @Override
                public <D> DefaultInitialData<D> data(final Function<ViewInput, D> data) {
                    return new DefaultInitialData<>(data);
                }
            };
        }

        InitialDataService<D> build(final ViewInput input) {
            final var builder = InitialDataService.builder(() -> m_data.apply(input)).serializer(m_serializer);
            endings(builder);
            return builder.build();
        }

        /**
         * @param serializer makes a text of the data; by default JSON
         * @return this
         */
        public DefaultInitialData<D> serializer(final Serializer<D> serializer) {
            if (m_serializer != null) {
                throw new IllegalStateException("Serializer already set.");
            }
            m_serializer = serializer;
            return this;
        }
    }

    /** The page can call the methods of one object. */
    public static final class SingleHandlerDataService extends DefaultDataService {

        private final Function<ViewInput, Object> m_handler;

        SingleHandlerDataService(final Function<ViewInput, Object> handler) {
            m_handler = handler;
        }

        @Override
        RpcDataServiceBuilder builder(final ViewInput input) {
            return RpcDataService.builder(m_handler.apply(input));
        }
    }

    /** The page can call the methods of several objects. */
    public static final class MultipleNamedHandlersDataService extends DefaultDataService implements AllowAddingNamedHandler {

        private final Map<String, Function<ViewInput, Object>> m_handlers = new LinkedHashMap<>();

        MultipleNamedHandlersDataService() {
        }

        @Override
        public MultipleNamedHandlersDataService addHandler(final String name, final Function<ViewInput, Object> handler) {
            m_handlers.put(name, handler);
            return this;
        }

        @Override
        RpcDataServiceBuilder builder(final ViewInput input) {
            final var builder = RpcDataService.builder();
            m_handlers.forEach((name, handler) -> builder.addService(name, handler.apply(input)));
            return builder;
        }
    }

    /** The data. */
    public interface RequireInitialData {

        /**
         * @param data gives the data
         * @param <D> the data
         * @return the data, described
         */
        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /** The objects the page can call. */
    public interface RequireDataService extends AllowAddingNamedHandler {

        /**
         * @param handler gives the object
         * @return the service
         */
        SingleHandlerDataService handler(Function<ViewInput, Object> handler);
    }

    /** One of several objects the page can call. */
    public interface AllowAddingNamedHandler {

        /**
         * @param name the object's name
         * @param handler gives the object
         * @return the service
         */
        MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler);
    }

    /** What the view gets. */
    public interface ViewInput {

        /**
         * @param <S> their class
         * @return the settings of the view
         */
        <S extends NodeParameters> S getParameters();

        /** @return what execute gave for the view, all of which are tables */
        default BufferedDataTable[] getInternalTables() {
            return Arrays.copyOf(getInternalPortObjects(), getInternalPortObjects().length, BufferedDataTable[].class);
        }

        /** @return what execute gave for the view */
        PortObject[] getInternalPortObjects();
    }
}
