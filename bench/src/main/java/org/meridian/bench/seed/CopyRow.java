package org.meridian.bench.seed;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in COPY's binary format, field by field: the server then parses nothing. */
final class CopyRow {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z"); // PostgreSQL's
    private static final int END = -1;
    private static final int NULL = -1;

    private final DataOutputStream out;

    CopyRow(OutputStream out) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        this.out.write(SIGNATURE);
        this.out.writeInt(0); // no flags
        this.out.writeInt(0); // no extension
    }

    /** Begins a row of so many fields. */
    void begin(int fields) throws IOException {
        out.writeShort(fields);
    }

    CopyRow uuid(UUID value) throws IOException {
        out.writeInt(16);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRow text(String value) throws IOException {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRow bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
        return this;
    }

    CopyRow time(@Nullable Instant value) throws IOException {
        return value == null ? nothing() : bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    CopyRow integer(int value) throws IOException {
        out.writeInt(4);
        out.writeInt(value);
        return this;
    }

    CopyRow bigint(long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
        return this;
    }

    CopyRow bool(boolean value) throws IOException {
        out.writeInt(1);
        out.writeByte(value ? 1 : 0);
        return this;
    }

    CopyRow nothing() throws IOException {
        out.writeInt(NULL);
        return this;
    }

    void end() throws IOException {
        out.writeShort(END);
        out.flush();
    }
}
