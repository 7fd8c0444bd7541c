package org.petctflow.imaging.dicom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names patients without their ids. A patient's key is {@code P-} and the first 16 hexadecimal digits of HMAC-SHA-256 (RFC
 * 2104) over {@code <PatientID (0010,0020)>|<IssuerOfPatientID (0010,0021)>} in UTF-8: the same patient has the same key in
 * every node and run, and tables join.
 *
 * <p>The secret is the user's. Without one ({@link #pseudonyms()}) the secret is a constant of this class: ids don't show and
 * tables join, but somebody with a list of possible ids could compute their keys. Give a secret wherever results leave the
 * hospital, and keep it: whoever has it can tell which id became which key.
 */
public final class PatientKeys {

    private static final byte[] NO_SECRET = "PETCT Flow: no secret was given".getBytes(StandardCharsets.UTF_8);

    private static final int BYTES = 8;

    /** Null for plain ids. */
    private final byte[] m_secret;

    private PatientKeys(final byte[] secret) {
        m_secret = secret;
    }

    /** @return pseudonyms by the constant secret: deterministic, for joining tables */
    public static PatientKeys pseudonyms() {
        return new PatientKeys(NO_SECRET);
    }

    /**
     * @param secret the user's secret; the same text gives the same keys
     * @return pseudonyms that cannot be computed without it; those of {@link #pseudonyms()} if it is blank
     */
    public static PatientKeys pseudonyms(final String secret) {
        return secret == null || secret.isBlank() ? pseudonyms()
            : new PatientKeys(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** @return keys that are the patients' ids themselves; for data that was de-identified before */
    public static PatientKeys plainIds() {
        return new PatientKeys(null);
    }

    /** @return whether keys are the ids themselves */
    public boolean plain() {
        return m_secret == null;
    }

    /**
     * @param patientId PatientID
     * @param issuer IssuerOfPatientID, empty if unknown
     * @return the patient's key
     */
    public String of(final String patientId, final String issuer) {
        if (m_secret == null) {
            return patientId;
        }
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(m_secret, "HmacSHA256"));
            final byte[] digest = mac.doFinal((patientId + '|' + issuer).getBytes(StandardCharsets.UTF_8));
            return "P-" + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
