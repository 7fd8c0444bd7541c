package org.petctflow.types;

import java.io.IOException;

import javax.swing.Icon;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;

/** A cell that holds a volume: CT, PET, a mask or something computed from them. */
public interface VolumeValue extends DataValue {

    /** Icon, name and renderers. */
    @SuppressWarnings("hiding")
    UtilityFactory UTILITY = new VolumeUtilityFactory();

    /** @return what is known of the volume; costs nothing */
    VolumeInfo getInfo();

    /**
     * Reads the voxels unless they are still in memory, where they stay as long as there is room.
     *
     * @return the volume; its arrays must not be changed
     * @throws IOException if its file is missing, damaged, or newer than can be read; the message says which
     */
    Volume getVolume() throws IOException;

    /** @return SHA-256 of info and voxels, in hexadecimal: two cells with the same digest hold the same volume */
    String getDigest();

    /** Icon, name and renderers. */
    final class VolumeUtilityFactory extends ExtensibleUtilityFactory {

        private static final Icon ICON = loadIcon(VolumeValue.class, "icons/volume.png");

        VolumeUtilityFactory() {
            super(VolumeValue.class);
        }

        @Override
        public Icon getIcon() {
            return ICON;
        }

        @Override
        public String getName() {
            return "Volume";
        }

        @Override
        public String getGroupName() {
            return "PETCT Flow";
        }
    }
}
