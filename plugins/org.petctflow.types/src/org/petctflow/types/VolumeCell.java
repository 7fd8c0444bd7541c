package org.petctflow.types;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Locale;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeFile;
import org.petctflow.imaging.volume.VolumeInfo;

/**
 * The cell that holds a volume: its info in the table, its voxels in a file of their own ({@link VolumeFile}), which
 * {@link VolumeCellFactory} has written before the cell is made. Voxels that were read from it stay in memory while there is room.
 * Safe for use by many threads.
 */
public final class VolumeCell extends FileStoreCell implements VolumeValue {

    /** The type of these cells. */
    public static final DataType TYPE = DataType.getType(VolumeCell.class);

    private static final long serialVersionUID = 1L;

    private static final int VERSION = 1;

    private static final int MAX_INFO = 64 << 20;

    private final transient VolumeInfo m_info;

    private final String m_digest;

    private transient SoftReference<Volume> m_volume = new SoftReference<>(null);

    VolumeCell(final FileStore file, final Volume volume, final String digest) {
        super(file);
        m_info = volume.info();
        m_digest = digest; // the volume itself is not kept: a reader of a thousand patients would fill the memory with what it wrote
    }

    /** The file follows. */
    private VolumeCell(final VolumeInfo info, final String digest) {
        m_info = info;
        m_digest = digest;
    }

    @Override
    public VolumeInfo getInfo() {
        return m_info;
    }

    @Override
    public synchronized Volume getVolume() throws IOException {
        Volume volume = m_volume.get();
        if (volume == null) {
            volume = VolumeFile.read(getFileStores()[0].getFile().toPath());
            if (!volume.info().equals(m_info)) {
                throw new IOException("The file of " + this + " holds another volume: run the node that made it again");
            }
            m_volume = new SoftReference<>(volume);
        }
        return volume;
    }

    @Override
    public String getDigest() {
        return m_digest;
    }

    /** One slice without the others. */
    java.nio.file.Path file() {
        return getFileStores()[0].getFile().toPath();
    }

    @Override
    protected boolean equalsDataCell(final DataCell other) {
        return m_digest.equals(((VolumeCell)other).m_digest);
    }

    @Override
    public int hashCode() {
        return m_digest.hashCode();
    }

    /** For tables and messages, without anything of the patient: {@code PET, SUVbw, 47 x 128 x 128 voxels of 3.27 x 5.47 x 5.47 mm}. */
    @Override
    public String toString() {
        return describe(m_info);
    }

    /**
     * @param info what is known of a volume
     * @return one line for a person, without anything of the patient
     */
    public static String describe(final VolumeInfo info) {
        final Geometry g = info.geometry();
        return info.modality() + (info.name().isEmpty() ? "" : " \"" + info.name() + "\"")
            + (info.unit().isEmpty() ? "" : ", " + info.unit())
            + String.format(Locale.ROOT, ", %d x %d x %d voxels of %s x %s x %s mm", g.slices(), g.rows(), g.columns(),
                number(g.spacing(0)), number(g.spacing(1)), number(g.spacing(2)));
    }

    private static String number(final double mm) {
        return String.format(Locale.ROOT, "%.3f", mm).replaceAll("\\.?0+$", "");
    }

    /** Writes all of a cell but its file. */
    public static final class Serializer implements DataCellSerializer<VolumeCell> {

        @Override
        public void serialize(final VolumeCell cell, final DataCellDataOutput output) throws IOException {
            final byte[] info = VolumeFile.encode(cell.m_info);
            output.writeInt(VERSION);
            output.writeUTF(cell.m_digest);
            output.writeInt(info.length);
            output.write(info);
        }

        @Override
        public VolumeCell deserialize(final DataCellDataInput input) throws IOException {
            final int version = input.readInt();
            if (version > VERSION) {
                throw new IOException("The volume was written by a newer version of PETCT Flow (format " + version
                    + "; this one reads up to " + VERSION + "): update PETCT Flow, or run the node that made it again");
            }
            final String digest = input.readUTF();
            final int length = input.readInt();
            if (version < 1 || length < 0 || length > MAX_INFO) {
                throw new IOException("The cell of a volume is damaged: version " + version + ", info of " + length + " bytes");
            }
            final byte[] info = new byte[length];
            input.readFully(info);
            return new VolumeCell(VolumeFile.decode(info), digest);
        }
    }
}
