package org.petctflow.radiomics.shape;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.image.Region;

/**
 * Size and shape of a region. Geometry comes from the morphological mask; what looks at intensities (centre of mass shift, integrated
 * intensity, Moran's I, Geary's C) takes those of the intensity mask. Source: IBSI section 3.1 (HCUG).
 */
public final class Morphology {

    /** How many features IBSI has. */
    public static final int COUNT = 29;

    private Morphology() {
    }

    /**
     * @param mask the morphological mask, not empty
     * @param intensities the intensity mask with its values, on the same grid; not empty
     * @param progress asked for cancellation
     * @return IBSI's 29 features in its order; NaN where a denominator is 0
     */
    public static double[] ibsi(final Region mask, final Region intensities, final Progress progress) {
        final Mesh mesh = Mesh.of(mask);
        final double volume = mesh.volume();
        final double area = mesh.area();
        final double compactness = 36 * Math.PI * volume * volume / (area * area * area);
        final PrincipalAxes axes = PrincipalAxes.ofSample(mask);
        progress.checkCancelled();
        final ConvexHull hull = ConvexHull.of(SurfacePoints.of(mask));
        final BoundingBox aligned = BoundingBox.ofSides(mask.size(0) * mask.spacing(0), mask.size(1) * mask.spacing(1),
            mask.size(2) * mask.spacing(2));
        final BoundingBox oriented = BoundingBox.oriented(hull);
        progress.checkCancelled();
        final Ellipsoid approximate = new Ellipsoid(axes.major() / 2, axes.minor() / 2, axes.least() / 2);
        final Ellipsoid enclosing = Ellipsoid.enclosing(hull.corners());
        final SpatialAutocorrelation spatial = SpatialAutocorrelation.of(intensities, progress);
        double sum = 0;
        for (final double v : intensities.values()) {
            sum += v;
        }
        final double[] f = new double[COUNT];
        f[0] = volume;
        f[1] = mask.count() * mask.voxelVolume();
        f[2] = area;
        f[3] = area / volume;
        f[4] = volume / (Math.sqrt(Math.PI) * Math.pow(area, 1.5));
        f[5] = compactness;
        f[6] = 1 / Math.cbrt(compactness);
        f[7] = Math.cbrt(compactness);
        f[8] = f[6] - 1;
        f[9] = sum == 0 ? Double.NaN : centreOfMassShift(mask, intensities, sum);
        f[10] = hull.diameter();
        f[11] = axes.major();
        f[12] = axes.minor();
        f[13] = axes.least();
        f[14] = ratio(axes.minor(), axes.major());
        f[15] = ratio(axes.least(), axes.major());
        f[16] = volume / aligned.volume();
        f[17] = area / aligned.area();
        f[18] = volume / oriented.volume();
        f[19] = area / oriented.area();
        f[20] = ratio(volume, approximate.volume());
        f[21] = axes.minor() > 0 ? area / approximate.area() : Double.NaN;
        f[22] = volume / enclosing.volume();
        f[23] = area / enclosing.area();
        f[24] = volume / hull.volume();
        f[25] = area / hull.area();
        f[26] = volume * sum / intensities.count();
        f[27] = spatial.moran();
        f[28] = spatial.geary();
        return f;
    }

    private static double ratio(final double a, final double b) {
        return b > 0 ? a / b : Double.NaN;
    }

    /** Distance in mm of the mask's centre from that of the intensities. */
    private static double centreOfMassShift(final Region mask, final Region intensities, final double sum) {
        final double[] shift = new double[3];
        for (final int p : mask.positions()) {
            shift[2] += (double)(p % mask.size(2) + mask.first(2)) / mask.count();
            shift[1] += (double)(p / mask.size(2) % mask.size(1) + mask.first(1)) / mask.count();
            shift[0] += (double)(p / mask.size(2) / mask.size(1) + mask.first(0)) / mask.count();
        }
        final double[] weighted = new double[3];
        for (int k = 0; k < intensities.count(); k++) {
            final int p = intensities.positions()[k];
            final double v = intensities.values()[k] / sum;
            weighted[2] += v * (p % intensities.size(2) + intensities.first(2));
            weighted[1] += v * (p / intensities.size(2) % intensities.size(1) + intensities.first(1));
            weighted[0] += v * (p / intensities.size(2) / intensities.size(1) + intensities.first(0));
        }
        double square = 0;
        for (int d = 0; d < 3; d++) {
            final double mm = (shift[d] - weighted[d]) * mask.spacing(d);
            square += mm * mm;
        }
        return Math.sqrt(square);
    }

    /**
     * PyRadiomics' 14 shape features and the three that it has withdrawn. A diameter of the slice, column or row is the greatest distance of two surface points with the same
     * slice, row or column coordinate.
     *
     * @param mask the region, not empty
     * @return Elongation, Flatness, LeastAxisLength, MajorAxisLength, Maximum2DDiameterColumn, Maximum2DDiameterRow,
     *         Maximum2DDiameterSlice, Maximum3DDiameter, MeshVolume, MinorAxisLength, Sphericity, SurfaceArea, SurfaceVolumeRatio,
     *         VoxelVolume, Compactness1, Compactness2, SphericalDisproportion; NaN where a denominator is 0
     */
    public static double[] pyRadiomics(final Region mask) {
        final Mesh mesh = Mesh.ofPyRadiomics(mask);
        final PrincipalAxes axes = PrincipalAxes.ofPopulation(mask);
        final SurfacePoints points = SurfacePoints.of(mask);
        final double compactness = 36 * Math.PI * mesh.volume() * mesh.volume() / (mesh.area() * mesh.area() * mesh.area());
        return new double[]{
            ratio(axes.minor(), axes.major()),
            ratio(axes.least(), axes.major()),
            axes.least(),
            axes.major(),
            points.planeDiameter(1),
            points.planeDiameter(2),
            points.planeDiameter(0),
            points.diameter(),
            mesh.volume(),
            axes.minor(),
            Math.cbrt(36 * Math.PI * mesh.volume() * mesh.volume()) / mesh.area(),
            mesh.area(),
            mesh.area() / mesh.volume(),
            mask.count() * mask.voxelVolume(),
            mesh.volume() / (Math.sqrt(Math.PI) * Math.pow(mesh.area(), 1.5)),
            compactness,
            1 / Math.cbrt(compactness)
        };
    }
}
