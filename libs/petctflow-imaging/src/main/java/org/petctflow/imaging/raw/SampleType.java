package org.petctflow.imaging.raw;

import org.petctflow.imaging.volume.Voxels;

/** How one sample is stored in a file. */
public enum SampleType {
        /** Signed byte. */
        INT8(1, Voxels.Kind.INT16, -128, 127),
        /** Unsigned byte. */
        UINT8(1, Voxels.Kind.UINT8, 0, 255),
        /** Signed, 16 bits. */
        INT16(2, Voxels.Kind.INT16, -32768, 32767),
        /** Unsigned, 16 bits. */
        UINT16(2, Voxels.Kind.FLOAT32, 0, 65535),
        /** Signed, 32 bits. */
        INT32(4, Voxels.Kind.FLOAT64, Integer.MIN_VALUE, Integer.MAX_VALUE),
        /** Unsigned, 32 bits. */
        UINT32(4, Voxels.Kind.FLOAT64, 0, 4294967295.0),
        /** Signed, 64 bits; values beyond 2^53 are rounded. */
        INT64(8, Voxels.Kind.FLOAT64, Long.MIN_VALUE, Long.MAX_VALUE),
        /** Unsigned, 64 bits; values beyond 2^53 are rounded. */
        UINT64(8, Voxels.Kind.FLOAT64, 0, 18446744073709551615.0),
        /** IEEE 754 single precision. */
        FLOAT32(4, Voxels.Kind.FLOAT32, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        /** IEEE 754 double precision. */
        FLOAT64(8, Voxels.Kind.FLOAT64, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final int m_bytes;

    private final Voxels.Kind m_kind;

    private final double m_min;

    private final double m_max;

    SampleType(final int bytes, final Voxels.Kind kind, final double min, final double max) {
        m_bytes = bytes;
        m_kind = kind;
        m_min = min;
        m_max = max;
    }

    /**
     * @param kind how a volume holds its values
     * @return the type in which a file stores them unchanged
     */
    public static SampleType of(final Voxels.Kind kind) {
        return switch (kind) {
            case UINT8 -> UINT8;
            case INT16 -> INT16;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
        };
    }

    /** @return bytes a sample */
    public int bytes() {
        return m_bytes;
    }

    /** @return the smallest kind of voxels that holds every value (64-bit integers: up to 2^53) */
    public Voxels.Kind kind() {
        return m_kind;
    }

    /**
     * The kind for {@code slope * sample + intercept}: integers stay integers where all possible results are 16-bit ones.
     *
     * @param slope the factor
     * @param intercept the summand
     * @return the kind of voxels
     */
    public Voxels.Kind kind(final double slope, final double intercept) {
        if (slope == 1 && intercept == 0) {
            return m_kind;
        }
        if (m_kind == Voxels.Kind.FLOAT64 || m_kind == Voxels.Kind.FLOAT32 && this == FLOAT32) {
            return m_kind;
        }
        final double a = slope * m_min + intercept;
        final double b = slope * m_max + intercept;
        final boolean whole = slope == Math.rint(slope) && intercept == Math.rint(intercept);
        return whole && Math.min(a, b) >= Short.MIN_VALUE && Math.max(a, b) <= Short.MAX_VALUE ? Voxels.Kind.INT16
            : Voxels.Kind.FLOAT32;
    }
}
