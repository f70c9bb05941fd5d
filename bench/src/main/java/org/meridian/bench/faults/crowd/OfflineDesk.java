package org.meridian.bench.faults.crowd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.faults.crowd.Batches.Item;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * A sampling desk that was without a network for up to three days, with a clock of its own: it opened tubes of five, filled
 * and sealed them. It sends its batches in any order; a sealing that came before its samples goes again.
 */
final class OfflineDesk {

    static final String SAMPLE = "offline sample";
    static final String SEALING = "offline sealing";

    private static final int CAPACITY = 5;
    private static final int ROUNDS = 50;

    private final Stage stage;
    private final Batches batches;
    private final Random random;
    private final SiteId site;
    private final String token;
    private final String name;
    private final Instant begun;
    private long sequence;

    /** @param ago since when it has been offline at most */
    OfflineDesk(Stage stage, SiteId site, String name, Duration ago, long seed) {
        this.stage = stage;
        this.random = new Random(seed);
        this.batches = new Batches(stage, stage.senders().apply(seed));
        this.site = site;
        this.name = name;
        this.token = stage.world().tokens().atSite(site, Role.SAMPLER);
        Duration clockIsOff = Duration.ofSeconds(random.nextInt(-6_900, 6_900));
        this.begun = Clock.systemUTC()
                .instant()
                .minus(ago)
                .plus(Duration.ofHours(2).plusMinutes(40)) // what a slow clock says is not older than three days
                .plus(clockIsOff)
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** What it did while it was alone; nothing of it has been sent. */
    List<Item> day(int tubes, long firstPerson) {
        List<Item> items = new ArrayList<>();
        for (int tube = 0; tube < tubes; tube++) {
            String barcode = "%s-%s-%03d".formatted(stage.name(), name, tube);
            int people = 1 + random.nextInt(CAPACITY);
            for (int i = 0; i < people; i++) {
                ResidentId person = Visitors.person(stage, firstPerson + (long) tube * CAPACITY + i);
                Map<String, Object> body = item(barcode);
                body.put("residentId", person.toString());
                body.put("sampledAt", begun.plusSeconds(sequence * 20).toString());
                body.put("capacity", CAPACITY);
                String row = barcode + " " + person.id();
                items.add(new Item(stage.journal().invoke(SAMPLE, row, name, sequence), body));
            }
            Map<String, Object> body = item(barcode);
            body.put("sealedAt", begun.plusSeconds(sequence * 20).toString());
            body.put("samples", people);
            items.add(new Item(stage.journal().invoke(SEALING, barcode, null, 0), body));
        }
        return items;
    }

    private Map<String, Object> item(String barcode) {
        sequence++;
        return new HashMap<>(Map.of(
                "clientId", stage.name() + ":" + name + ":" + sequence, "barcode", barcode, "sequence", sequence));
    }

    /** Sends everything, in batches of chance in an order of chance, each one to three times, until all is settled. */
    void sync(List<Item> day) {
        List<Item> waiting = day;
        for (int round = 0; !waiting.isEmpty() && round < ROUNDS; round++) {
            List<List<Item>> parts = new ArrayList<>();
            for (int from = 0; from < waiting.size(); ) {
                int to = Math.min(waiting.size(), from + 5 + random.nextInt(40));
                parts.add(waiting.subList(from, to));
                from = to;
            }
            Collections.shuffle(parts, random);
            List<Item> again = new ArrayList<>();
            for (List<Item> part : parts) {
                again.addAll(batches.send(
                        "/v1/sites/" + site + "/samples/batch",
                        token,
                        part,
                        "sampleId",
                        outcome -> mayWait(outcome.path("reason").asString(""))));
            }
            waiting = again;
        }
        waiting.forEach(item -> item.entry().refused("still told to wait after " + ROUNDS + " rounds", ROUNDS));
    }

    private static boolean mayWait(String reason) {
        return reason.equals("samples-missing") || reason.equals("unknown-tube");
    }
}
