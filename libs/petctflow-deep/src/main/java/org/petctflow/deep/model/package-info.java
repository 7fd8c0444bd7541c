/** A trained network as a value, and the files that models and checkpoints are kept in: no Java serialization. */
package org.petctflow.deep.model;
