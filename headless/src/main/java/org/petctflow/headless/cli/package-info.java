/** The command line: commands, options, what is printed. */
package org.petctflow.headless.cli;
