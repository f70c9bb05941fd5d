package org.meridian.bench.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/** Health codes as people see them, through the gateway, for some of everybody. */
final class Colours {

    private static final int PERSONS = 200;

    private final World world;
    private final Observed observed;
    private final Fold fold;

    Colours(World world, Observed observed) {
        this.world = world;
        this.observed = observed;
        this.fold = new Fold(observed.tubes(), observed.samples(), observed.results());
    }

    /** How many show another colour than follows from the rows. */
    long wrong(Findings findings) {
        List<String> everybody = new ArrayList<>(observed.codes().keySet());
        everybody.sort(null);
        int step = Math.max(1, everybody.size() / PERSONS);
        long wrong = 0;
        for (int i = 0; i < everybody.size(); i += step) {
            String person = everybody.get(i);
            Person expected = fold.person(person);
            String shown = colour(person);
            if (!shown.equals(Fold.colour(expected))) {
                wrong++;
                findings.remark("day: %s shows %s, and %s follows from %s"
                        .formatted(person, shown, Fold.colour(expected), expected));
            }
        }
        return wrong;
    }

    private String colour(String person) {
        String country = person.substring(0, 3);
        ResidentId resident = new ResidentId(UUID.fromString(person.substring(4)), country);
        try {
            Answer code =
                    world.gateway().get("/v1/me/health-code", world.tokens().resident(resident));
            return code.status() == 200 ? code.text("colour") : code.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
