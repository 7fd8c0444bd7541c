package org.knime.core.data.image.png;

import java.util.Objects;

import javax.swing.Icon;

import org.knime.core.data.DataValueComparator;
import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;
import org.petctflow.standin.core.LetterIcon;

/** A value that is a PNG picture. */
public interface PNGImageValue extends ImageValue {

    /** Name, icon and order. */
    public static final UtilityFactory UTILITY = new ImageCellUtilityFactory();

    @Override
    PNGImageContent getImageContent();

    /**
     * @param v1 a picture
     * @param v2 another
     * @return whether they have the same bytes
     */
    static boolean equalContent(final PNGImageValue v1, final PNGImageValue v2) {
        return Objects.equals(v1.getImageContent(), v2.getImageContent());
    }

    /** Name, icon and order of PNG pictures. */
    public static class ImageCellUtilityFactory extends ExtensibleUtilityFactory {

        private static final Icon ICON = new LetterIcon("P");

        private static final DataValueComparator BY_SIZE = new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue v1, final DataValue v2) {
                return Integer.compare(size(v1), size(v2));
            }

            private int size(final DataValue v) {
                return ((PNGImageValue)v).getImageContent().getByteArrayReference().length;
            }
        };

        /** The only one. */
        protected ImageCellUtilityFactory() {
            super(PNGImageValue.class);
        }

        @Override
        public Icon getIcon() {
            return ICON;
        }

        @Override
        protected DataValueComparator getComparator() {
            return BY_SIZE;
        }

        @Override
        public String getName() {
            return "Image (PNG)";
        }

        @Override
        protected String[] getLegacyNames() {
            return new String[]{"PNG Image"};
        }

        @Override
        public String getGroupName() {
            return "Other";
        }
    }
}
