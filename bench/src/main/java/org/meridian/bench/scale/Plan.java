package org.meridian.bench.scale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is planned for and what is assumed; nothing here is measured. */
final class Plan {

    static final long CITY = 25_000_000;
    static final long WORLD = 8_200_000_000L;
    static final int UNITS = 125_000;
    static final int TEAMS = 20_000;
    static final int YEARS = 5;

    /** Cores of a database node, and how much of a core may be used before waiting begins to show. */
    static final int NODE_CORES = 16;

    static final double USE = 0.6;

    /** Of one process of a service or gateway: then there is another one. */
    static final int PROCESS_CORES = 2;

    /** Of an ordinary day in the city, see docs/statistics.md; a day on which all are tested has 17 times as many. */
    static final long TUBES_A_DAY = 300_000;

    /** How long a question for statistics may take, and what a tube costs it, see docs/statistics.md. */
    static final double PATIENCE_SECONDS = 20;

    static final double STATISTICS_MICROS_A_TUBE = 0.3;

    /** Of a region's working time. */
    static final double AVAILABLE = 0.999;

    /** Of the people: whose check-in or sample is in another region than their rows. */
    static final double ABROAD = 0.01;

    static final List<String> PROCESSES =
            List.of("gateway", "registration", "sampling", "results", "checkin", "sharing", "database");

    private Plan() {}

    /** A second, at the peak of the city. */
    static Map<String, Double> peak() {
        Map<String, Double> peak = new LinkedHashMap<>();
        peak.put("registration", 2_000.0);
        peak.put("sample", 2_000.0);
        peak.put("tube result", 417.0);
        peak.put("sharing read", 35.0);
        peak.put("check-in", 2_084.0);
        return peak;
    }

    static double peak(String flow) {
        return peak().getOrDefault(flow, 0.0);
    }

    /** Seconds of the peak that make an ordinary day. */
    static double peakSecondsADay() {
        return TUBES_A_DAY / peak("tube result");
    }

    /**
     * A table that grows with time.
     *
     * @param flow whose calls add to it
     * @param rowsACall how many each
     * @param days for which a row is kept, see docs/retention.md
     */
    record Growing(String table, String flow, double rowsACall, int days) {}

    static List<Growing> growing() {
        int years = YEARS * 365;
        return List.of(
                new Growing("sampling.sample", "sample", 1, 180),
                new Growing("sampling.tube", "tube result", 1, years),
                new Growing("sampling.tube_event", "tube result", 3, years),
                new Growing("results.tube_result", "tube result", 1, years),
                new Growing("results.person_result", "sample", 1, 90),
                new Growing("checkin.check_in", "check-in", 1, 28));
    }

    /** Tables of one row a resident. */
    static List<String> perResident() {
        return List.of("registration.resident", "results.latest_result", "checkin.health_status");
    }
}
