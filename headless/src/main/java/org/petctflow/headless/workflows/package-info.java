/** The workflows of example-workflows/ and test-workflows/, one class each; see docs/workflows.md. */
package org.petctflow.headless.workflows;
