/** What a model's predictions rest on: permutation importance and Shapley values. */
package org.petctflow.learning.explain;
