package org.knime.node;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does: its settings with configure and execute, or with a rearranger of columns. */
public abstract sealed class DefaultModel implements FluentNodeAPI {

    private final Class<? extends NodeParameters> m_parametersClass;

    private DefaultModel(final Class<? extends NodeParameters> parametersClass) {
        m_parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parameters -> new RequireConfigureOrRearrangeColumns() {

            @Override
            public RequireExecute configure(final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
                return execute -> new Standard(parameters, configure, execute);
            }

            @Override
            public DefaultModel rearrangeColumns(
                final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns) {
                return new Rearranger(parameters, rearrangeColumns);
            }
        };
    }

    static final class Standard extends DefaultModel {

        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> m_configure;

        final ExecuteConsumer m_execute;

        private Standard(final Class<? extends NodeParameters> parameters,
            final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure, final ExecuteConsumer execute) {
            super(parameters);
            m_configure = configure;
            m_execute = execute;
        }
    }

    static final class Rearranger extends DefaultModel {

        final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> m_rearrange;

        private Rearranger(final Class<? extends NodeParameters> parameters,
            final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
            super(parameters);
            m_rearrange = rearrange;
        }
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(m_parametersClass);
    }

    /** The settings. */
    public interface RequireModelParameters {

        /**
         * @param parametersClass the class of the settings
         * @return the next step
         */
        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        /** @return the next step of a node without settings */
        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Configure or a rearranger. */
    public interface RequireConfigureOrRearrangeColumns {

        /**
         * @param configure checks the input and says what comes out
         * @return the next step
         */
        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);

        /**
         * @param rearrangeColumns says which columns come out; the node has one input and one output table
         * @return the model
         */
        DefaultModel rearrangeColumns(ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns);
    }

    /**
     * Configure or rearrange.
     *
     * @param <I> the input
     * @param <O> takes the output
     */
    public interface ConfigureOrRearrangerConsumer<I, O> {

        /**
         * @param input the input
         * @param output takes the output
         * @throws InvalidSettingsException if the node cannot run with this input
         */
        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** What configure gets. */
    public interface ConfigureInput {

        /**
         * @param <S> their class
         * @return the settings
         */
        <S extends NodeParameters> S getParameters();

        /** @return the specs of the input; null where nothing is known */
        PortObjectSpec[] getInPortSpecs();

        /**
         * @param index from 0
         * @param <S> its class
         * @return the spec; null where nothing is known
         */
        <S extends PortObjectSpec> S getInPortSpec(int index);

        /** @return the specs of the input, all of which are tables */
        DataTableSpec[] getInTableSpecs();

        /**
         * @param portIndex from 0
         * @return the spec of the table
         */
        DataTableSpec getInTableSpec(int portIndex);

        /** @return the types of the output ports */
        PortType[] getOutPortTypes();
    }

    /** Takes what configure gives. */
    public interface ConfigureOutput {

        /**
         * @param index from 0
         * @param spec what comes out; null where it is not known yet
         * @param <S> its class
         */
        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        /**
         * @param specs what comes out; null where it is not known yet
         * @param <S> their class
         */
        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        /** @param message what the user shall see */
        void setWarningMessage(String message);
    }

    /** What execute gets. */
    public interface ExecuteInput {

        /**
         * @param <S> their class
         * @return the settings
         */
        <S extends NodeParameters> S getParameters();

        /** @return progress, cancel, new tables */
        ExecutionContext getExecutionContext();

        /** @return the input */
        PortObject[] getInPortObjects();

        /**
         * @param portIndex from 0
         * @param <D> its class
         * @return the input
         */
        <D extends PortObject> D getInPortObject(int portIndex);

        /** @return the input, all of which are tables */
        BufferedDataTable[] getInTables();

        /**
         * @param portIndex from 0
         * @return the table
         */
        BufferedDataTable getInTable(int portIndex);

        /** @return the types of the output ports */
        PortType[] getOutPortTypes();
    }

    /** Takes what execute gives. */
    public interface ExecuteOutput {

        /**
         * @param index from 0
         * @param data what comes out
         * @param <D> its class
         */
        <D extends PortObject> void setOutData(int index, D data);

        /**
         * @param data what comes out
         * @param <D> its class
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        /**
         * @param data what the view needs
         * @param <D> its class
         */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        /** @param message what the user shall see */
        void setWarningMessage(String message);
    }

    /** What a rearranger gets. */
    public interface RearrangeColumnsInput {

        /**
         * @param <S> their class
         * @return the settings
         */
        <S extends NodeParameters> S getParameters();

        /** @return the spec of the input table */
        DataTableSpec getDataTableSpec();
    }

    /** Takes the rearranger. */
    public interface RearrangeColumnsOutput {

        /** @param rearranger says which columns come out */
        void setColumnRearranger(ColumnRearranger rearranger);
    }

    /** Execute. */
    public interface RequireExecute {

        /**
         * @param execute does the work
         * @return the model
         */
        DefaultModel execute(ExecuteConsumer execute);
    }

    /** Does the work. */
    public interface ExecuteConsumer {

        /**
         * @param input the input
         * @param output takes the output
         * @throws CanceledExecutionException if the work was cancelled
         * @throws KNIMEException if the node cannot go on
         */
        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }
}
