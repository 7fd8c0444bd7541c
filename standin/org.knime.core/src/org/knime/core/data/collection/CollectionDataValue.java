package org.knime.core.data.collection;

import javax.swing.Icon;

import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.petctflow.standin.core.LetterIcon;

/** Several cells as one value. */
public interface CollectionDataValue extends DataValue, CellCollection {

    /** Name and icon. */
    UtilityFactory UTILITY = new CollectionUtilityFactory(CollectionDataValue.class);

    /** @return the type all cells have in common */
    DataType getElementType();

    /** @return the number of cells */
    int size();

    /** Name and icon of a kind of collections. */
    class CollectionUtilityFactory extends ExtensibleUtilityFactory {

        private static final Icon ICON = new LetterIcon("[]");

        /** @param clazz the kind of collections */
        protected CollectionUtilityFactory(final Class<? extends DataValue> clazz) {
            super(clazz);
        }

        @Override
        public Icon getIcon() {
            return ICON;
        }

        @Override
        public String getName() {
            return "Collection";
        }
    }
}
