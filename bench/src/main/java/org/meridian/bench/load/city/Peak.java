package org.meridian.bench.load.city;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Traffic;

/** The planned peak of a city of 25 million, or a multiple of it, for some seconds. */
public final class Peak {

    /** A second phase's calls come so long after the first's: people read a message and type a code. */
    private static final double LAG_SECONDS = 5;

    /**
     * How much of a flow there is.
     *
     * @param perSecond at the planned peak
     */
    public record Share(double perSecond, BiFunction<City, Integer, Flow> flow) {}

    /** By the flows' names, in the report's order. */
    public static Map<String, Share> shares() {
        Map<String, Share> all = new LinkedHashMap<>();
        all.put("registration", new Share(2_000, RegistrationFlow::new));
        all.put("sample", new Share(2_000, SampleFlow::new));
        all.put("tube result", new Share(417, ResultFlow::new));
        all.put("sharing read", new Share(35, ReadingFlow::new));
        all.put("check-in", new Share(2_084, CheckInFlow::new));
        return all;
    }

    /** Calls a second at the planned peak: a registration is two. */
    public static double callsPerSecond() {
        return shares().entrySet().stream()
                .mapToDouble(e -> e.getValue().perSecond() * (e.getKey().equals("registration") ? 2 : 1))
                .sum();
    }

    /** One of {@link #shares}. */
    public static Share share(String name) {
        return java.util.Objects.requireNonNull(shares().get(name), name);
    }

    /**
     * What came of it.
     *
     * @param offered by the calls' names, a second
     * @param accounts by the flows' names
     */
    public record Result(
            double multiple,
            double seconds,
            List<Outcome> outcomes,
            Map<String, Double> offered,
            CpuCount.Used cpu,
            Map<String, Account> accounts) {

        public long served() {
            return outcomes.stream().mapToLong(Outcome::served).sum();
        }

        public long failed() {
            return outcomes.stream().mapToLong(Outcome::failed).sum();
        }

        /** Of all books together, see {@link Account#wrong}. */
        public long wrong() {
            return accounts.values().stream().mapToLong(Account::wrong).sum();
        }

        /** The slowest call's, milliseconds. */
        public double p99() {
            return outcomes.stream().mapToDouble(o -> o.milliseconds(99)).max().orElse(0);
        }

        /** No error, everybody's p99 within the limit, and what is there is what was acknowledged. */
        public boolean holds(double mostMilliseconds) {
            return failed() == 0
                    && p99() <= mostMilliseconds
                    && accounts.values().stream().allMatch(Account::isRight);
        }
    }

    private Peak() {}

    /** All flows at once on a fixed schedule. */
    public static Result offer(City city, double multiple, double seconds) {
        List<Flow> flows = new ArrayList<>();
        List<Offer> offers = new ArrayList<>();
        Map<String, Double> offered = new LinkedHashMap<>();
        shares().forEach((name, share) -> {
            double rate = share.perSecond() * multiple;
            int count = Math.max(1, (int) Math.round(rate * seconds));
            Flow flow = share.flow().apply(city, count);
            flows.add(flow);
            List<Calls> phases = flow.phases();
            for (int phase = 0; phase < phases.size(); phase++) {
                offers.add(Offer.open(city.gateway(), phases.get(phase), rate, count)
                        .after(phase * LAG_SECONDS));
                offered.put(phases.get(phase).name(), rate);
            }
        });
        flows.forEach(Flow::begin);
        CpuCount cpu = CpuCount.of(city.world().stack().processes());
        List<Outcome> outcomes = Traffic.run(offers);
        CpuCount.Used used = cpu.used();
        flows.forEach(Flow::end);
        return new Result(multiple, seconds, outcomes, offered, used, accounts(flows));
    }

    private static Map<String, Account> accounts(List<Flow> flows) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        flows.forEach(flow -> accounts.put(flow.name(), flow.account()));
        return accounts;
    }

    /** One flow alone, as fast as so many callers are answered; a phase begins when the one before has ended. */
    public static Result alone(City city, Share share, int count, int callers) {
        Flow flow = share.flow().apply(city, count);
        flow.begin();
        CpuCount cpu = CpuCount.of(city.world().stack().processes());
        List<Outcome> outcomes = new ArrayList<>();
        for (Calls calls : flow.phases()) {
            outcomes.addAll(Traffic.run(List.of(Offer.closed(city.gateway(), calls, callers, count))));
            flow.phaseEnded();
        }
        CpuCount.Used used = cpu.used();
        flow.end();
        return new Result(0, used.wall(), outcomes, Map.of(), used, accounts(List.of(flow)));
    }
}
