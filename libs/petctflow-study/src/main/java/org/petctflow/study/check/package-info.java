/** Compares tables with what they should hold: how test workflows prove their numbers. */
package org.petctflow.study.check;
