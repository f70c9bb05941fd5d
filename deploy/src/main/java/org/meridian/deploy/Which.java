package org.meridian.deploy;

import java.util.List;
import picocli.CommandLine.Parameters;

/** Which processes a fault drill is about: one, or all of a region. */
final class Which {

    static final String DATABASE = "db";

    @Parameters(index = "0", paramLabel = "REGION", description = "Its region: us, eu, ap.")
    private String region = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PROCESS",
            description = "db, gateway, or a service; all of the region unless given.")
    private List<String> names = List.of();

    String region() {
        return region;
    }

    boolean isDatabase() {
        return names.isEmpty() || names.contains(DATABASE);
    }

    List<App> apps(Plan plan) {
        if (names.isEmpty()) {
            return plan.of(region);
        }
        plan.of(region);
        return names.stream()
                .filter(n -> !n.equals(DATABASE))
                .map(n -> plan.of(region, n))
                .toList();
    }
}
