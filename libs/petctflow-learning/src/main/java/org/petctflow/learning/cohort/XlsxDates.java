package org.petctflow.learning.cohort;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Dates of an xlsx file. It keeps them as days since 1900 (or 1904) that only a cell's number format tells from other numbers (ECMA-376 part
 * 1, 18.8.30 and 18.17.4.1); they are given as ISO 8601, so that nobody takes a day of birth for a measurement.
 *
 * @param styles for each cell style whether it shows a date or a time of day
 * @param from1904 whether days count from 1904
 */
record XlsxDates(List<Boolean> styles, boolean from1904) {

    private static final int SECONDS = 86_400;

    private static final int LAST_DAY = 2_958_465; // 9999-12-31

    /** @return the styles of a workbook; no style is one of dates where it has no part for styles */
    static XlsxDates read(final ZipFile zip) throws IOException, XMLStreamException {
        boolean from1904 = false;
        XMLStreamReader xml = XlsxReader.open(zip, "xl/workbook.xml");
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && "workbookPr".equals(xml.getLocalName())) {
                final String value = xml.getAttributeValue(null, "date1904");
                from1904 = "1".equals(value) || "true".equals(value);
            }
        }
        final List<Boolean> styles = new ArrayList<>();
        if (zip.getEntry("xl/styles.xml") == null) {
            return new XlsxDates(styles, from1904);
        }
        final Map<String, String> codes = new HashMap<>();
        boolean cells = false;
        xml = XlsxReader.open(zip, "xl/styles.xml");
        while (xml.hasNext()) {
            final int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "numFmt" -> codes.put(xml.getAttributeValue(null, "numFmtId"), xml.getAttributeValue(null, "formatCode"));
                    case "cellXfs" -> cells = true;
                    case "xf" -> {
                        if (cells) {
                            styles.add(isDate(xml.getAttributeValue(null, "numFmtId"), codes));
                        }
                    }
                    default -> {
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && "cellXfs".equals(xml.getLocalName())) {
                cells = false;
            }
        }
        return new XlsxDates(styles, from1904);
    }

    private static boolean isDate(final String id, final Map<String, String> codes) {
        final String code = codes.get(id);
        if (code != null) {
            return isDate(code);
        }
        return id != null && id.matches("1[4-9]|2[0-2]|2[7-9]|3[0-6]|45|47|5[0-8]"); // 46 is an elapsed time
    }

    /** @return whether a format code shows parts of a date or a time of day; [h] and the like are durations */
    static boolean isDate(final String code) {
        final String plain = code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.", "").split(";", 2)[0].toLowerCase(Locale.ROOT);
        if (plain.matches(".*\\[(h+|m+|s+)\\].*") || plain.strip().matches("general|standard")) {
            return false;
        }
        final String letters = plain.replaceAll("\\[[^\\]]*\\]|am/pm|a/p", "");
        return letters.matches(".*[ymdhs].*") && !letters.matches(".*[#?].*");
    }

    /**
     * @param value a cell's number
     * @param style its style, null where it has none
     * @return the date, the time or both as ISO 8601 says; the number itself where it is none
     */
    String text(final String value, final String style) {
        final int index = style == null || !style.matches("\\d{1,6}") ? -1 : Integer.parseInt(style);
        final double serial = StudyTable.number(value);
        if (index < 0 || index >= styles.size() || !styles.get(index) || !(serial >= 0 && serial <= LAST_DAY + 1.0)) {
            return value;
        }
        final long seconds = Math.round(serial * SECONDS);
        final int day = (int)(seconds / SECONDS);
        final String time = LocalTime.ofSecondOfDay(seconds % SECONDS).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
        if (serial < 1) {
            return time;
        } else if (!from1904 && day == 60) {
            return value; // the 29th of February 1900, which was none
        }
        final LocalDate date = from1904 ? LocalDate.of(1904, 1, 1).plusDays(day)
            : LocalDate.of(1899, 12, day > 60 ? 30 : 31).plusDays(day);
        return seconds % SECONDS == 0 ? date.toString() : date + "T" + time;
    }
}
