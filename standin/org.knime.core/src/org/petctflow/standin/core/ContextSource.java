package org.petctflow.standin.core;

import java.util.Optional;

/** What a thread works for, asked for its parts: the workflow's context and so on. */
public interface ContextSource {

    /**
     * @param c a class
     * @param <C> the class
     * @return the part of that class
     */
    <C> Optional<C> contextObject(Class<C> c);
}
