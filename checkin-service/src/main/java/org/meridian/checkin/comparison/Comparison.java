package org.meridian.checkin.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.comparison.Difference.Kind;
import org.meridian.checkin.comparison.KnownRows.Known;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Service;

/**
 * Compares what results-service knows with what is known here, in both directions: what is missing or different here, and
 * what is known here only.
 */
@Service
public class Comparison {

    /** Rows read at once, so that an answer stays small also where the other side has lost everything. */
    static final int MOST = 2_000;

    private final KnownRows rows;

    Comparison(KnownRows rows) {
        this.rows = rows;
    }

    /**
     * Where the sides disagree.
     *
     * @param until up to and including this resident everybody was compared; absent when nobody comes after
     */
    public record Found(
            List<Difference> differences, @Nullable ResidentId until) {}

    /**
     * Everybody with an id beyond {@code after} up to {@code until}.
     *
     * @param theirs all that results-service knows between these two
     */
    public Found between(
            Country country, Topic topic, @Nullable ResidentId after, @Nullable ResidentId until, List<Status> theirs) {
        List<Known> own = rows.between(country, topic, after, until, MOST + 1);
        if (own.size() <= MOST) {
            return new Found(differences(topic, theirs, own), until);
        }
        List<Known> portion = own.subList(0, MOST);
        ResidentId last = portion.getLast().status().residentId();
        List<Status> before = theirs.stream()
                .filter(status -> text(status).compareTo(last.id().toString()) <= 0)
                .toList();
        return new Found(differences(topic, before, portion), last);
    }

    /** Only these residents, of one country. */
    public Found only(Country country, Topic topic, List<Status> theirs) {
        List<ResidentId> residents = theirs.stream().map(Status::residentId).toList();
        return new Found(differences(topic, theirs, rows.of(country, topic, residents)), null);
    }

    private static List<Difference> differences(Topic topic, List<Status> theirs, List<Known> own) {
        Map<ResidentId, Known> known = new LinkedHashMap<>();
        own.forEach(row -> known.put(row.status().residentId(), row));
        List<Difference> differences = new ArrayList<>();
        for (Status status : theirs) {
            Known row = known.remove(status.residentId());
            kind(topic, status, row)
                    .ifPresent(kind -> differences.add(new Difference(
                            status.residentId(),
                            kind,
                            row == null ? 0 : row.status().version())));
        }
        known.values().stream()
                .filter(row -> !row.erased())
                .map(Known::status)
                .forEach(status -> differences.add(new Difference(status.residentId(), Kind.AHEAD, status.version())));
        return differences;
    }

    private static Optional<Kind> kind(Topic topic, Status theirs, @Nullable Known row) {
        if (row == null) {
            return theirs.digest().equals(topic.nothing()) ? Optional.empty() : Optional.of(Kind.MISSING);
        }
        if (row.erased()) {
            return Optional.empty(); // forgotten here on purpose
        }
        if (row.status().version() > theirs.version()) {
            return Optional.of(Kind.AHEAD); // the next changes would be taken for old ones
        }
        return row.status().digest().equals(theirs.digest()) ? Optional.empty() : Optional.of(Kind.DIFFERENT);
    }

    /** Sorts as the database sorts ids. */
    private static String text(Status status) {
        return status.residentId().id().toString();
    }
}
