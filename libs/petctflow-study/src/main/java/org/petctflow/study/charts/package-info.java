/**
 * Charts as data: what the page {@code charts.html} of org.petctflow.views draws, as JSON of the schema {@code petct.charts/1}. Every
 * statistic is computed in Java; the page only draws.
 */
package org.petctflow.study.charts;
