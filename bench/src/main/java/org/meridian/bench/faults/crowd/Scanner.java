package org.meridian.bench.faults.crowd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.faults.crowd.Batches.Item;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Role;

/** A place's scanner: reads people's codes without a network, its clock up to two hours off, and sends them in batches. */
final class Scanner {

    static final String KIND = "scan";

    private final Stage stage;
    private final Batches batches;
    private final String place;
    private final String token;
    private final Duration clockIsOff;
    private final Clock clock = Clock.systemUTC();
    private long sequence;

    Scanner(Stage stage, StaffId owner, String place, long seed) {
        Random random = new Random(seed);
        this.stage = stage;
        this.place = place;
        this.batches = new Batches(stage, stage.senders().apply(seed));
        this.token = stage.world().tokens().staff(owner, Role.PLACE_OWNER);
        this.clockIsOff = Duration.ofSeconds(random.nextInt(-6_900, 6_900));
    }

    /** People of these numbers pass, then all of them are sent at once. */
    void scan(long first, int people) {
        List<Item> items = new ArrayList<>();
        for (long number = first; number < first + people; number++) {
            ResidentId person = Visitors.person(stage, number);
            Instant at = clock.instant().plus(clockIsOff).truncatedTo(ChronoUnit.MICROS);
            Map<String, Object> body = new HashMap<>(Map.of(
                    "clientId",
                    stage.name() + "-" + number,
                    "residentCode",
                    stage.world().tokens().code(person),
                    "checkedInAt",
                    at.toString(),
                    "sequence",
                    ++sequence));
            items.add(new Item(stage.journal().invoke(KIND, place + " " + person.id(), place, sequence), body));
        }
        batches.send("/v1/places/" + place + "/check-ins/batch", token, items, "checkInId", outcome -> false);
    }
}
