package org.petctflow.radiomics.regions;

/** How voxels become habitats. */
public enum Clustering {
        /** Each habitat is a mean; a voxel belongs to the nearest. Habitats come out about equally wide. */
        K_MEANS,
        /** Each habitat is a normal distribution with a width, a form and a share of its own; a voxel belongs to the most likely one. */
        GAUSSIAN_MIXTURE
}
