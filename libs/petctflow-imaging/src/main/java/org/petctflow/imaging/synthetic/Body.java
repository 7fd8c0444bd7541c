package org.petctflow.imaging.synthetic;

/**
 * A chest and upper abdomen of ellipsoids and tubes: lungs with vessels, heart, aorta, windpipe, spine, ribs, liver, spleen,
 * muscle, fat, and the scanner's table. Coordinates are LPS mm with the body's middle at (0, 0, 0); sizes vary by some
 * percent between patients.
 */
final class Body {

    // what can be at a place
    static final byte AIR = 0;

    static final byte FAT = 1;

    static final byte MUSCLE = 2;

    static final byte LUNG = 3;

    static final byte LIVER = 4;

    static final byte SPLEEN = 5;

    static final byte BLOOD = 6;

    static final byte BONE = 7;

    static final byte WINDPIPE = 8;

    static final byte VESSEL = 9;

    static final byte TABLE = 10;

    /** Vessels and what lies between them. */
    static final byte MEDIASTINUM = 11;

    /** HU of each. */
    private static final double[] DENSITY = {-1000, -100, 45, -830, 55, 50, 42, 260, -990, 0, -350, 40};

    /** SUV of each, typical of FDG an hour after injection. */
    private static final double[] UPTAKE = {0, 0.25, 0.65, 0.45, 2.3, 1.9, 1.6, 1.1, 0.05, 0.9, 0, 1.4};

    private static final int TUBES = 12;

    private final double m_width;

    private final double m_depth;

    private final double[][] m_lung;

    private final double[] m_heart;

    private final double[] m_liver;

    private final double[] m_spleen;

    /** Tubes in each lung: start x, y, z, then end x, y, z, then radius. */
    private final double[][][] m_tubes = new double[2][TUBES][];

    private final double[] m_densities = DENSITY.clone();

    private final double[] m_uptakes = UPTAKE.clone();

    private final double m_ribPhase;

    Body(final Randomness random) {
        final double size = random.between(0.93, 1.06);
        m_width = 165 * size;
        m_depth = 108 * random.between(0.95, 1.05) * size;
        // centre x, y, z, semi axes x, y, z
        m_lung = new double[][]{scaled(size, random, -74, -2, 35, 57, 74, 108), scaled(size, random, 78, 0, 38, 54, 74, 105)};
        m_heart = scaled(size, random, 24, -28, -22, 48, 40, 46);
        m_liver = scaled(size, random, -62, -2, -118, 82, 74, 74);
        m_spleen = scaled(size, random, 94, 32, -112, 34, 38, 44);
        for (int side = 0; side < 2; side++) {
            final double sign = side == 0 ? -1 : 1;
            for (int t = 0; t < TUBES; t++) {
                final double[] d = random.direction();
                final double length = random.between(35, 80);
                final double x = sign * 32 * size;
                final double y = random.between(-10, 20);
                final double z = random.between(0, 40);
                m_tubes[side][t] = new double[]{x, y, z, x + sign * Math.abs(d[0]) * length, y + d[1] * length,
                    z + 1.3 * d[2] * length, random.between(1.3, 3.2)};
            }
        }
        for (int tissue = 1; tissue < DENSITY.length; tissue++) {
            m_densities[tissue] += 5 * random.gaussian();
            m_uptakes[tissue] *= 1 + 0.06 * clamp(random.gaussian(), 2);
        }
        m_densities[LUNG] += random.between(-30, 30);
        m_ribPhase = random.between(0, 28);
    }

    private static double clamp(final double value, final double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }

    private static double[] scaled(final double size, final Randomness random, final double... ellipsoid) {
        final double[] e = ellipsoid.clone();
        for (int i = 0; i < 6; i++) {
            e[i] *= i < 3 ? size : size * random.between(0.97, 1.03);
        }
        return e;
    }

    private static boolean in(final double[] e, final double x, final double y, final double z) {
        final double a = (x - e[0]) / e[3];
        final double b = (y - e[1]) / e[4];
        final double c = (z - e[2]) / e[5];
        return a * a + b * b + c * c <= 1;
    }

    private static boolean inTube(final double x, final double y, final double centreX, final double centreY,
        final double radius) {
        return (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) <= radius * radius;
    }

    double density(final byte tissue) {
        return m_densities[tissue];
    }

    double uptake(final byte tissue) {
        return m_uptakes[tissue];
    }

    /** @return the centre of the right (0) or left (1) lung and its semi axes: x, y, z, x, y, z */
    double[] lung(final int side) {
        return m_lung[side].clone();
    }

    /** @return centre and semi axes of the liver: x, y, z, x, y, z */
    double[] liver() {
        return m_liver.clone();
    }

    /** @return half the body's width, mm */
    double halfWidth() {
        return m_width;
    }

    /** @return what is there */
    byte tissue(final double x, final double y, final double z) {
        final double ellipse = x * x / (m_width * m_width) + y * y / (m_depth * m_depth);
        if (ellipse > 1) {
            return y > m_depth + 6 && y < m_depth + 14 && Math.abs(x) < 200 ? TABLE : AIR;
        }
        if (ellipse > 0.86) {
            return FAT;
        }
        // from here on the order says what lies in front
        if (inTube(x, y, 0, 0.62 * m_depth, 17)) {
            return BONE;
        }
        if (in(m_liver, x, y, z)) {
            return LIVER;
        }
        if (in(m_spleen, x, y, z)) {
            return SPLEEN;
        }
        if (in(m_heart, x, y, z) || inTube(x, y, 20, 0.3 * m_depth, 12)) {
            return BLOOD;
        }
        if (z > 25 && inTube(x, y, 0, -5, 8)) {
            return WINDPIPE;
        }
        final int side = x < 0 ? 0 : 1;
        if (Math.abs(x) > 24 && in(m_lung[side], x, y, z)) {
            return inVessel(side, x, y, z) ? VESSEL : LUNG;
        }
        if (z > -55 && Math.abs(x) < 30 && Math.abs(y + 8) < 42) {
            return MEDIASTINUM;
        }
        if (ellipse > 0.7 && ellipse < 0.8 && z > -100) {
            // ribs fall off from the spine to the front
            final double along = z + 0.25 * y + m_ribPhase;
            final double band = along - 28 * Math.floor(along / 28);
            if (band < 10) {
                return BONE;
            }
        }
        return MUSCLE;
    }

    private boolean inVessel(final int side, final double x, final double y, final double z) {
        for (final double[] t : m_tubes[side]) {
            final double dx = t[3] - t[0];
            final double dy = t[4] - t[1];
            final double dz = t[5] - t[2];
            final double along = ((x - t[0]) * dx + (y - t[1]) * dy + (z - t[2]) * dz) / (dx * dx + dy * dy + dz * dz);
            if (along < 0 || along > 1) {
                continue;
            }
            final double ox = x - t[0] - along * dx;
            final double oy = y - t[1] - along * dy;
            final double oz = z - t[2] - along * dz;
            if (ox * ox + oy * oy + oz * oz <= t[6] * t[6]) {
                return true;
            }
        }
        return false;
    }
}
