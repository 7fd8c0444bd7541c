package org.petctflow.nodes.common;

/** Where icons are. */
public final class Icons {

    private Icons() {
    }

    /**
     * @param name the file's name without extension
     * @return the path of {@code icons/<name>.png} as seen from a factory in a package right below {@code org.petctflow.nodes}
     */
    public static String of(final String name) {
        return "../../../../icons/" + name + ".png"; // an absolute path would not be found on Windows
    }
}
