package org.knime.core.data.collection;

import org.knime.core.data.DataCell;

/** Several cells in order as one value. */
public interface ListDataValue extends CollectionDataValue {

    /** Name and icon. */
    UtilityFactory UTILITY = new ListUtilityFactory();

    /**
     * @param index from 0
     * @return the cell
     */
    DataCell get(int index);

    /** Name and icon of lists. */
    class ListUtilityFactory extends CollectionUtilityFactory {

        /** The only one. */
        protected ListUtilityFactory() {
            super(ListDataValue.class);
        }

        @Override
        public String getName() {
            return "Collection (List)";
        }

        @Override
        protected String[] getLegacyNames() {
            return new String[]{"List"};
        }
    }
}
