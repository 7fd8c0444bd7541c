package org.petctflow.radiomics.texture;

import java.util.Arrays;
import java.util.List;

import org.petctflow.radiomics.image.Region;

/**
 * Zones: connected voxels of one grey level (26 neighbours, in a plane 8), with their size and, where asked for, their distance to
 * the region's border, the smallest of their voxels. Both zone matrices come from one pass of a union-find over the voxels.
 *
 * <p>Source: IBSI sections 3.8 (9SAK) and 3.9 (VMDZ); Thibault 2009 and 2014, doi:10.1109/TBME.2013.2284600. Union-find: Tarjan 1975,
 * doi:10.1145/321879.321884.
 */
public final class Zones {

    private final int[] m_level;

    private final int[] m_size;

    private final int[] m_distance;

    private final int[] m_sliceStart;

    private Zones(final int[] level, final int[] size, final int[] distance, final int[] sliceStart) {
        m_level = level;
        m_size = size;
        m_distance = distance;
        m_sliceStart = sliceStart;
    }

    /**
     * @param region grey levels
     * @param flatAxis 0, 1 or 2 for zones within the planes across this axis, -1 for zones in space
     * @param distances the distance of each voxel, in the region's order; null for none
     * @return the zones, in the order of their first voxel
     */
    public static Zones of(final GreyRegion region, final int flatAxis, final int[] distances) {
        final int[] grey = region.grey();
        final int[] voxels = region.voxels();
        final List<int[]> steps = Directions.half(new int[]{1}, flatAxis);
        final int[] back = new int[steps.size()];
        for (int d = 0; d < back.length; d++) {
            back[d] = Math.abs(region.offset(steps.get(d)));
        }
        // of 26 neighbours the 13 that lie before the voxel in memory; the nearest ones first, they are most often of its zone
        Arrays.sort(back);
        final int[] parent = region.scratch();
        for (final int v : voxels) {
            final int level = grey[v];
            int root = v;
            for (final int b : back) {
                final int w = v - b;
                if (grey[w] == level) {
                    final int other = find(parent, w);
                    if (other < root) {
                        parent[root] = other;
                        root = other;
                    } else if (other > root) {
                        parent[other] = root;
                    }
                }
            }
            parent[v] = root;
        }
        return collect(region, parent, distances);
    }

    /** Path halving; a root is its own parent, and the zone's first voxel. */
    private static int find(final int[] parent, final int voxel) {
        int v = voxel;
        while (parent[v] != v) {
            parent[v] = parent[parent[v]];
            v = parent[v];
        }
        return v;
    }

    private static Zones collect(final GreyRegion region, final int[] parent, final int[] distances) {
        final int[] grey = region.grey();
        final int[] voxels = region.voxels();
        int count = 0;
        for (final int v : voxels) {
            count += parent[v] == v ? 1 : 0;
        }
        final int[] level = new int[count];
        final int[] size = new int[count];
        final int[] distance = new int[distances == null ? 0 : count];
        final int[] sliceStart = new int[region.slices() + 1];
        // a root comes before its zone's other voxels and a parent before its children: their parent already holds the zone's
        // number, written as its complement so that it cannot be taken for a voxel
        int zones = 0;
        int slice = 0;
        for (int k = 0; k < voxels.length; k++) {
            while (k == region.sliceStart(slice + 1)) {
                sliceStart[++slice] = zones;
            }
            final int v = voxels[k];
            final int zone;
            if (parent[v] == v) {
                zone = zones++;
                level[zone] = grey[v];
                if (distances != null) {
                    distance[zone] = distances[k];
                }
            } else {
                zone = ~parent[parent[v]];
            }
            parent[v] = ~zone;
            size[zone]++;
            if (distances != null) {
                distance[zone] = Math.min(distance[zone], distances[k]);
            }
        }
        while (slice < region.slices()) {
            sliceStart[++slice] = zones;
        }
        return new Zones(level, size, distances == null ? null : distance, sliceStart);
    }

    /** @return how many zones there are */
    public int count() {
        return m_level.length;
    }

    /**
     * @param fromSlice first slice of the box
     * @param toSlice slice after the last one
     * @return the size zone matrix of the zones that begin in these slices
     */
    public LevelSizeMatrix sizes(final int fromSlice, final int toSlice) {
        return LevelSizeMatrix.ofItems(m_level, m_size, m_sliceStart[fromSlice], m_sliceStart[toSlice]);
    }

    /**
     * @param fromSlice first slice of the box
     * @param toSlice slice after the last one
     * @return the distance zone matrix of the zones that begin in these slices
     */
    public LevelSizeMatrix distances(final int fromSlice, final int toSlice) {
        return LevelSizeMatrix.ofItems(m_level, m_distance, m_sliceStart[fromSlice], m_sliceStart[toSlice]);
    }

    /**
     * City block distance (6 neighbours, in a plane 4) of each voxel to the outside of the morphological mask; 1 at the border. The
     * image's edge counts as outside. Two sweeps are exact for this distance (Rosenfeld and Pfaltz 1966, doi:10.1145/321356.321357).
     *
     * @param mask the morphological mask
     * @param region the region whose voxels' distances are wanted, on the same grid
     * @param flat whether distances are taken within slices
     * @return distances in voxels, in the order of the region's voxels; 1 where a voxel lies outside the mask
     */
    public static int[] distances(final Region mask, final Region region, final boolean flat) {
        final byte[] inside = mask.framed(1);
        final int rows = mask.size(1) + 2;
        final int columns = mask.size(2) + 2;
        final int plane = rows * columns;
        final int[] distance = new int[inside.length];
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                int d = Math.min(distance[v - 1], distance[v - columns]);
                if (!flat) {
                    d = Math.min(d, distance[v - plane]);
                }
                distance[v] = d + 1;
            }
        }
        for (int v = inside.length - 1; v >= 0; v--) {
            if (inside[v] != 0) {
                int d = Math.min(distance[v + 1], distance[v + columns]);
                if (!flat) {
                    d = Math.min(d, distance[v + plane]);
                }
                distance[v] = Math.min(distance[v], d + 1);
            }
        }
        final int[] positions = region.positions();
        final int[] result = new int[positions.length];
        for (int k = 0; k < result.length; k++) {
            final int p = positions[k];
            final int c = p % region.size(2) + region.first(2) - mask.first(2) + 1;
            final int r = p / region.size(2) % region.size(1) + region.first(1) - mask.first(1) + 1;
            final int s = p / region.size(2) / region.size(1) + region.first(0) - mask.first(0) + 1;
            final boolean known = c > 0 && r > 0 && s > 0 && c < columns && r < rows && s <= mask.size(0);
            result[k] = known ? Math.max(1, distance[(s * rows + r) * columns + c]) : 1;
        }
        return result;
    }
}
