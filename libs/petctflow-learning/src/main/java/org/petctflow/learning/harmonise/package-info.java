/** Takes differences between centres and scanners out of features, learned on training rows alone. */
package org.petctflow.learning.harmonise;
