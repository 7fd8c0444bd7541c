package org.knime.core.data.image;

import javax.swing.Icon;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.petctflow.standin.core.LetterIcon;

/** A value that is a picture. */
public interface ImageValue extends DataValue {

    /** Name and icon. */
    UtilityFactory UTILITY = new ImageValueUtilityFactory();

    /** @return the picture */
    ImageContent getImageContent();

    /** @return how files of the picture's format end */
    String getImageExtension();

    /** Name and icon of pictures. */
    class ImageValueUtilityFactory extends ExtensibleUtilityFactory {

        private static final Icon ICON = new LetterIcon("P");

        ImageValueUtilityFactory() {
            super(ImageValue.class);
        }

        @Override
        public Icon getIcon() {
            return ICON;
        }

        @Override
        public String getName() {
            return "Generic Image";
        }
    }
}
