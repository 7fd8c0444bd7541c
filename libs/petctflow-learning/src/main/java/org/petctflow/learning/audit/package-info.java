/** Looks through a study's tables for what a careful analyst should be told before anything is learned from them. */
package org.petctflow.learning.audit;
