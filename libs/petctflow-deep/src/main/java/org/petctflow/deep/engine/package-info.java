/** Starts PyTorch once for the Java machine, offline, and holds the few things that must not be got wrong with it. */
package org.petctflow.deep.engine;
