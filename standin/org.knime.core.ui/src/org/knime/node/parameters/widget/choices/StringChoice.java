package org.knime.node.parameters.widget.choices;

/**
 * A text to choose.
 *
 * @param id what is saved
 * @param text what the user reads
 */
public record StringChoice(String id, String text) {

    /**
     * @param id what is saved and read
     * @return the choice of it
     */
    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
