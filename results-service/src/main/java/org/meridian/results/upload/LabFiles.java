package org.meridian.results.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Reads laboratories' files as they come in, with memory that does not grow with them. */
@Component
public class LabFiles {

    private final Clock clock;

    LabFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param announced how many rows the sender says that there are
     * @throws ProblemException 422 when it can't be read to its end, or has another number of rows than was said
     */
    public LabFile read(Format format, InputStream body, OptionalInt announced) {
        Source source = new Source(body);
        Spool<Checked<Row>> spool = Checked.spool(Row::write, Row::read);
        try {
            Rows rows = open(format, Beginnings.checked(source));
            RowRules rules = new RowRules(clock.instant());
            for (@Nullable Cells cells = rows.next(); cells != null; cells = rows.next()) {
                spool.add(rules.check(cells));
            }
            compare(spool.size(), announced, "Meridian-Row-Count says");
            compare(spool.size(), rows.declared(), "its end says");
            if (spool.size() == 0 && announced.isEmpty() && rows.declared().isEmpty() && !rows.complete()) {
                throw new UnreadableFile(
                        1, "there are no rows, as if the file were cut. Say 0 rows if that is what is meant.");
            }
            return new LabFile(source.sha256(), spool);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Rows open(Format format, InputStream in) {
        return switch (format) {
            case JSON -> new JsonRows(in, true);
            case NDJSON -> new JsonRows(in, false);
            case CSV -> new CsvRows(in);
        };
    }

    private static void compare(int rows, OptionalInt said, String who) {
        if (said.isPresent() && said.getAsInt() != rows) {
            throw UnreadableFile.ofAnotherSize(rows, said.getAsInt(), who);
        }
    }

    /** Tells by its first bytes what is no text of ours at all. */
    private static final class Beginnings {

        private Beginnings() {}

        static InputStream checked(Source source) {
            PushbackInputStream in = new PushbackInputStream(source, 4);
            try {
                byte[] begin = in.readNBytes(4);
                refuse(begin);
                in.unread(begin);
                return in;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void refuse(byte[] begin) {
            int two = begin.length < 2 ? 0 : (begin[0] & 0xff) << 8 | (begin[1] & 0xff);
            switch (two) {
                case 0xfffe, 0xfeff ->
                    throw new UnreadableFile(
                            1, "this is UTF-16, a spreadsheet's \"Unicode text\"; save the file as CSV UTF-8.");
                case 0x504b ->
                    throw new UnreadableFile(1, "this is a workbook or an archive; save the file as CSV UTF-8.");
                case 0x1f8b -> throw new UnreadableFile(1, "this is compressed; send the file as it is.");
                default -> {}
            }
        }
    }
}
