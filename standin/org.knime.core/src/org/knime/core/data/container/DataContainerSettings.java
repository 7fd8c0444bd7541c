package org.knime.core.data.container;

import java.util.OptionalInt;

import org.knime.core.node.util.CheckUtils;

/** How a table is written. */
public final class DataContainerSettings {

    /** How many cells KNIME keeps in memory for a table; the stand-in counts the cells of all tables of a run instead. */
    public static final int MAX_CELLS_IN_MEMORY = Integer.getInteger("org.knime.container.cellsinmemory", 5000);

    /** How many possible values a column may have; of a column with more nothing is known. */
    public static final int MAX_POSSIBLE_VALUES = Integer.getInteger("knime.domain.valuecount", 60);

    private static final int ROW_BATCH_SIZE = 100;

    private final OptionalInt m_maxCellsInMemory;

    private final int m_maxDomainValues;

    private final boolean m_initializeDomain;

    private final boolean m_checkDuplicateKeys;

    private final boolean m_updateDomain;

    /** Makes settings. */
    public sealed interface Builder permits InternalBuilder {

        /**
         * @param initDomain whether what the given spec knows of the content is kept and added to
         * @return this
         */
        Builder withInitializedDomain(boolean initDomain);

        /**
         * @param enableCheckDuplicateRowKeys whether the keys are checked
         * @return this
         */
        Builder withCheckDuplicateRowKeys(boolean enableCheckDuplicateRowKeys);

        /**
         * @param enableDomainUpdate whether the content is looked at for what the spec knows of it
         * @return this
         */
        Builder withDomainUpdate(boolean enableDomainUpdate);

        /** @return the settings */
        DataContainerSettings build();
    }

    /** Makes settings, with more freedom. */
    public sealed interface InternalBuilder extends Builder permits BuilderImpl {

        /**
         * @param maxDomainValues how many possible values a column may have
         * @return this
         */
        InternalBuilder withMaxDomainValues(int maxDomainValues);

        /**
         * @param maxCellsInMemory how many cells of the table may be in memory
         * @return this
         */
        InternalBuilder withMaxCellsInMemory(int maxCellsInMemory);

        @Override
        InternalBuilder withInitializedDomain(boolean initDomain);

        @Override
        InternalBuilder withCheckDuplicateRowKeys(boolean enableCheckDuplicateRowKeys);

        @Override
        InternalBuilder withDomainUpdate(boolean enableDomainUpdate);
    }

    private static final class BuilderImpl implements InternalBuilder {

        private OptionalInt m_maxCellsInMemory;

        private int m_maxDomainValues;

        private boolean m_initializeDomain;

        private boolean m_checkDuplicateKeys;

        private boolean m_updateDomain;

        BuilderImpl(final DataContainerSettings s) {
            m_maxCellsInMemory = s.m_maxCellsInMemory;
            m_maxDomainValues = s.m_maxDomainValues;
            m_initializeDomain = s.m_initializeDomain;
            m_checkDuplicateKeys = s.m_checkDuplicateKeys;
            m_updateDomain = s.m_updateDomain;
        }

        @Override
        public InternalBuilder withMaxDomainValues(final int maxDomainValues) {
            CheckUtils.checkArgument(maxDomainValues >= 0, "The maximum number of domain values must be >= 0");
            m_maxDomainValues = maxDomainValues;
            return this;
        }

        @Override
        public InternalBuilder withMaxCellsInMemory(final int maxCellsInMemory) {
            m_maxCellsInMemory = OptionalInt.of(Math.max(0, maxCellsInMemory));
            return this;
        }

        @Override
        public InternalBuilder withInitializedDomain(final boolean initDomain) {
            m_initializeDomain = initDomain;
            return this;
        }

        @Override
        public InternalBuilder withCheckDuplicateRowKeys(final boolean enableCheckDuplicateRowKeys) {
            m_checkDuplicateKeys = enableCheckDuplicateRowKeys;
            return this;
        }

        @Override
        public InternalBuilder withDomainUpdate(final boolean enableDomainUpdate) {
            m_updateDomain = enableDomainUpdate;
            return this;
        }

        @Override
        public DataContainerSettings build() {
            return new DataContainerSettings(this);
        }
    }

    private DataContainerSettings() {
        m_maxCellsInMemory = OptionalInt.empty();
        m_maxDomainValues = MAX_POSSIBLE_VALUES;
        m_initializeDomain = true;
        m_checkDuplicateKeys = true;
        m_updateDomain = true;
    }

    private DataContainerSettings(final BuilderImpl b) {
        m_maxCellsInMemory = b.m_maxCellsInMemory;
        m_maxDomainValues = b.m_maxDomainValues;
        m_initializeDomain = b.m_initializeDomain;
        m_checkDuplicateKeys = b.m_checkDuplicateKeys;
        m_updateDomain = b.m_updateDomain;
    }

    /** @return the settings that are usual */
    public static DataContainerSettings getDefault() {
        return new DataContainerSettings();
    }

    /** @return a builder that begins with what is usual */
    public static Builder builder() {
        return internalBuilder();
    }

    /** @return a builder that begins with what is usual */
    public static InternalBuilder internalBuilder() {
        return internalBuilder(getDefault());
    }

    /**
     * @param settings what to begin with
     * @return a builder
     */
    public static InternalBuilder internalBuilder(final DataContainerSettings settings) {
        return new BuilderImpl(settings);
    }

    /** @return how many cells of the table may be in memory, empty if nobody said */
    public OptionalInt getMaxCellsInMemory() {
        return m_maxCellsInMemory;
    }

    /** @return whether what the given spec knows of the content is kept and added to */
    public boolean isInitializeDomain() {
        return m_initializeDomain;
    }

    /** @return how many possible values a column may have */
    public int getMaxDomainValues() {
        return m_maxDomainValues;
    }

    /** @return whether the keys are checked */
    public boolean isCheckDuplicateRowKeys() {
        return m_checkDuplicateKeys;
    }

    /** @return whether the content is looked at for what the spec knows of it */
    public boolean isEnableDomainUpdate() {
        return m_updateDomain;
    }

    /** @return after how many rows the rows are checked and stored */
    public int getRowBatchSize() {
        return ROW_BATCH_SIZE;
    }
}
