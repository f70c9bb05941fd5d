package org.meridian.checkin.visit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.visit.CheckIn.Passing;
import org.meridian.checkin.visit.ScanJudge.Judged;
import org.meridian.checkin.visit.ScanReader.Item;
import org.meridian.checkin.visit.ScanResult.Outcome;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Takes what an offline scanner of a place collected, each scan on its own, all rows in one statement. */
@Service
public class ScannerBatch {

    /** How many scans come at once at most. */
    public static final int LARGEST = 5_000;

    /** As the scanner made them: by its own count, or by its clock where it does not count. */
    private static final Comparator<Good> AS_SCANNED = Comparator.comparing(
                    (Good good) -> good.checkIn().sequence(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(good -> good.checkIn().checkedInAt());

    private final ScanJudge judge;
    private final CheckInWriter writer;
    private final Travels travels;
    private final Erasures erasures;

    ScannerBatch(ScanJudge judge, CheckInWriter writer, Travels travels, Erasures erasures) {
        this.judge = judge;
        this.writer = writer;
        this.travels = travels;
        this.erasures = erasures;
    }

    /** @param position in the batch as it came */
    record Good(int position, String clientId, CheckIn checkIn) {}

    /**
     * A batch that needs only to be written.
     *
     * @param results in the order in which the scans came; none yet for a good one
     * @param good in the order in which they were made
     */
    public record Prepared(PlaceId place, List<@Nullable ScanResult> results, List<Good> good) {}

    /** @throws ProblemException 413 for too many */
    public Prepared prepare(Place place, List<JsonNode> items) {
        if (items.size() > LARGEST) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A batch may have " + LARGEST + " scans at most.");
        }
        List<@Nullable ScanResult> results = new ArrayList<>(items.size());
        List<Good> good = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            switch (ScanReader.read(items.get(i))) {
                case Item.Incomplete(String clientId, String reason) ->
                    results.add(ScanResult.rejected(clientId, reason));
                case Item.Complete(Scan scan) -> results.add(judged(place.id(), scan, i, good));
            }
        }
        leaveOutErased(place.id().country(), results, good);
        good.sort(AS_SCANNED);
        return new Prepared(place.id(), results, good);
    }

    /** Those at home in the place's country; of a traveller nothing is known here, nor does the id lead to anybody. */
    private void leaveOutErased(Country country, List<@Nullable ScanResult> results, List<Good> good) {
        Set<ResidentId> erased = erasures.among(
                country,
                good.stream()
                        .map(scan -> scan.checkIn().resident())
                        .filter(resident -> resident.country().equals(country))
                        .toList());
        if (erased.isEmpty()) {
            return;
        }
        good.removeIf(scan -> {
            boolean gone = erased.contains(scan.checkIn().resident());
            if (gone) {
                results.set(scan.position(), ScanResult.rejected(scan.clientId(), "The code is nobody's any more."));
            }
            return gone;
        });
    }

    private @Nullable ScanResult judged(PlaceId place, Scan scan, int position, List<Good> good) {
        return switch (judge.judge(place, scan)) {
            case Judged.Bad(String reason) -> ScanResult.rejected(scan.clientId(), reason);
            case Judged.Good(CheckIn checkIn) -> {
                good.add(new Good(position, scan.clientId(), checkIn));
                yield null;
            }
        };
    }

    /** Writes the good ones, within a transaction of the place's country. @return a result for each scan, in its place */
    public List<ScanResult> write(Prepared prepared) {
        Country country = prepared.place().country();
        Map<UUID, CheckIn> first = new LinkedHashMap<>(); // of those of one clientId the first that was made
        prepared.good().forEach(good -> first.putIfAbsent(good.checkIn().id().id(), good.checkIn()));
        Set<UUID> written = writer.writeAll(country, first.values());
        first.values().stream()
                .filter(checkIn ->
                        checkIn.isAbroad() && written.contains(checkIn.id().id()))
                .map(CheckIn::resident)
                .distinct()
                .forEach(resident -> travels.tellHome(resident, country));
        first.keySet().removeAll(written);
        Map<UUID, Passing> there = writer.passings(country, first.keySet());
        @Nullable ScanResult[] results = prepared.results().toArray(ScanResult[]::new);
        for (Good good : prepared.good()) {
            CheckIn checkIn = good.checkIn();
            Passing earlier = there.putIfAbsent(checkIn.id().id(), checkIn.passing());
            results[good.position()] = result(good, earlier);
        }
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    private static ScanResult result(Good good, @Nullable Passing earlier) {
        CheckIn checkIn = good.checkIn();
        if (earlier == null) {
            return new ScanResult(good.clientId(), Outcome.ACCEPTED, checkIn.id(), null);
        }
        return earlier.equals(checkIn.passing())
                ? new ScanResult(good.clientId(), Outcome.DUPLICATE, checkIn.id(), null)
                : ScanResult.rejected(good.clientId(), "clientId: stands for another scan already.");
    }
}
