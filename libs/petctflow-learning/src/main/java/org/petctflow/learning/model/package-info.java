/**
 * Two-class models. A {@link org.petctflow.learning.model.Learner} is a record of options that can be fitted; what it gives is
 * a {@link org.petctflow.learning.model.Classifier}. A new model is one record and one classifier, and a line in
 * {@code Learners} and {@code Classifiers} of the ensemble package.
 *
 * <p>Own code where Smile 3.1.1 has no method of the same definition: its logistic regression has no exact optimum, no class
 * weights and penalises by another scale; its forests have no class weights, no extremely randomised trees and depend
 * on the number of threads; its SVM is an approximation (LASVM) without class weights
 * and Platt's probabilities; and its models can be kept by Java serialisation alone, which is not safe to read.
 */
package org.petctflow.learning.model;
