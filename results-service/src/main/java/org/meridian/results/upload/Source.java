package org.meridian.results.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** The body of an upload: takes its SHA-256 while it is read, and tells a connection that ended early from a bad file. */
final class Source extends FilterInputStream {

    private final MessageDigest digest;

    Source(InputStream in) {
        super(in);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public int read() {
        try {
            int b = in.read();
            if (b >= 0) {
                digest.update((byte) b);
            }
            return b;
        } catch (IOException e) {
            throw cut();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                digest.update(buffer, offset, n);
            }
            return n;
        } catch (IOException e) {
            throw cut();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Of all that was read, lower-case hexadecimal; asked once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ProblemException cut() {
        return new ProblemException(
                ProblemType.UNREADABLE_FILE, "The connection ended before the file did. Nothing of it was stored.");
    }
}
