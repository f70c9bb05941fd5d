package org.meridian.bench.faults.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.world.People;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;

/** Residents who check in at one place after the other, each place once; one of ten is from a neighbouring country. */
final class Visitors {

    static final String KIND = "check-in";

    /** How many places each of them goes to. */
    static final int VISITS = 3;

    private final Stage stage;
    private final List<String> places;
    private final Random random;
    private final Sender sender;

    Visitors(Stage stage, List<String> places, long seed) {
        this.stage = stage;
        this.places = places;
        this.random = new Random(seed);
        this.sender = stage.senders().apply(seed);
    }

    static ResidentId person(Stage stage, long number) {
        return new People(
                        stage.world().seed(),
                        number % 10 == 9 ? "FRA" : stage.world().country())
                .resident(number);
    }

    /** One person's way. */
    void walk(long number) {
        ResidentId person = person(stage, number);
        String token = stage.world().tokens().resident(person);
        List<String> way = new ArrayList<>(places);
        for (int i = 0; i < VISITS; i++) {
            String place = way.remove(random.nextInt(way.size()));
            Journal.Entry entry = stage.journal().invoke(KIND, place + " " + person.id(), person.toString(), 0);
            Sent sent = sender.send(
                    true,
                    () -> stage.world()
                            .gateway()
                            .post(
                                    "/v1/check-ins",
                                    token,
                                    Map.of("place", place),
                                    stage.name() + "-" + number + "-" + place));
            settle(entry, sent);
        }
    }

    private static void settle(Journal.Entry entry, Sent sent) {
        switch (sent.fate()) {
            case ACKNOWLEDGED ->
                entry.acknowledged(
                        Ids.parse(sent.told().text("checkInId"), ResidentId::new)
                                .id()
                                .toString(),
                        sent.times());
            case REFUSED -> entry.refused(sent.told().toString(), sent.times());
            case INVOKED, UNKNOWN -> entry.unknown(sent.times());
        }
    }
}
