/**
 * What a two-class model's predictions are worth: discrimination, classification, calibration, usefulness, and the uncertainty
 * of each. Class 1 is the positive one; a row is classed positive where its probability is at least the threshold.
 */
package org.petctflow.learning.evaluate;
