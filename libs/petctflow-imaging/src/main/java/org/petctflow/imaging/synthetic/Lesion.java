package org.petctflow.imaging.synthetic;

/**
 * A tumour: an ellipsoid with shallow lobes. Everything about it is a function of the distance to its surface and of the
 * place, so that it looks the same on every grid.
 *
 * <p>Lengths are mm in body coordinates, {@code depth} is positive inside.
 */
final class Lesion {

    /** What is deeper than this belongs to the core, mm. */
    static final double CORE_MM = 2;

    /** How far the halo reaches beyond the surface, mm. */
    static final double HALO_MM = 7;

    private static final int LOBES = 4;

    private static final int WAVES = 5;

    private final double[] m_centre;

    private final double[] m_semi;

    private final double m_lobeDepth;

    private final double[][] m_lobe = new double[LOBES][];

    private final double[] m_lobePhase = new double[LOBES];

    private final double[][] m_wave = new double[WAVES][];

    private final double[] m_wavePhase = new double[WAVES];

    private final double m_uptake;

    private final double m_heterogeneity;

    private final double m_halo;

    private final double m_density;

    /**
     * @param centre x, y, z
     * @param radius mean radius
     * @param lobeDepth how deep lobes are, as a part of the radius
     * @param uptake mean SUV
     * @param heterogeneity standard deviation of the core's uptake as a part of its mean
     * @param halo density of the halo: 0 like lung, 1 like ground glass
     * @param random shape and pattern
     */
    Lesion(final double[] centre, final double radius, final double lobeDepth, final double uptake,
        final double heterogeneity, final double halo, final Randomness random) {
        m_centre = centre.clone();
        final double a = random.between(0.88, 1.14);
        final double b = random.between(0.88, 1.14);
        m_semi = new double[]{radius * a, radius * b, radius / Math.sqrt(a * b)};
        m_lobeDepth = lobeDepth;
        for (int i = 0; i < LOBES; i++) {
            m_lobe[i] = random.direction();
            m_lobePhase[i] = random.between(0, 2 * Math.PI);
        }
        for (int i = 0; i < WAVES; i++) {
            final double[] d = random.direction();
            final double length = random.between(13, 20);
            for (int k = 0; k < 3; k++) {
                d[k] *= 2 * Math.PI / length;
            }
            m_wave[i] = d;
            m_wavePhase[i] = random.between(0, 2 * Math.PI);
        }
        m_uptake = uptake;
        m_heterogeneity = heterogeneity;
        m_halo = halo;
        m_density = random.between(25, 45);
    }

    double[] centre() {
        return m_centre.clone();
    }

    /** @return further from the centre than this lies nothing of it, its halo included */
    double reach() {
        return Math.max(m_semi[0], Math.max(m_semi[1], m_semi[2])) * (1 + m_lobeDepth) + HALO_MM + 6;
    }

    /** @return about how far the point lies below the surface, negative outside */
    double depth(final double x, final double y, final double z) {
        final double dx = x - m_centre[0];
        final double dy = y - m_centre[1];
        final double dz = z - m_centre[2];
        final double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (distance < 1e-6) {
            return Math.min(m_semi[0], Math.min(m_semi[1], m_semi[2]));
        }
        final double ux = dx / distance;
        final double uy = dy / distance;
        final double uz = dz / distance;
        final double radius = 1 / Math.sqrt(ux * ux / (m_semi[0] * m_semi[0]) + uy * uy / (m_semi[1] * m_semi[1])
            + uz * uz / (m_semi[2] * m_semi[2]));
        double lobes = 0;
        for (int i = 0; i < LOBES; i++) {
            final double[] d = m_lobe[i];
            lobes += StrictMath.cos(3 * (ux * d[0] + uy * d[1] + uz * d[2]) + m_lobePhase[i]);
        }
        return radius * (1 + m_lobeDepth * lobes / LOBES) - distance;
    }

    private static double step(final double mm, final double width) {
        return 1 / (1 + StrictMath.exp(-mm / width));
    }

    /** Bands of 13 to 20 mm that a PET scanner can resolve: mean 0, standard deviation 1. */
    private double pattern(final double x, final double y, final double z) {
        double sum = 0;
        for (int i = 0; i < WAVES; i++) {
            final double[] d = m_wave[i];
            sum += StrictMath.cos(d[0] * x + d[1] * y + d[2] * z + m_wavePhase[i]);
        }
        return sum * Math.sqrt(2.0 / WAVES);
    }

    /**
     * @param tissue density of the tissue around it, HU
     * @param depth of the place
     * @return density there, HU
     */
    double density(final double tissue, final double depth) {
        final double halo = m_halo * step(depth + HALO_MM, 0.8);
        final double around = tissue < -500 ? tissue + halo * (-480 - tissue) : tissue;
        return around + step(depth, 0.7) * (m_density - around);
    }

    /**
     * @param tissue SUV of the tissue around it
     * @param depth of the place
     * @param x the place
     * @param y the place
     * @param z the place
     * @return SUV there, as it is in the body and no scanner sees it
     */
    double uptake(final double tissue, final double depth, final double x, final double y, final double z) {
        final double inside = step(depth, 0.5);
        if (inside < 1e-4) {
            return tissue;
        }
        final double core = step(depth - CORE_MM, 0.8);
        final double patchy = Math.max(0.15, 1 + m_heterogeneity * core * pattern(x, y, z));
        return tissue + inside * (m_uptake * patchy - tissue);
    }

    /**
     * The outline in an axial plane: the first crossing of the surface along rays from the lesion's axis.
     *
     * @param z the plane
     * @param points how many points
     * @return x, y, x, y ...; null where the plane doesn't cut it
     */
    double[] outline(final double z, final int points) {
        if (depth(m_centre[0], m_centre[1], z) <= 0.3) {
            return null;
        }
        final double[] line = new double[2 * points];
        for (int i = 0; i < points; i++) {
            final double c = StrictMath.cos(2 * Math.PI * i / points);
            final double s = StrictMath.sin(2 * Math.PI * i / points);
            double in = 0;
            double out = 0;
            do {
                in = out;
                out += 0.5;
            } while (depth(m_centre[0] + out * c, m_centre[1] + out * s, z) > 0);
            for (int k = 0; k < 20; k++) {
                final double middle = (in + out) / 2;
                if (depth(m_centre[0] + middle * c, m_centre[1] + middle * s, z) > 0) {
                    in = middle;
                } else {
                    out = middle;
                }
            }
            line[2 * i] = m_centre[0] + in * c;
            line[2 * i + 1] = m_centre[1] + in * s;
        }
        return line;
    }
}
