package org.petctflow.standin.ui;

import com.fasterxml.jackson.databind.ObjectMapper;

/** How data are written for pages. */
public final class Json {

    /** Writes and reads JSON. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }
}
