package org.knime.core.node.config.base;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import org.knime.core.node.InvalidSettingsException;

/**
 * The encoding of passwords in settings: "02" and the URL-safe Base64 of the initialisation vector, the text in AES-256-CFB and four
 * zero bytes as a check. The key is public, so this hides a password from a glance and from nobody else.
 */
final class WeakEncryption {

    private static final byte[] SALT = {1, -6, 127, 98};

    private static final byte[] VECTOR = {0, 0, 0, 0, 99, 42, -3, 12, 111, 120, -67, 111, 103, 65, 1, -113};

    private static final int CHECK_BYTES = 4;

    private WeakEncryption() {
    }

    static String encrypt(final String text, final String key) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        final byte[] vector = VECTOR.clone();
        for (int i = 0; i < 4; i++) {
            vector[i] = (byte)(text.length() >> (8 * i));
        }
        final byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            final byte[] secret = cipher(Cipher.ENCRYPT_MODE, key, vector).doFinal(Arrays.copyOf(plain, plain.length + CHECK_BYTES));
            final byte[] all = Arrays.copyOf(vector, vector.length + secret.length);
            System.arraycopy(secret, 0, all, vector.length, secret.length);
            return "02" + Base64.getUrlEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not encrypt a password: " + e.getMessage(), e);
        }
    }

    static String decrypt(final String encrypted, final String key) throws InvalidSettingsException {
        if (encrypted == null || encrypted.isEmpty()) {
            return encrypted;
        }
        try {
            if (!encrypted.startsWith("02")) {
                throw new IllegalArgumentException("unknown version");
            }
            final byte[] all = Base64.getUrlDecoder().decode(encrypted.substring(2));
            final byte[] vector = Arrays.copyOf(all, VECTOR.length);
            final byte[] plain = cipher(Cipher.DECRYPT_MODE, key, vector).doFinal(all, vector.length, all.length - vector.length);
            for (int i = plain.length - CHECK_BYTES; i < plain.length; i++) {
                if (plain[i] != 0) {
                    throw new IllegalArgumentException("wrong key");
                }
            }
            return new String(plain, 0, plain.length - CHECK_BYTES, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new InvalidSettingsException("Could not decrypt a password: " + e.getMessage(), e);
        }
    }

    private static Cipher cipher(final int mode, final String key, final byte[] vector) throws GeneralSecurityException {
        final var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        final byte[] secret = factory.generateSecret(new PBEKeySpec(key.toCharArray(), SALT, 100, 256)).getEncoded();
        final var cipher = Cipher.getInstance("AES/CFB/NoPadding");
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new IvParameterSpec(vector));
        return cipher;
    }
}
