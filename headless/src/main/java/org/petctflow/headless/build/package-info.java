/** Builds workflow folders from definitions: what {@code ./petctflow build-workflows} does. */
package org.petctflow.headless.build;
