package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.results.verdict.Outcome;

/**
 * A row of a file, as far as it can be checked by itself.
 *
 * @param line where it stands in the file
 * @param testedAt whole microseconds
 * @param ct with two decimals
 */
record Row(
        int line,
        String barcode,
        Outcome outcome,
        Instant testedAt,
        @Nullable String device,
        @Nullable BigDecimal ct) {

    private static final int NO_CT = -1;

    void write(DataOutputStream out) throws IOException {
        out.writeInt(line);
        out.writeUTF(barcode);
        out.writeUTF(outcome.name());
        Instants.write(out, testedAt);
        out.writeUTF(device == null ? "" : device);
        out.writeShort(ct == null ? NO_CT : ct.unscaledValue().intValueExact());
    }

    static Row read(DataInputStream in) throws IOException {
        int line = in.readInt();
        String barcode = in.readUTF();
        Outcome outcome = Outcome.valueOf(in.readUTF());
        Instant testedAt = Instants.read(in);
        String device = in.readUTF();
        int ct = in.readShort();
        return new Row(
                line,
                barcode,
                outcome,
                testedAt,
                device.isEmpty() ? null : device,
                ct == NO_CT ? null : BigDecimal.valueOf(ct, 2));
    }
}
