package org.meridian.bench.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.meridian.bench.world.Tubes;

/** A laboratory's file. */
final class LabCsv {

    static final String HEADER = "barcode,outcome,testedAt\n";

    private LabCsv() {}

    /** One tube's row: of a hundred tubes one is positive, and of a thousand one could not be read. */
    static String row(Tubes tubes, int number, Instant testedAt) {
        String outcome = number % 100 == 7 ? "POSITIVE" : number % 1000 == 11 ? "INCONCLUSIVE" : "NEGATIVE";
        return tubes.barcode(number) + "," + outcome + "," + testedAt + "\n";
    }

    /** All tubes in one file in the temporary folder, which goes with this JVM at the latest. */
    static Path write(Tubes tubes, Instant testedAt) {
        try {
            Path file = Files.createTempFile("meridian-bench", ".csv");
            file.toFile().deleteOnExit();
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write(HEADER);
                for (int i = 0; i < tubes.count(); i++) {
                    out.write(row(tubes, i, testedAt));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
