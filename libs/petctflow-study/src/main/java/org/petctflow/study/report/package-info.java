/**
 * The study report: tables and figures of a study's nodes, the methods from their provenance, and checklists with what is answered
 * and what is open. {@link org.petctflow.study.report.StudyReport} puts it together as JSON of the schema {@code petct.report/1},
 * {@link org.petctflow.study.report.PageFile} makes one HTML file of it.
 */
package org.petctflow.study.report;
