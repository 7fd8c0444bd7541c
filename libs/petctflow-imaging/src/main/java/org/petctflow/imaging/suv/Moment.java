package org.petctflow.imaging.suv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date and time of a header, or a time of which nobody says the date.
 *
 * @param date the date, or null
 * @param time the time, to the microsecond
 */
public record Moment(LocalDate date, LocalTime time) {

    /** DICOM's DA, also as ACR-NEMA and ISO 8601 write it. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})[.-]?(\\d{2})[.-]?(\\d{2})");

    /** DICOM's TM (hours, minutes and seconds from left to right as far as known), also with colons. */
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,](\\d{1,9}))?)?)?");

    /** DICOM's DT, also with ISO 8601's T or a blank. */
    private static final Pattern DATE_TIME =
        Pattern.compile("(\\d{4}[.-]?\\d{2}[.-]?\\d{2})[T ]?(\\d[\\d:.,]+)?\\s*([+-]\\d{4})?");

    /**
     * @param text DICOM's DA: {@code YYYYMMDD}
     * @return the date, null if it is none
     */
    public static LocalDate date(final String text) {
        final Matcher m = DATE.matcher(text.strip());
        if (!m.matches()) {
            return null;
        }
        try {
            return LocalDate.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        } catch (final DateTimeException e) {
            return null;
        }
    }

    /**
     * @param text DICOM's TM: {@code HHMMSS.FFFFFF}, or {@code HH:MM:SS}
     * @return the time, null if it is none
     */
    public static LocalTime time(final String text) {
        final Matcher m = TIME.matcher(text.strip());
        if (!m.matches()) {
            return null;
        }
        final int hour = Integer.parseInt(m.group(1));
        final int minute = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        // PS3.5 allows 60 for a leap second
        final int second = m.group(3) == null ? 0 : Math.min(59, Integer.parseInt(m.group(3)));
        if (hour > 23 || minute > 59 || m.group(3) != null && Integer.parseInt(m.group(3)) > 60) {
            return null;
        }
        final String fraction = m.group(4) == null ? "" : m.group(4);
        return LocalTime.of(hour, minute, second, Integer.parseInt((fraction + "000000000").substring(0, 9)));
    }

    /**
     * @param text DICOM's DT: {@code YYYYMMDDHHMMSS.FFFFFF&ZZXX}
     * @param zone the offset from UTC in which the data set's other times are (TimezoneOffsetFromUTC), or empty: an offset of
     *            the date-time is then taken for the same one
     * @return the moment, null if it is none or has no time
     */
    public static Moment dateTime(final String text, final String zone) {
        final Matcher m = DATE_TIME.matcher(text.strip());
        if (!m.matches() || m.group(2) == null) {
            return null;
        }
        final LocalDate date = date(m.group(1));
        final LocalTime time = time(m.group(2));
        if (date == null || time == null) {
            return null;
        }
        if (m.group(3) != null && zone.matches("[+-]\\d{4}")) {
            try {
                final LocalDateTime local = LocalDateTime.of(date, time).atOffset(offset(m.group(3)))
                    .withOffsetSameInstant(offset(zone)).toLocalDateTime();
                return new Moment(local.toLocalDate(), local.toLocalTime());
            } catch (final DateTimeException e) {
                return null;
            }
        }
        return new Moment(date, time);
    }

    private static ZoneOffset offset(final String text) {
        return ZoneOffset.of(text.substring(0, 3) + ":" + text.substring(3));
    }

    /**
     * What a table cell may hold.
     *
     * @param text a date-time ({@code 20250101100000}, {@code 2025-01-01T10:00:00}) or a time ({@code 100000}, {@code 10:00})
     * @return the moment, null if it is none
     */
    public static Moment parse(final String text) {
        final LocalTime time = time(text);
        return time != null ? new Moment(null, time) : dateTime(text, "");
    }

    /** @return seconds since the beginning of 1970 (or of an unknown day where there is no date) */
    double seconds() {
        return (date == null ? 0 : date.toEpochDay() * 86400.0) + time.toNanoOfDay() / 1e9;
    }

    /** @return as a date-time if the date is known, otherwise as a time */
    @Override
    public String toString() {
        return date == null ? time.toString() : date + "T" + time;
    }
}
