package org.petctflow.radiomics.regions;

/** Groups in standardised values, in ascending order of their centres' first value. */
interface Clusters {

    /** @return a centre for each group, a value for each image */
    double[][] centres();

    /** @return the group of a point */
    int assign(double[] point);
}
