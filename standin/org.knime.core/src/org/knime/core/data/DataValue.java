package org.knime.core.data;

import java.net.URL;

import javax.swing.Icon;
import javax.swing.ImageIcon;

import org.petctflow.standin.core.LetterIcon;

/** What can be read from a cell. Every kind of value is an interface of its own that extends this one. */
public interface DataValue {

    /** Default icon, no order. A value interface hides this constant with its own. */
    public static final UtilityFactory UTILITY = new UtilityFactory();

    /** @return the cell itself */
    default DataCell materializeDataCell() {
        throw new UnsupportedOperationException("This DataValue does not implement materializeDataCell.");
    }

    /** Icon and order of a kind of values. */
    public static class UtilityFactory {

        private static final Icon ICON = new LetterIcon("?");

        /** For subclasses. */
        protected UtilityFactory() {
        }

        /** @return the icon in the heads of columns */
        public Icon getIcon() {
            return ICON;
        }

        /** @return the order of values, null if there is none */
        protected DataValueComparator getComparator() {
            return null;
        }

        /**
         * @param className a class beside whose class file the icon lies
         * @param path the icon's path relative to the class
         * @return the icon, null if there is none
         */
        protected static Icon loadIcon(final Class<?> className, final String path) {
            final URL url = className.getResource(path);
            return url == null ? null : new ImageIcon(url);
        }
    }
}
