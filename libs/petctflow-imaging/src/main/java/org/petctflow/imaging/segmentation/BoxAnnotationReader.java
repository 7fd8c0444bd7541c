package org.petctflow.imaging.segmentation;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.petctflow.imaging.segmentation.BoxAnnotations.Box;

/** Reads a folder of Pascal VOC files, one an annotated slice. */
final class BoxAnnotationReader {

    /** A slice's annotation has a few hundred letters. */
    private static final long MOST_BYTES = 1 << 20;

    private static final int MOST_FILES = 10_000;

    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private BoxAnnotationReader() {
    }

    /**
     * @param folder a folder with files {@code <SOPInstanceUID>.xml}; those of folders below it are not read
     * @return the boxes of all files
     * @throws IOException if there is none, or none of the files is an annotation
     */
    static BoxAnnotations read(final Path folder) throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().toLowerCase().endsWith(".xml") && Files.isRegularFile(f)).sorted()
                .limit(MOST_FILES + 1L).toList();
        }
        if (files.size() > MOST_FILES) {
            throw new IOException(folder.getFileName() + " has more than " + MOST_FILES + " annotations: a folder must hold those of one patient");
        }
        final List<Box> boxes = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        for (final Path file : files) {
            try {
                boxes.addAll(boxes(file));
            } catch (final IOException e) {
                warnings.add(e.getMessage());
            }
        }
        if (boxes.isEmpty()) {
            throw new IOException(warnings.isEmpty() ? folder.getFileName() + " holds no Pascal VOC annotation (*.xml) with a box"
                : warnings.get(0));
        }
        return new BoxAnnotations(boxes, warnings.isEmpty() ? List.of()
            : List.of(warnings.size() + " of " + files.size() + " annotations cannot be read, e.g. " + warnings.get(0)));
    }

    private static List<Box> boxes(final Path file) throws IOException {
        final String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(name + " is too long for an annotation of one slice");
        }
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        final String content = text(Files.readAllBytes(file));
        if (content.contains("<!DOCTYPE")) {
            throw new IOException(name + " has a document type (DOCTYPE), which no annotation needs: it is not read");
        }
        try (Reader in = new StringReader(content)) {
            final XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return boxes(name.substring(0, name.length() - ".xml".length()), name, xml);
            } finally {
                xml.close();
            }
        } catch (final XMLStreamException | MissingResourceException e) {
            // the JDK's parser lacks the texts of some of its messages
            throw new IOException(name + " is no XML: " + e.getMessage(), e);
        }
    }

    /** Of bytes the JDK's parser would write to the console where they are no letters. */
    private static String text(final byte[] bytes) {
        final Matcher declared = ENCODING.matcher(new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.ISO_8859_1));
        Charset charset = StandardCharsets.UTF_8;
        try {
            charset = declared.find() ? Charset.forName(declared.group(1)) : charset;
        } catch (final IllegalCharsetNameException | UnsupportedCharsetException e) {
            charset = StandardCharsets.ISO_8859_1; // names of elements and numbers are ASCII in any
        }
        final String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static List<Box> boxes(final String uid, final String file, final XMLStreamReader xml) throws XMLStreamException, IOException {
        final Map<String, String> values = new HashMap<>();
        final List<Box> boxes = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        boolean voc = false;
        while (xml.hasNext()) {
            final int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
                voc |= xml.getLocalName().equals("annotation");
                if (xml.getLocalName().equals("object")) {
                    values.keySet().removeIf(k -> !k.equals("width") && !k.equals("height"));
                }
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("object")) {
                    boxes.add(box(uid, file, values));
                } else if (!text.toString().isBlank()) {
                    values.put(xml.getLocalName(), text.toString().strip());
                }
                text.setLength(0);
            }
        }
        if (!voc) {
            throw new IOException(file + " is no Pascal VOC annotation");
        }
        return boxes;
    }

    /** Pascal VOC counts pixels from 1, and both corners belong to the box. */
    private static Box box(final String uid, final String file, final Map<String, String> values) throws IOException {
        final int[] at = new int[4];
        final String[] names = {"xmin", "ymin", "xmax", "ymax"};
        for (int i = 0; i < at.length; i++) {
            at[i] = number(file, names[i], values.get(names[i])) - 1;
        }
        if (at[2] < at[0] || at[3] < at[1]) {
            throw new IOException(file + " has a box that ends before it begins: " + values);
        }
        return new Box(uid, values.getOrDefault("name", ""), at[0], at[1], at[2], at[3],
            values.containsKey("width") ? number(file, "width", values.get("width")) : 0,
            values.containsKey("height") ? number(file, "height", values.get("height")) : 0);
    }

    private static int number(final String file, final String name, final String value) throws IOException {
        try {
            return (int)Math.round(Double.parseDouble(value));
        } catch (final NullPointerException | NumberFormatException e) {
            throw new IOException(file + " has a box whose " + name + " is " + (value == null ? "missing" : "'" + value + "'"), e);
        }
    }
}
