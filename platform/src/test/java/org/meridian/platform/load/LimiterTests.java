package org.meridian.platform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.platform.access.Priority;
import org.meridian.platform.load.World.Crowd;
import org.meridian.platform.load.World.Tallies;
import org.meridian.platform.load.World.Tally;

/** Point 5, on a server of its own time: the same run each time, at no speed of this machine. */
class LimiterTests {

    private static final Duration SERVICE = Duration.ofMillis(2);
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final World world = new World(4, SERVICE, LoadSettings.STANDARD);

    private static Crowd crowd(Priority priority, double perSecond) {
        return new Crowd("one", priority, perSecond);
    }

    @Test
    void point5BelowCapacityNobodyIsRefused() {
        Crowd all = crowd(Priority.CRITICAL, world.capacity() * 0.8);
        Tally tally = world.run(A_WHILE, all).of(all);
        assertThat(tally.served).hasSizeGreaterThanOrEqualTo((int) tally.offered - 100);
    }

    /** As many as have a connection wait for their answers and come again: that is no surge, however slow the machine is. */
    @ParameterizedTest
    @CsvSource({"250, 250, 1", "250, 250, 30", "500, 250, 30", "2000, 250, 30", "3500, 250, 30", "250, 25, 30"})
    void point5WhoWaitsForTheAnswerIsNeverRefused(int serviceMicros, int places, int togetherMillis) {
        World server = new World(2, Duration.ofNanos(serviceMicros * 1000L), LoadSettings.STANDARD);
        Tally tally = server.loop(Duration.ofSeconds(40), 256, places, Duration.ofMillis(togetherMillis));
        server.stall(Duration.ofSeconds(2));
        Tally after = server.loop(Duration.ofSeconds(20), 256, places, Duration.ofMillis(togetherMillis));
        assertThat(tally.served.size()).isEqualTo((int) tally.offered);
        assertThat(after.served.size()).isEqualTo((int) after.offered);
    }

    @ParameterizedTest
    @CsvSource({"4, 2", "16, 2", "4, 20", "2, 60"})
    void point5TenTimesTheCapacityKeepsItsThroughputAndItsTime(int workers, long serviceMillis) {
        World server = new World(workers, Duration.ofMillis(serviceMillis), LoadSettings.STANDARD);
        Crowd all = crowd(Priority.CRITICAL, server.capacity() * 10);
        // long beside what is in flight when it begins, which is not counted
        Duration time = A_WHILE.multipliedBy(Math.max(3, serviceMillis / 4));
        server.run(time, all);
        Tally tally = server.run(time, all).of(all);
        assertThat(tally.served.size() / (double) time.toSeconds()).isGreaterThan(server.capacity() * 0.95);
        assertThat(tally.p99())
                .isLessThan(Math.max(1500.0, serviceMillis * 4.0 * LoadSettings.STANDARD.least() / workers));
    }

    @Test
    void point5TheLimitFindsTheCapacityAndDoesNotWanderOffInALongSurge() {
        Crowd all = crowd(Priority.CRITICAL, world.capacity() * 3);
        world.run(Duration.ofSeconds(20), all);
        int early = world.limiter.limit();
        world.run(Duration.ofSeconds(100), all);
        // what 2,000 a second hold in flight at 500 ms, which is the median that is let be
        assertThat(early).isBetween(600, 1400);
        assertThat(world.limiter.limit()).isBetween(600, 1400);
    }

    @Test
    void point5TheLowerGiveWayFirst() {
        double capacity = world.capacity();
        Crowd critical = crowd(Priority.CRITICAL, capacity * 0.7);
        Crowd decoration = crowd(Priority.DECORATION, capacity);
        Crowd analytics = crowd(Priority.ANALYTICS, capacity);
        world.run(A_WHILE, critical, decoration, analytics);
        Tallies tallies = world.run(A_WHILE, critical, decoration, analytics);
        assertThat(servedShare(tallies, critical)).isGreaterThan(0.97);
        assertThat(servedShare(tallies, decoration)).isBetween(0.1, 0.35);
        assertThat(servedShare(tallies, analytics)).isLessThan(0.1);
    }

    @Test
    void point5TheHighestTakeEverythingWhenTheyNeedIt() {
        Crowd critical = crowd(Priority.CRITICAL, world.capacity() * 5);
        Crowd normal = crowd(Priority.NORMAL, world.capacity());
        world.run(A_WHILE, critical, normal);
        Tallies tallies = world.run(A_WHILE, critical, normal);
        assertThat(servedShare(tallies, normal)).isLessThan(0.01);
        assertThat(tallies.of(critical).served.size() / (double) A_WHILE.toSeconds())
                .isGreaterThan(world.capacity() * 0.95);
    }

    @Test
    void point5TenTimesAsMuchAtOneSiteLeavesTheOthersTime() {
        double each = world.capacity() * 0.6 / 20;
        Crowd[] quiet = sites(each, each);
        Crowd[] hot = sites(each, each * 10);
        world.run(Duration.ofSeconds(3), quiet);
        double before = othersP99(world.run(Duration.ofSeconds(30), quiet));
        world.run(Duration.ofSeconds(3), hot);
        Tallies tallies = world.run(Duration.ofSeconds(30), hot);
        assertThat(othersP99(tallies)).isLessThan(before * 1.2);
        assertThat(Stream.of(hot).skip(1).mapToDouble(site -> servedShare(tallies, site)))
                .allMatch(share -> share > 0.99);
        // the hot one loses only what is beyond its share
        assertThat(tallies.of(hot[0]).served.size() / 30.0).isGreaterThan(each * 1.5);
    }

    /** Who is seen late comes in a bunch, through no fault of theirs. */
    @ParameterizedTest
    @CsvSource({"10", "100", "300", "500"})
    void point5TheOthersAreNotRefusedWhenThreadsAreKeptWaitingAndLookLate(long millis) {
        double each = world.capacity() * 0.5 / 21;
        Crowd[] hot = sites(each, each * 10);
        world.bunch(Duration.ofMillis(millis));
        Tallies tallies = world.run(Duration.ofSeconds(30), hot);
        assertThat(Stream.of(hot).skip(1).mapToLong(site -> tallies.of(site).refused))
                .containsOnly(0L);
        assertThat(tallies.of(hot[0]).refused).isPositive();
    }

    /** Before anything is done for them, and without another outcome for anybody than further in. */
    @ParameterizedTest
    @CsvSource({"0", "100", "500"})
    void point5OfACrowdAtOneSiteNearlyAllThatAreRefusedAreRefusedAtTheDoor(long millis) {
        double each = world.capacity() * 0.5 / 21;
        Crowd[] hot = sites(each, each * 10);
        World other = new World(4, SERVICE, LoadSettings.STANDARD);
        other.withDoor();
        Stream.of(world, other).forEach(w -> w.bunch(Duration.ofMillis(millis).plusNanos(1)));
        Tally further = world.run(Duration.ofSeconds(30), hot).of(hot[0]);
        Tallies tallies = other.run(Duration.ofSeconds(30), hot);
        Tally door = tallies.of(hot[0]);
        assertThat((double) door.served.size()).isBetween(further.served.size() * 0.97, further.served.size() * 1.03);
        assertThat((double) door.atTheDoor).isGreaterThan(door.refused * 0.95);
        assertThat(further.atTheDoor).isZero();
        assertThat(Stream.of(hot).skip(1).mapToLong(site -> tallies.of(site).refused))
                .containsOnly(0L);
    }

    @Test
    void point5BigSitesMayBeBigAlsoWhenTheMachineIsBusy() {
        Crowd[] sites = IntStream.range(0, 20)
                .mapToObj(i -> new Crowd("site" + i, Priority.CRITICAL, (i + 1) * world.capacity() * 0.85 / 210))
                .toArray(Crowd[]::new);
        world.run(Duration.ofSeconds(15), sites);
        Tallies tallies = world.run(Duration.ofSeconds(15), sites);
        assertThat(Stream.of(sites).mapToDouble(site -> servedShare(tallies, site)))
                .allMatch(share -> share > 0.98);
    }

    @Test
    void point5OneSiteAloneMayTakeEverything() {
        Crowd alone = new Crowd("alone", Priority.CRITICAL, world.capacity() * 0.9);
        world.run(A_WHILE, alone);
        assertThat(servedShare(world.run(A_WHILE, alone), alone)).isGreaterThan(0.99);
    }

    @Test
    void point5AfterAStallItIsAsBefore() {
        Crowd all = crowd(Priority.CRITICAL, world.capacity() * 0.7);
        world.run(A_WHILE, all);
        world.stall(Duration.ofSeconds(5));
        world.run(Duration.ofSeconds(5), all);
        assertThat(world.limiter.inFlight()).isLessThanOrEqualTo(LoadSettings.STANDARD.most());
        world.run(Duration.ofSeconds(5), all);
        assertThat(servedShare(world.run(A_WHILE, all), all)).isGreaterThan(0.99);
    }

    @Test
    void whatIsRefusedFurtherOnMakesTheLimitSmallerToo() {
        for (int round = 0; round < 1000; round++) {
            Limiter.Permit permit = world.limiter.enter(Priority.CRITICAL, null);
            assertThat(permit).isNotNull();
            permit.refusedFurtherOn();
            permit.refusedFurtherOn();
            world.run(Duration.ofMillis(5));
        }
        assertThat(world.limiter.limit()).isEqualTo(LoadSettings.STANDARD.least());
        assertThat(world.limiter.inFlight()).isZero();
    }

    private static Crowd[] sites(double others, double first) {
        return IntStream.range(0, 20)
                .mapToObj(i -> new Crowd("site" + i, Priority.CRITICAL, i == 0 ? first : others))
                .toArray(Crowd[]::new);
    }

    private static double othersP99(Tallies tallies) {
        Tally others = new Tally();
        tallies.byCrowd().forEach((crowd, tally) -> {
            if (!crowd.whose().equals("site0")) {
                others.served.addAll(tally.served);
            }
        });
        return others.p99();
    }

    private static double servedShare(Tallies tallies, Crowd crowd) {
        Tally tally = tallies.of(crowd);
        return tally.served.size() / (double) tally.offered;
    }
}
