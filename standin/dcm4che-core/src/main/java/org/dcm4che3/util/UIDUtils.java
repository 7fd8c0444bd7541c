package org.dcm4che3.util;

import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Pattern;

/** Unique identifiers derived from UUIDs (DICOM PS3.5 section B.2). */
public class UIDUtils {

    private static final String ROOT = "2.25";

    private static final Pattern FORM = Pattern.compile("[012](\\.(0|[1-9][0-9]*))+");

    /**
     * @param uid a text
     * @return whether it has the form of a unique identifier (PS3.5 section 9.1)
     */
    public static boolean isValid(final String uid) {
        return uid.length() <= 64 && FORM.matcher(uid).matches();
    }

    /** @return a random unique identifier */
    public static String createUID() {
        return of(UUID.randomUUID());
    }

    /**
     * @param name any bytes
     * @return the identifier that belongs to them
     */
    public static String createNameBasedUID(final byte[] name) {
        return of(UUID.nameUUIDFromBytes(name));
    }

    private static String of(final UUID uuid) {
        final BigInteger high = new BigInteger(Long.toUnsignedString(uuid.getMostSignificantBits()));
        final BigInteger low = new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits()));
        return ROOT + "." + high.shiftLeft(64).add(low);
    }
}
