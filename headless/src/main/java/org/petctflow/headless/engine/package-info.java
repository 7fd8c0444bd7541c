/** Runs workflows: makes the nodes of their factories, configures and executes them, hands data from port to port. */
package org.petctflow.headless.engine;
