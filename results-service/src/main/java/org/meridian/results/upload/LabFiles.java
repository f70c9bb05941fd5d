package org.meridian.results.upload;

import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Reads laboratories' files as they come in, with memory that does not grow with them. */
@Component
public class LabFiles {

    private final UploadLimits limits;
    private final Clock clock;

    LabFiles(UploadLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws ProblemException 422 when it can't be read to its end, 413 when it has too many rows */
    public LabFile read(Format format, InputStream body) {
        Source source = new Source(body);
        Spool<Row> spool = new Spool<>(Row::write, Row::read);
        try {
            return read(open(format, source), source, spool);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Rows open(Format format, Source source) {
        return switch (format) {
            case JSON -> new JsonRows(source, true);
            case NDJSON -> new JsonRows(source, false);
            case CSV -> new CsvRows(source);
        };
    }

    private LabFile read(Rows rows, Source source, Spool<Row> spool) {
        RowRules rules = new RowRules(clock.instant());
        Rejections rejections = new Rejections(limits.rejections());
        int received = 0;
        for (@Nullable Cells cells = rows.next(); cells != null; cells = rows.next()) {
            received++;
            if (received > limits.rows()) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE,
                        "A file may have " + limits.rows() + " rows at most. Nothing of it was stored.");
            }
            switch (rules.check(cells)) {
                case Checked.Good<Row>(Row row) -> spool.add(row);
                case Checked.Bad<Row>(Rejection rejection) -> rejections.add(rejection);
            }
        }
        return new LabFile(source.sha256(), received, rejections, spool);
    }
}
