package org.knime.core.util;

import java.io.Serializable;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version: three numbers and perhaps a qualifier. */
public final class Version implements Comparable<Version>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(.*))?)?");

    /** 0.0.0. */
    public static final Version EMPTY_VERSION = new Version(0, 0, 0);

    private final int m_major;

    private final int m_minor;

    private final int m_revision;

    private final String m_qualifier;

    /**
     * @param major the first number
     * @param minor the second number
     * @param revision the third number
     */
    public Version(final int major, final int minor, final int revision) {
        this(major, minor, revision, "");
    }

    /**
     * @param major the first number
     * @param minor the second number
     * @param revision the third number
     * @param qualifier what follows, may be null
     */
    public Version(final int major, final int minor, final int revision, final String qualifier) {
        m_major = major;
        m_minor = minor;
        m_revision = revision;
        m_qualifier = qualifier == null ? "" : qualifier;
    }

    /** @param version a version as text; numbers that are not there are 0 */
    public Version(final String version) {
        final Matcher m = PATTERN.matcher(version);
        if (!m.matches()) {
            throw new IllegalArgumentException("Wrong version format: " + version);
        }
        m_major = Integer.parseInt(m.group(1));
        m_minor = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        m_revision = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        final String rest = m.group(4) == null ? "" : m.group(4);
        m_qualifier = rest.startsWith(".") ? rest.substring(1) : rest;
    }

    /** @return the first number */
    public int getMajor() {
        return m_major;
    }

    /** @return the second number */
    public int getMinor() {
        return m_minor;
    }

    /** @return the third number */
    public int getRevision() {
        return m_revision;
    }

    /** @return what follows, may be empty */
    public String getQualifier() {
        return m_qualifier;
    }

    @Override
    public int compareTo(final Version o) {
        return Comparator.comparingInt(Version::getMajor).thenComparingInt(Version::getMinor)
            .thenComparingInt(Version::getRevision).thenComparing(Version::getQualifier).compare(this, o);
    }

    /**
     * @param version another version
     * @return whether this one is not older
     */
    public boolean isSameOrNewer(final Version version) {
        return compareTo(version) >= 0;
    }

    @Override
    public String toString() {
        return m_major + "." + m_minor + "." + m_revision + (m_qualifier.isEmpty() ? "" : "." + m_qualifier);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof Version v && compareTo(v) == 0;
    }
}
