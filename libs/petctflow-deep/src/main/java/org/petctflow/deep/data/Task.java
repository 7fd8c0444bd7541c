package org.petctflow.deep.data;

import java.util.HashSet;
import java.util.List;

/**
 * One thing to predict.
 *
 * @param name e.g. EGFR
 * @param classes the names of its classes; a label is an index into them, the last of two is the positive one
 */
public record Task(String name, List<String> classes) {

    /** Checks that there are classes to tell apart. */
    public Task {
        classes = List.copyOf(classes);
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A task needs a name");
        }
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException(
                "The task '" + name + "' needs two or more different classes, but they are " + classes);
        }
    }
}
