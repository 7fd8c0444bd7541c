package org.petctflow.headless;

import org.petctflow.headless.cli.CommandLine;

/** What the launcher starts. */
public final class Main {

    private Main() {
    }

    /** @param args a command and its options */
    public static void main(final String[] args) {
        System.exit(new CommandLine(System.out, System.err).run(args).exitCode());
    }
}
