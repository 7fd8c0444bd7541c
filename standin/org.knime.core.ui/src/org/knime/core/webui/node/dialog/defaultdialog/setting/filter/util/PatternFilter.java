package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** Chooses names by a pattern. */
public class PatternFilter implements Persistable {

    /** The pattern. */
    public String m_pattern = ""; // NOSONAR the name of the setting

    /** Whether upper and lower case differ. */
    public boolean m_isCaseSensitive; // NOSONAR the name of the setting

    /** Whether those are chosen that do not match. */
    public boolean m_isInverted; // NOSONAR the name of the setting

    /** Chooses none. */
    public PatternFilter() {
    }

    /** The kinds of patterns. */
    public enum PatternMode {
            /** A regular expression of the whole name. */
            REGEX,
            /** * stands for any characters, ? for one. */
            WILDCARD
    }

    /**
     * @param mode the kind of pattern
     * @param choices the names there are
     * @return those that are chosen
     */
    public String[] getSelected(final PatternMode mode, final String[] choices) {
        return Arrays.stream(choices).filter(getIsSelectedPredicate(mode)).toArray(String[]::new);
    }

    /**
     * @param mode the kind of pattern
     * @return whether a name is chosen; an empty regular expression matches no name
     */
    public Predicate<String> getIsSelectedPredicate(final PatternMode mode) {
        final Predicate<String> matches;
        if (mode == PatternMode.REGEX) {
            final var regex = Pattern.compile("^" + cased(m_pattern) + "$");
            matches = m_pattern.isEmpty() ? name -> false : name -> regex.matcher(name).find();
        } else {
            final var wildcard = Pattern.compile(toRegex(cased(m_pattern)), Pattern.DOTALL);
            matches = name -> wildcard.matcher(name).matches();
        }
        return name -> matches.test(cased(name)) != m_isInverted;
    }

    private String cased(final String s) {
        return m_isCaseSensitive ? s : s.toLowerCase(Locale.getDefault());
    }

    private static String toRegex(final String wildcard) {
        final var regex = new StringBuilder();
        wildcard.codePoints().forEach(c -> {
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return regex.toString();
    }
}
