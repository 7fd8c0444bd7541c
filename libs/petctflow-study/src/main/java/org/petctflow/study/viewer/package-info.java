/**
 * Images as the page {@code viewer.html} of org.petctflow.views shows them: an index as JSON of the schema {@code petct.viewer/1}, and
 * each volume as a gzipped NIfTI file of its own; and the same images as one picture for reports.
 */
package org.petctflow.study.viewer;
