package org.meridian.gateway.calls;

import java.util.List;
import java.util.stream.Stream;

/** The table for other packages' tests. */
public final class CallTableFixtures {

    private CallTableFixtures() {}

    public static CallTable everything() {
        return new CallTable(Stream.of(Calls.OF_THE_GATEWAY, Calls.OF_THE_SERVICES, Calls.LOCAL)
                .flatMap(List::stream)
                .toList());
    }

    public static List<Call> ofTheServices() {
        return Calls.OF_THE_SERVICES;
    }
}
