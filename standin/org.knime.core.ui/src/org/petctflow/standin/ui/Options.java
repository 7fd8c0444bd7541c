package org.petctflow.standin.ui;

import java.util.ArrayList;
import java.util.List;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.petctflow.standin.ui.Fields.Member;

/** What is written about settings. */
public final class Options {

    private Options() {
    }

    /**
     * What is written about a setting.
     *
     * @param title its title
     * @param description what it does, in HTML
     */
    public record Option(String title, String description) {
    }

    /**
     * @param parameters a class of settings, or null
     * @param viewParameters another, or null
     * @return what is written about their fields
     */
    public static List<Option> of(final Class<? extends NodeParameters> parameters, final Class<? extends NodeParameters> viewParameters) {
        final List<Option> options = new ArrayList<>();
        add(options, parameters);
        add(options, viewParameters);
        return options;
    }

    private static void add(final List<Option> options, final Class<?> c) {
        if (c == null) {
            return;
        }
        for (Member m : Fields.of(c, c)) {
            final Widget widget = m.field().getAnnotation(Widget.class);
            if (widget != null) {
                options.add(new Option(widget.title(), describe(m, widget)));
            } else if (ParameterStore.isGroup(m.type())) {
                add(options, m.type());
            }
        }
    }

    private static String describe(final Member m, final Widget widget) {
        final var text = new StringBuilder(widget.description());
        final List<Option> parts = new ArrayList<>();
        final Class<?> shown = m.content() == null || m.type().isArray() ? m.type() : m.content();
        if (shown.isEnum()) {
            for (Object c : shown.getEnumConstants()) {
                final String description = Labels.descriptionOf((Enum<?>)c);
                if (!description.isEmpty()) {
                    parts.add(new Option(Labels.titleOf((Enum<?>)c), description));
                }
            }
        } else if (ParameterStore.isGroups(m)) {
            add(parts, m.content());
        }
        if (!parts.isEmpty()) {
            text.append("\n<ul>\n");
            parts.forEach(p -> text.append("<li><b>").append(p.title()).append("</b>: ").append(p.description()).append("</li>\n"));
            text.append("</ul>");
        }
        return text.toString();
    }
}
