package org.knime.core.node.config.base;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;

import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads and writes a settings tree as XML. The bytes are those KNIME writes: the JDK's own serializer with an indent of four.
 * <p>
 * Differs from KNIME on purpose: a file with a DOCTYPE is refused, so that no entity is ever expanded. KNIME itself has not written
 * one since version 2.
 */
public final class XMLConfig {

    private static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";

    /** Deeper files are refused: they exist only to exhaust the stack. */
    private static final int MAX_DEPTH = 1000;

    private XMLConfig() {
    }

    /**
     * Reads entries into a config. The stream is not closed.
     *
     * @param c takes the entries; its key becomes that of the root element
     * @param in the XML
     * @throws SAXException never; the parser's complaints are the cause of an IOException
     * @throws IOException if the XML is broken or a value cannot be parsed
     * @throws ParserConfigurationException if there is no parser
     */
    public static void load(final ConfigBase c, final InputStream in)
        throws SAXException, IOException, ParserConfigurationException {
        final var factory = SAXParserFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        final var reader = factory.newSAXParser().getXMLReader();
        final var handler = new Reader(c, in.toString());
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        try {
            reader.parse(new InputSource(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // a value that does not parse is a RuntimeException
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a config and closes the stream, unless it is a buffer.
     *
     * @param config what to write
     * @param output takes the XML in UTF-8
     * @throws IOException if the stream cannot be written
     */
    public static void save(final ConfigBase config, final OutputStream output) throws IOException {
        output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
        final boolean buffered = output instanceof BufferedOutputStream || output instanceof ByteArrayOutputStream;
        try (OutputStream os = buffered ? output : new BufferedOutputStream(output)) {
            final TransformerHandler handler =
                ((SAXTransformerFactory)TransformerFactory.newDefaultInstance()).newTransformerHandler();
            final var transformer = handler.getTransformer();
            transformer.setOutputProperty(OutputKeys.METHOD, "xml");
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            handler.setResult(new StreamResult(os));
            handler.startDocument();
            write(config, handler, true);
            handler.endDocument();
            os.flush();
        } catch (SAXException e) {
            throw new IOException("Saving xml to " + output + " failed: " + e.getMessage(), e);
        } catch (TransformerConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(final ConfigBase config, final ContentHandler handler, final boolean root) throws SAXException {
        final var attributes = new AttributesImpl();
        if (root) {
            add(attributes, "xmlns", NAMESPACE);
            add(attributes, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
            add(attributes, "xsi:schemaLocation", NAMESPACE + " http://www.knime.org/XMLConfig_2008_09.xsd");
        }
        add(attributes, "key", config.getKey());
        handler.startElement("", "", "config", attributes);
        for (String key : config) {
            final AbstractConfigEntry entry = config.getEntry(key);
            if (entry instanceof ConfigBase child) {
                write(child, handler, false);
            } else if (entry.getType() != ConfigEntries.xtransientstring) {
                final String value = entry.toStringValue();
                final var a = new AttributesImpl();
                add(a, "key", key);
                add(a, "type", entry.getType().name());
                if (value == null) {
                    add(a, "isnull", "true");
                }
                add(a, "value", value == null ? "" : escape(value));
                handler.startElement("", "", "entry", a);
                handler.endElement("", "", "entry");
            }
        }
        handler.endElement("", "", "config");
    }

    private static void add(final AttributesImpl attributes, final String name, final String value) {
        attributes.addAttribute("", "", name, "CDATA", value);
    }

    /** Control characters, everything above U+D7FF and a doubled percent sign are written as %% and five decimal digits. */
    static String escape(final String s) {
        final var b = new StringBuilder(s.length() + 16);
        for (int i = 0; i < s.length(); i++) {
            final char c = s.charAt(i);
            if (c < ' ' || c > '\ud7ff' || c == '%' && i + 1 < s.length() && s.charAt(i + 1) == '%') {
                b.append("%%").append(String.format("%05d", (int)c));
            } else {
                b.append(c);
            }
        }
        return b.toString();
    }

    /** The reverse of {@link #escape}; what only looks like an escape stays as it is. */
    static String unescape(final String s) {
        final var b = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            final int code = escapedAt(s, i);
            if (code < 0) {
                b.append(s.charAt(i));
            } else {
                b.append((char)code);
                i += 6;
            }
        }
        return b.toString();
    }

    private static int escapedAt(final String s, final int start) {
        if (start + 6 >= s.length() || s.charAt(start) != '%' || s.charAt(start + 1) != '%') {
            return -1;
        }
        int code = 0;
        for (int i = start + 2; i <= start + 6; i++) {
            final char c = s.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            code = code * 10 + c - '0';
        }
        return code;
    }

    private static final class Reader extends DefaultHandler {

        private final Deque<ConfigBase> m_open = new ArrayDeque<>();

        private final String m_source;

        private boolean m_rootSeen;

        Reader(final ConfigBase root, final String source) {
            m_open.push(root);
            m_source = source;
        }

        @Override
        public void startElement(final String uri, final String localName, final String name, final Attributes attributes)
            throws SAXException {
            final String key = attributes.getValue("key");
            if ("config".equals(name)) {
                if (m_open.size() > MAX_DEPTH) {
                    throw new SAXException("The configs are nested more than " + MAX_DEPTH + " deep.");
                }
                if (m_rootSeen) {
                    m_open.push(m_open.peek().addConfigBase(key));
                } else {
                    m_rootSeen = true;
                    m_open.peek().setKey(key);
                }
            } else if ("entry".equals(name)) {
                m_open.peek().addEntry(entry(key, attributes));
            } else {
                throw new SAXException("\"" + name + "\" is not a valid tag name.");
            }
        }

        private static AbstractConfigEntry entry(final String key, final Attributes attributes) throws SAXException {
            final String type = attributes.getValue("type");
            final String value = attributes.getValue("value");
            final ConfigEntries entryType;
            try {
                entryType = ConfigEntries.valueOf(type);
            } catch (IllegalArgumentException e) {
                throw new SAXException("Invalid type ('" + type + "') for key '" + key + "' in XML file.", e);
            }
            final boolean isNull = value == null || "true".equals(attributes.getValue("isnull"));
            return entryType.createEntry(key, isNull ? null : unescape(value));
        }

        @Override
        public void endElement(final String uri, final String localName, final String name) {
            if ("config".equals(name)) {
                m_open.pop();
            }
        }

        @Override
        public void warning(final SAXParseException e) throws SAXException {
            fatalError(e);
        }

        @Override
        public void error(final SAXParseException e) throws SAXException {
            fatalError(e);
        }

        @Override
        public void fatalError(final SAXParseException e) throws SAXException {
            throw new SAXException("line=" + e.getLineNumber() + ": " + e.getMessage() + "\nxml: URI=" + m_source + "\ndtd: URI="
                + e.getSystemId(), e);
        }
    }
}
