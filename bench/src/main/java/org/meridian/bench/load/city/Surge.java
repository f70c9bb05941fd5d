package org.meridian.bench.load.city;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Reply;
import org.meridian.bench.traffic.Traffic;

/** More people than can be let in, on a fixed schedule; and a crowd at one place among others. */
public final class Surge {

    /** @param seconds of the schedule */
    public record Result(double seconds, List<Outcome> outcomes, CpuCount.Used cpu, Account account) {}

    private Surge() {}

    /** Check-ins at this rate, of so many people at most: whoever is refused comes again later, as people do. */
    public static Result of(City city, double perSecond, double seconds, int people) {
        Flow flow = new CheckInFlow(city, people);
        int count = (int) (perSecond * seconds);
        Calls calls = new Again(flow.phases().getFirst(), people, count);
        return run(city, flow, seconds, List.of(Offer.open(city.gateway(), calls, perSecond, count)));
    }

    /** Check-ins at so many other places and at one. */
    public static Result crowd(City city, int others, double elsewherePerSecond, double herePerSecond, double seconds) {
        int elsewhere = (int) (elsewherePerSecond * seconds);
        int here = (int) (herePerSecond * seconds);
        Flow flow = new CrowdFlow(city, others, elsewhere, here);
        return run(
                city,
                flow,
                seconds,
                List.of(
                        Offer.open(city.gateway(), flow.phases().get(0), elsewherePerSecond, elsewhere),
                        Offer.open(city.gateway(), flow.phases().get(1), herePerSecond, here)));
    }

    private static Result run(City city, Flow flow, double seconds, List<Offer> offers) {
        CpuCount cpu = CpuCount.of(city.world().stack().processes());
        List<Outcome> outcomes = Traffic.run(offers);
        return new Result(seconds, outcomes, cpu.used(), flow.account());
    }

    /** Each call is made by whoever has waited longest of those who have not been let in yet. */
    private static final class Again implements Calls {

        private final Calls calls;
        private final Queue<Integer> waiting;
        private final int[] person;

        Again(Calls calls, int people, int count) {
            this.calls = calls;
            this.waiting = new ArrayDeque<>(IntStream.range(0, people).boxed().toList());
            this.person = new int[count];
        }

        @Override
        public String name() {
            return calls.name();
        }

        @Override
        public byte @Nullable [] request(int number) {
            Integer next = waiting.poll();
            if (next == null) {
                return null;
            }
            person[number] = next;
            return calls.request(next);
        }

        @Override
        public void answered(int number, Reply reply) {
            calls.answered(person[number], reply);
            if (!isServed(reply.status())) {
                waiting.add(person[number]);
            }
        }

        @Override
        public void unanswered(int number) {
            calls.unanswered(person[number]);
        }
    }
}
