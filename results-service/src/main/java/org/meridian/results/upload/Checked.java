package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.meridian.results.receipt.Rejection;

/**
 * What a check makes of a row.
 *
 * @param <T> what a good row becomes
 */
sealed interface Checked<T> {

    record Good<T>(T row) implements Checked<T> {}

    record Bad<T>(Rejection rejection) implements Checked<T> {}

    static <T> Checked<T> bad(int line, String reason) {
        return new Bad<>(new Rejection(line, reason));
    }

    /** A spool of rows good and bad, in the file's order. */
    static <T> Spool<Checked<T>> spool(Spool.Writing<T> writing, Spool.Reading<T> reading) {
        return new Spool<>((checked, out) -> write(checked, writing, out), in -> read(reading, in));
    }

    private static <T> void write(Checked<T> checked, Spool.Writing<T> writing, DataOutputStream out)
            throws IOException {
        switch (checked) {
            case Good<T>(T row) -> {
                out.writeBoolean(true);
                writing.write(row, out);
            }
            case Bad<T>(Rejection rejection) -> {
                out.writeBoolean(false);
                out.writeInt(rejection.line());
                out.writeUTF(rejection.reason());
            }
        }
    }

    private static <T> Checked<T> read(Spool.Reading<T> reading, DataInputStream in) throws IOException {
        return in.readBoolean() ? new Good<>(reading.read(in)) : bad(in.readInt(), in.readUTF());
    }
}
