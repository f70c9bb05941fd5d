package org.meridian.deploy.day;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** A testing day in every region that serves. */
public final class Day {

    private static final Map<String, String> COUNTRY = Map.of("us", "USA", "eu", "DEU", "ap", "TWN");
    private static final Map<String, String> DIVISION = Map.of("USA", "US-CA", "DEU", "DE-BE", "TWN", "TW-TPE");
    private static final String WEEK = "2020-W47"; // 9.4 % positive

    private final Topology topology;
    private final @Nullable String through;
    private final Narrator tell;
    private final Random random;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Day(Topology topology, @Nullable String through, PrintStream out, Clock clock) {
        this.topology = topology;
        this.through = through;
        this.tell = new Narrator(out);
        this.clock = clock;
        this.random = new Random(clock.millis());
    }

    /**
     * Plays the day.
     *
     * @param regions where gateways and services run, by name
     * @param through the region whose gateway takes every call; each country's own unless given
     * @param nodes each region's database node by itself, for the look at what it holds; empty when there is none to look into
     * @return 0 when every expected colour, count and placement was there, else 1
     */
    public static int run(
            Topology topology,
            List<String> regions,
            @Nullable String through,
            Map<String, DataSource> nodes,
            PrintStream out) {
        Day day = new Day(topology, through, out, Clock.systemUTC());
        try {
            day.play(regions, nodes);
        } catch (Api.Unexpected | SQLException | java.io.UncheckedIOException e) {
            day.tell.check("the day goes on", "yes", String.valueOf(e.getMessage()));
        }
        out.printf("%n%d checks held, %d were off.%n", day.tell.held(), day.tell.failed());
        return day.tell.failed() == 0 ? 0 : 1;
    }

    private void play(List<String> regions, Map<String, DataSource> nodes) throws SQLException {
        tell.chapter("Who is there");
        Api first = api(regions.getFirst());
        Api.Answer served = Api.must(first.get("/v1/regions", null), 200, "the regions");
        served.body().forEach(r -> tell.say("region %s at %s: %s", r.path("region"), r.path("url"), r.path("status")));
        List<String> administrators = new FrontDesk(first).administrators();

        tell.chapter("Residents register, with real check digits");
        List<CountryDay> all = new ArrayList<>();
        for (String region : regions) {
            String country = country(region);
            String division = DIVISION.getOrDefault(country, "");
            all.add(new CountryDay(new Scene(country, division, api(region), administrators, tell, random, clock)));
        }

        tell.chapter("Sites, approved by an auditor");
        all.forEach(CountryDay::hireStaff);
        all.forEach(day -> day.site().open());
        String auditor = all.getFirst().token("AUDITOR");
        Oversight oversight = new Oversight(first, tell, regions, all);
        oversight.findsPendingSites(auditor);
        all.forEach(day -> day.site().approve(auditor));

        tell.chapter("Samples: two pools of ten, and tubes for one");
        all.forEach(day -> day.testing().sample());

        TestWeek week = TestWeek.of(WEEK);
        int positives = week.positivesAmong(People.COUNT);
        tell.chapter(
                "Results: of %d people in each country %d are infected, as in week %s (%.1f %%, Robert Koch-Institut)"
                        .formatted(People.COUNT, positives, week.week(), week.positiveRatio() * 100));
        all.forEach(day -> day.testing().report());

        tell.chapter("An employer reads its consenting members");
        all.forEach(day -> day.shareWith(
                "Employer", auditor, Map.of("POSITIVE PROVISIONAL", 2L, "NEGATIVE FINAL", 1L, "POSITIVE FINAL", 1L)));

        int inPool = Math.max(1, positives - 1); // the one besides was in a tube alone, and was missed
        tell.chapter("Retests: the positive pool again, each alone; %d of ten infected".formatted(inPool));
        all.forEach(day -> day.testing().retest(inPool));

        tell.chapter("Corrections: a result that was wrong is followed by a right one");
        all.forEach(day -> day.testing().correct());
        // the school reads of the first two of the pool, of the one who was missed and of the one who was mixed up
        Map<String, Long> seen = new TreeMap<>(Map.of("POSITIVE CORRECTED", 1L, "NEGATIVE CORRECTED", 1L));
        seen.put("POSITIVE FINAL", Math.min(2L, inPool));
        if (inPool < 2) {
            seen.put("NEGATIVE FINAL", 1L);
        }
        all.forEach(day -> day.shareWith("School", auditor, seen));

        tell.chapter("A vaccination");
        all.forEach(CountryDay::vaccinate);

        tell.chapter("Check-ins: one request, one answer with the health code");
        all.forEach(day -> day.venue().open());
        for (CountryDay day : all) {
            People people = day.people();
            tell.check(
                    day.country() + " check-in of one who is confirmed",
                    "RED",
                    day.venue().checkIn(people.confirmed()));
            tell.check(
                    day.country() + " check-in of one who is vaccinated",
                    "GREEN",
                    day.venue().checkIn(people.vaccinated()));
        }
        travel(all);

        tell.chapter("Two health officers set a colour: neither can alone, and its subject is told");
        all.forEach(CountryDay::override);

        tell.chapter("An auditor reads across all regions in one query");
        oversight.readsApprovedSites(auditor);

        tell.chapter("An analyst counts across all regions");
        oversight.counts(
                all.getFirst().token("ANALYST"),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());

        tell.chapter("Do results and health codes agree? A reconciliation on demand");
        oversight.reconciles(administrators.getFirst());

        if (!nodes.isEmpty()) {
            tell.chapter("Where the rows are: each node's own tables, by country");
            tell.check("rows outside their country's region", 0L, new PlacementReport(topology, nodes).tell(tell));
        }
    }

    private void travel(List<CountryDay> all) {
        Optional<CountryDay> home = of(all, "TWN");
        Optional<CountryDay> abroad = of(all, "USA");
        if (home.isEmpty() || abroad.isEmpty()) {
            tell.say("(no traveller today: that takes the regions us and ap)");
            return;
        }
        Person traveller = home.get().people().released();
        Venue library = abroad.get().venue();
        tell.check("a released resident of TWN at a place in the USA", "GREEN", library.checkIn(traveller));
        tell.check(
                "her visit abroad, in her own list at home",
                library.id(),
                home.get().visit(traveller));
    }

    private static Optional<CountryDay> of(List<CountryDay> all, String country) {
        return all.stream().filter(day -> day.country().equals(country)).findFirst();
    }

    private Api api(String region) {
        return new Api(http, topology.region(through == null ? region : through).gateway());
    }

    private String country(String region) {
        Region known = topology.region(region);
        return COUNTRY.getOrDefault(region, known.countries().getFirst().code());
    }
}
