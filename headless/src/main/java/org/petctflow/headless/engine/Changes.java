package org.petctflow.headless.engine;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.headless.workflow.WorkflowException;

/**
 * What a run changes in a workflow without touching its files.
 *
 * @param settings settings of nodes, as --set says them
 * @param variables values of workflow variables, by their names
 */
public record Changes(List<Setting> settings, Map<String, String> variables) {

    /** No changes. */
    public static final Changes NONE = new Changes(List.of(), Map.of());

    private static final Pattern SYNTAX = Pattern.compile("#?(\\d+):([^=]+)=(.*)", Pattern.DOTALL);

    /**
     * A setting of a node.
     *
     * @param node the node's number
     * @param path the keys of the setting; begins with {@code view/} for the view's
     * @param value the value as text
     */
    public record Setting(int node, String path, String value) {

        /**
         * @param text as in {@code #3:binning/width=25}
         * @return the setting
         * @throws WorkflowException if it is not written that way
         */
        public static Setting parse(final String text) throws WorkflowException {
            final Matcher m = SYNTAX.matcher(text);
            if (!m.matches()) {
                throw new WorkflowException("\"" + text + "\" is no setting: write --set \"<node id>:<settings/path>=<value>\", "
                    + "e.g. --set \"3:binWidth=25\".");
            }
            return new Setting(parseId(m.group(1)), m.group(2).trim(), m.group(3));
        }
    }

    /** Copies list and map. */
    public Changes {
        settings = List.copyOf(settings);
        variables = Map.copyOf(variables);
    }

    /**
     * @param text as in {@code #3} or {@code 3}
     * @return the node's number
     * @throws WorkflowException if it is none
     */
    public static int parseId(final String text) throws WorkflowException {
        try {
            return Integer.parseInt(text.startsWith("#") ? text.substring(1) : text);
        } catch (NumberFormatException e) {
            throw new WorkflowException("\"" + text + "\" is no number of a node: write #3 or 3.", e);
        }
    }
}
