package org.dcm4che3.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elements of DICOM PS3.6 and PS3.7. */
public class StandardElementDictionary extends ElementDictionary {

    /** The one dictionary. */
    public static final ElementDictionary INSTANCE = new StandardElementDictionary();

    private record Element(int tag, int mask, VR vr, String keyword) {
    }

    private final Map<Integer, Element> m_elements = new HashMap<>(8192);

    private final Map<String, Element> m_keywords = new HashMap<>(8192);

    private final List<Element> m_repeating = new ArrayList<>();

    private StandardElementDictionary() {
        super(null, Tag.class);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
            StandardElementDictionary.class.getResourceAsStream("dictionary.txt"), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    add(line.split(" "));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(final String[] words) {
        final String digits = words[0];
        int mask = 0;
        for (int i = 0; i < 8; i++) {
            mask = mask << 4 | (digits.charAt(i) == 'x' ? 0 : 15);
        }
        final Element e =
            new Element(Integer.parseUnsignedInt(digits.replace('x', '0'), 16), mask, VR.valueOf(words[1]), words[2]);
        if (mask == -1) {
            m_elements.put(e.tag, e);
        } else {
            m_repeating.add(e);
        }
        m_keywords.putIfAbsent(e.keyword, e);
    }

    private Element find(final int tag) {
        final Element e = m_elements.get(tag);
        if (e != null) {
            return e;
        }
        for (final Element r : m_repeating) {
            if ((tag & r.mask) == r.tag) {
                return r;
            }
        }
        return null;
    }

    @Override
    public VR vrOf(final int tag) {
        if ((tag & 0xffff) == 0) {
            return VR.UL;
        }
        if ((tag & 0x10000) != 0) {
            return (tag & 0xff00) == 0 && (tag & 0xf0) != 0 ? VR.LO : VR.UN;
        }
        final Element e = find(tag);
        return e == null ? VR.UN : e.vr;
    }

    @Override
    public String keywordOf(final int tag) {
        if ((tag & 0xffff) == 0 && (tag & 0xfffd0000) != 0) {
            return "GroupLength";
        }
        if ((tag & 0x10000) != 0) {
            return (tag & 0xff00) == 0 && (tag & 0xf0) != 0 ? "PrivateCreatorID" : "";
        }
        final Element e = find(tag);
        return e == null ? "" : e.keyword;
    }

    @Override
    public int tagForKeyword(final String keyword) {
        final Element e = m_keywords.get(keyword);
        return e == null ? -1 : e.tag;
    }
}
