package org.petctflow.headless.docs;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The few HTML elements of a node's description as Markdown, in lines of at most {@value #WIDTH} letters. */
final class Markdown {

    private static final int WIDTH = 120;

    private Markdown() {
    }

    /** Paragraphs, lists and line breaks. */
    static String text(final Node node) {
        final StringBuilder raw = new StringBuilder();
        children(node, raw);
        final StringBuilder text = new StringBuilder();
        for (final String paragraph : raw.toString().split("\n\n+")) {
            final String block = paragraph(paragraph);
            if (!block.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(block);
            }
        }
        return text.toString();
    }

    /** All of it in one line, for a table. */
    static String line(final Node node) {
        return text(node).replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static String paragraph(final String raw) {
        final StringBuilder out = new StringBuilder();
        for (final String line : raw.split("\n")) {
            final boolean isItem = line.matches(" *- .*");
            final String words = line.strip().replaceAll("[ \t]+", " ");
            if (words.isEmpty()) {
                continue;
            }
            final String level = isItem ? line.substring(0, line.indexOf('-')) : ""; // of a list within a list
            out.append(out.isEmpty() ? "" : isItem ? "\n" : "<br>\n").append(level).append(wrap(words, isItem ? level + "  " : ""));
        }
        return out.toString();
    }

    private static String wrap(final String words, final String hang) {
        final StringBuilder out = new StringBuilder();
        int column = 0;
        for (final String word : words.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(hang);
                column = hang.length();
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }

    private static void children(final Node node, final StringBuilder out) {
        for (Node c = node.getFirstChild(); c != null; c = c.getNextSibling()) {
            if (c.getNodeType() == Node.TEXT_NODE || c.getNodeType() == Node.CDATA_SECTION_NODE) {
                out.append(escape(c.getNodeValue().replaceAll("\\s+", " ")));
            } else if (c instanceof Element e) {
                element(e, out);
            }
        }
    }

    private static void element(final Element e, final StringBuilder out) {
        switch (e.getTagName()) {
            case "p", "ul", "ol" -> {
                out.append("\n\n");
                children(e, out);
                out.append("\n\n");
            }
            case "li" -> {
                final StringBuilder item = new StringBuilder();
                children(e, item);
                final StringBuilder lines = new StringBuilder();
                for (final String line : item.toString().strip().split("\n+")) {
                    lines.append(lines.isEmpty() ? line : line.matches(" *- .*") ? "\n  " + line : line.isBlank() ? "" : " " + line);
                }
                out.append("\n- ").append(lines).append('\n');
            }
            case "br" -> out.append('\n');
            case "b", "strong" -> around(e, "**", out);
            case "i", "em" -> around(e, "*", out);
            case "tt", "code", "pre" -> out.append('`').append(e.getTextContent().strip().replaceAll("\\s+", " ")).append('`');
            case "a" -> out.append('[').append(escape(e.getTextContent().strip())).append("](").append(e.getAttribute("href")).append(')');
            default -> children(e, out);
        }
    }

    private static void around(final Element e, final String mark, final StringBuilder out) {
        final StringBuilder inner = new StringBuilder();
        children(e, inner);
        out.append(mark).append(inner.toString().strip()).append(mark);
    }

    static String escape(final String text) {
        return text.replace("*", "\\*").replace("<", "&lt;").replace("[", "\\[");
    }

    /** Further lines stand below the first word of a list's item. */
    static String indent(final String item) {
        return item.replace("\n", "\n  ").replace("\n  \n", "\n\n");
    }
}
