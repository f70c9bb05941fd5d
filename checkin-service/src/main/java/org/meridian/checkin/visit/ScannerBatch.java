package org.meridian.checkin.visit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.visit.ScanJudge.Judged;
import org.meridian.checkin.visit.ScanResult.Outcome;
import org.meridian.platform.problem.Problem.FieldError;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.stereotype.Service;

/** Takes what an offline scanner of a place collected, each scan on its own, all rows in one statement. */
@Service
public class ScannerBatch {

    /** How many scans come at once at most. */
    public static final int LARGEST = 5_000;

    private static final String CLIENT_ID = "[A-Za-z0-9._:-]{1,64}";

    private final ScanJudge judge;
    private final CheckInWriter writer;
    private final Travels travels;

    ScannerBatch(ScanJudge judge, CheckInWriter writer, Travels travels) {
        this.judge = judge;
        this.writer = writer;
        this.travels = travels;
    }

    /** Scans with their verdicts, in the scanner's order. */
    public record Prepared(PlaceId place, List<String> clientIds, List<Judged> judged) {}

    /** @throws ProblemException 413 for too many, 400 for one that lacks a part */
    public Prepared prepare(Place place, List<Scan> scans) {
        if (scans.size() > LARGEST) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A batch may have " + LARGEST + " scans at most.");
        }
        checkParts(scans);
        List<String> clientIds = new ArrayList<>(scans.size());
        List<Judged> judged = new ArrayList<>(scans.size());
        for (Scan scan : scans) {
            String clientId = String.valueOf(scan.clientId());
            clientIds.add(clientId);
            judged.add(judge(place.id(), clientId, scan));
        }
        return new Prepared(place.id(), clientIds, judged);
    }

    /** Writes the good ones, within a transaction of the place's country. */
    public List<ScanResult> write(Prepared prepared) {
        Map<UUID, CheckIn> distinct = new LinkedHashMap<>();
        for (Judged judged : prepared.judged()) {
            if (judged instanceof Judged.Good good) {
                distinct.putIfAbsent(good.checkIn().id().id(), good.checkIn());
            }
        }
        Set<UUID> written =
                new java.util.HashSet<>(writer.writeAll(prepared.place().country(), List.copyOf(distinct.values())));
        distinct.values().stream()
                .filter(checkIn ->
                        checkIn.isAbroad() && written.contains(checkIn.id().id()))
                .map(CheckIn::resident)
                .distinct()
                .forEach(resident -> travels.tellHome(resident, prepared.place().country()));
        List<ScanResult> results = new ArrayList<>();
        for (int i = 0; i < prepared.judged().size(); i++) {
            String clientId = prepared.clientIds().get(i);
            results.add(
                    switch (prepared.judged().get(i)) {
                        case Judged.Bad bad -> new ScanResult(clientId, Outcome.REJECTED, null, bad.reason());
                        case Judged.Good good -> {
                            CheckInId id = good.checkIn().id();
                            // the first of its clientId takes the row, a second one in the same batch finds it taken
                            boolean first = written.remove(id.id());
                            yield new ScanResult(clientId, first ? Outcome.ACCEPTED : Outcome.DUPLICATE, id, null);
                        }
                    });
        }
        return results;
    }

    private Judged judge(PlaceId place, String clientId, Scan scan) {
        if (scan.residentCode() == null || scan.checkedInAt() == null) {
            throw new IllegalStateException("checked before");
        }
        return judge.judge(place, clientId, scan.residentCode(), scan.checkedInAt());
    }

    private static void checkParts(List<Scan> scans) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < scans.size(); i++) {
            Scan scan = scans.get(i);
            if (scan == null) {
                errors.add(new FieldError("/" + i, "A scan."));
                continue;
            }
            if (scan.clientId() == null || !scan.clientId().matches(CLIENT_ID)) {
                errors.add(new FieldError("/" + i + "/clientId", "1 to 64 letters, digits and . _ : -"));
            }
            if (scan.residentCode() == null) {
                errors.add(new FieldError("/" + i + "/residentCode", "The code that was shown."));
            }
            if (scan.checkedInAt() == null) {
                errors.add(new FieldError("/" + i + "/checkedInAt", "A moment, RFC 3339."));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.subList(0, Math.min(errors.size(), 20)));
        }
    }
}
