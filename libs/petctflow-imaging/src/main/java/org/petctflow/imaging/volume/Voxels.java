package org.petctflow.imaging.volume;

import java.util.Arrays;

/**
 * The values of a volume in one of the types that images come in. The array is not copied: whoever makes voxels of it
 * gives it away.
 */
public abstract sealed class Voxels {

    /** How a value is held. */
    public enum Kind {
            /** 0 to 255. */
            UINT8(1),
            /** -32768 to 32767: CT in Hounsfield units. */
            INT16(2),
            /** PET, and whatever is computed for display or a network. */
            FLOAT32(4),
            /** Whatever needs more than 24 bits. */
            FLOAT64(8);

        private final int m_bytes;

        Kind(final int bytes) {
            m_bytes = bytes;
        }

        /** @return bytes a value */
        public int bytes() {
            return m_bytes;
        }
    }

    private Voxels() {
    }

    /**
     * @param values unsigned bytes
     * @return voxels on that array
     */
    public static Voxels ofUnsigned(final byte[] values) {
        return new Bytes(values);
    }

    /**
     * @param values values
     * @return voxels on that array
     */
    public static Voxels of(final short[] values) {
        return new Shorts(values);
    }

    /**
     * @param values values
     * @return voxels on that array
     */
    public static Voxels of(final float[] values) {
        return new Floats(values);
    }

    /**
     * @param values values
     * @return voxels on that array
     */
    public static Voxels of(final double[] values) {
        return new Doubles(values);
    }

    /**
     * @param kind how values are held
     * @param n how many
     * @param value each one's value; rounded and cut to the range of a kind of integers
     * @return voxels on a new array
     */
    public static Voxels filled(final Kind kind, final int n, final double value) {
        switch (kind) {
            case UINT8 -> {
                final byte[] b = new byte[n];
                if (value != 0) {
                    Arrays.fill(b, (byte)(int)Math.min(255, Math.max(0, Math.rint(value))));
                }
                return ofUnsigned(b);
            }
            case INT16 -> {
                final short[] s = new short[n];
                if (value != 0) {
                    Arrays.fill(s, (short)Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, Math.rint(value))));
                }
                return of(s);
            }
            case FLOAT32 -> {
                final float[] f = new float[n];
                if (value != 0) {
                    Arrays.fill(f, (float)value);
                }
                return of(f);
            }
            default -> {
                final double[] d = new double[n];
                if (value != 0) {
                    Arrays.fill(d, value);
                }
                return of(d);
            }
        }
    }

    /** @return how a value is held */
    public abstract Kind kind();

    /** @return how many values there are */
    public abstract int length();

    /**
     * For a look at single voxels; loops over many take {@link #toDoubles()} or the {@link #array()} itself.
     *
     * @param voxel where, from 0
     * @return the value
     */
    public abstract double get(int voxel);

    /** @return the array itself: {@code byte[]} (unsigned), {@code short[]}, {@code float[]} or {@code double[]} */
    public abstract Object array();

    /** @return all values as double; the array itself if it is one */
    public abstract double[] toDoubles();

    /** @return all values as float, rounded where they need more than 24 bits; the array itself if it is one */
    public abstract float[] toFloats();

    private static final class Bytes extends Voxels {
        private final byte[] m_values;

        Bytes(final byte[] values) {
            m_values = values;
        }

        @Override
        public Kind kind() {
            return Kind.UINT8;
        }

        @Override
        public int length() {
            return m_values.length;
        }

        @Override
        public double get(final int voxel) {
            return m_values[voxel] & 0xff;
        }

        @Override
        public Object array() {
            return m_values;
        }

        @Override
        public double[] toDoubles() {
            final double[] d = new double[m_values.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = m_values[i] & 0xff;
            }
            return d;
        }

        @Override
        public float[] toFloats() {
            final float[] f = new float[m_values.length];
            for (int i = 0; i < f.length; i++) {
                f[i] = m_values[i] & 0xff;
            }
            return f;
        }
    }

    private static final class Shorts extends Voxels {
        private final short[] m_values;

        Shorts(final short[] values) {
            m_values = values;
        }

        @Override
        public Kind kind() {
            return Kind.INT16;
        }

        @Override
        public int length() {
            return m_values.length;
        }

        @Override
        public double get(final int voxel) {
            return m_values[voxel];
        }

        @Override
        public Object array() {
            return m_values;
        }

        @Override
        public double[] toDoubles() {
            final double[] d = new double[m_values.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = m_values[i];
            }
            return d;
        }

        @Override
        public float[] toFloats() {
            final float[] f = new float[m_values.length];
            for (int i = 0; i < f.length; i++) {
                f[i] = m_values[i];
            }
            return f;
        }
    }

    private static final class Floats extends Voxels {
        private final float[] m_values;

        Floats(final float[] values) {
            m_values = values;
        }

        @Override
        public Kind kind() {
            return Kind.FLOAT32;
        }

        @Override
        public int length() {
            return m_values.length;
        }

        @Override
        public double get(final int voxel) {
            return m_values[voxel];
        }

        @Override
        public Object array() {
            return m_values;
        }

        @Override
        public double[] toDoubles() {
            final double[] d = new double[m_values.length];
            for (int i = 0; i < d.length; i++) {
                d[i] = m_values[i];
            }
            return d;
        }

        @Override
        public float[] toFloats() {
            return m_values;
        }
    }

    private static final class Doubles extends Voxels {
        private final double[] m_values;

        Doubles(final double[] values) {
            m_values = values;
        }

        @Override
        public Kind kind() {
            return Kind.FLOAT64;
        }

        @Override
        public int length() {
            return m_values.length;
        }

        @Override
        public double get(final int voxel) {
            return m_values[voxel];
        }

        @Override
        public Object array() {
            return m_values;
        }

        @Override
        public double[] toDoubles() {
            return m_values;
        }

        @Override
        public float[] toFloats() {
            final float[] f = new float[m_values.length];
            for (int i = 0; i < f.length; i++) {
                f[i] = (float)m_values[i];
            }
            return f;
        }
    }
}
