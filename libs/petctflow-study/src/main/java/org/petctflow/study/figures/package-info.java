/** Figures as results: what a chart-making node gives to a report. */
package org.petctflow.study.figures;
