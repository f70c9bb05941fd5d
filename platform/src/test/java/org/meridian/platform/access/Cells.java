package org.meridian.platform.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Every caller that matters before every thing that matters: what the matrix of the table is made of. */
final class Cells {

    static final Country HOME = Country.of("DEU");
    static final Country ABROAD = Country.of("TWN");
    static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");

    private static final SiteId OWN_SITE = new SiteId(new UUID(1, 1), "DEU");
    private static final UnitId OWN_UNIT = new UnitId(new UUID(2, 2), "DEU");

    /** Whose thing the path names. */
    enum Thing {
        /** The one that the token is bound to. */
        OWN,
        SAME_COUNTRY,
        OTHER_COUNTRY,
        NONSENSE
    }

    private Cells() {}

    /** People of one role each, with and without what a token can be bound to; and the services. */
    static Stream<Caller> callers() {
        Stream<Caller> people = Stream.of(Role.values())
                .filter(role -> role != Role.SERVICE)
                .flatMap(role -> Stream.of(person(role, OWN_SITE, OWN_UNIT), person(role, null, null)));
        Stream<Caller> services =
                Stream.concat(SERVICES.stream(), Stream.of("stranger")).map(Cells::service);
        return Stream.concat(people, services);
    }

    static Caller person(Role role, @Nullable SiteId site, @Nullable UnitId unit) {
        return new Caller(
                "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                HOME,
                Set.of(role),
                new StaffId(new UUID(3, 3), "DEU"),
                site,
                unit,
                Instant.MAX);
    }

    static Caller service(String name) {
        return new Caller(name, null, Set.of(Role.SERVICE), null, null, null, Instant.MAX);
    }

    /** What stands in the path for an operation's variables. */
    static Map<String, String> path(Operation operation, Thing thing) {
        Map<String, String> values = new HashMap<>();
        for (String name : operation.ids()) {
            values.put(
                    name,
                    switch (thing) {
                        case OWN -> own(name);
                        case SAME_COUNTRY -> new SiteId(new UUID(9, 9), "DEU").toString();
                        case OTHER_COUNTRY -> new SiteId(new UUID(9, 9), "TWN").toString();
                        case NONSENSE -> "no-id";
                    });
        }
        return values;
    }

    private static String own(String name) {
        return switch (name) {
            case Operation.UNIT -> OWN_UNIT.toString();
            default -> OWN_SITE.toString();
        };
    }
}
