/** Data cells and port objects of PETCT Flow. Other extensions may depend on them. */
package org.petctflow.types;
