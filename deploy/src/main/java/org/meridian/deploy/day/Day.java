package org.meridian.deploy.day;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** A testing day in every region that serves. */
public final class Day {

    private static final Map<String, String> COUNTRY = Map.of("us", "USA", "eu", "DEU", "ap", "TWN");
    private static final Map<String, String> DIVISION = Map.of("USA", "US-CA", "DEU", "DE-BE", "TWN", "TW-TPE");
    private static final String WEEK = "2020-W53"; // 15.4 % positive, the highest share of that year

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
        Map<String, CountryDay> days = new LinkedHashMap<>();
        tell.chapter("Who is there");
        Api first = api(regions.getFirst());
        Api.Answer served = Api.must(first.get("/v1/regions", null), 200, "the regions");
        served.body().forEach(r -> tell.say("region %s at %s: %s", r.path("region"), r.path("url"), r.path("status")));
        String admin = new FrontDesk(first).admin();
        for (String region : regions) {
            String country = country(region);
            String division = DIVISION.getOrDefault(country, "");
            days.put(country, new CountryDay(new Scene(country, division, api(region), admin, tell, random, clock)));
        }
        List<CountryDay> all = new ArrayList<>(days.values());

        tell.chapter("Residents register, with real check digits");
        all.forEach(CountryDay::registerPeople);

        tell.chapter("Sites, approved by an auditor");
        all.forEach(CountryDay::hireStaff);
        all.forEach(day -> day.site().open());
        String auditor = all.getFirst().token("AUDITOR");
        Api.Answer pending =
                Api.must(first.get("/v1/sites?status=PENDING", auditor), 200, "pending sites of all regions");
        for (CountryDay day : all) {
            tell.check(
                    "the auditor's one query finds the site of " + day.country(),
                    true,
                    listed(pending, day.site().id()));
        }
        all.forEach(day -> day.site().approve(auditor));

        tell.chapter("Samples: ten share a tube, one has a tube alone");
        all.forEach(CountryDay::sample);

        TestWeek week = TestWeek.of(WEEK);
        int people = all.size() * (CountryDay.POOL + 1);
        int positives = week.positivesAmong(people);
        tell.chapter("Results: %d of %d people positive, as in week %s (%.1f %%, Robert Koch-Institut)"
                .formatted(positives, people, week.week(), week.positiveRatio() * 100));
        Spread spread = Spread.of(positives, all.size());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).reportResults(spread.poolPositive(i), spread.singlePositive(i));
        }

        tell.chapter("Check-ins: one request, one answer with the health code");
        all.forEach(day -> day.venue().open());
        for (int i = 0; i < all.size(); i++) {
            CountryDay day = all.get(i);
            tell.check(
                    day.country() + " check-in of the single tube's person",
                    spread.singlePositive(i) ? "RED" : "GREEN",
                    day.venue().checkIn(day.single()));
        }
        travel(days, spread, all);

        tell.chapter("An employer reads its consenting members");
        for (int i = 0; i < all.size(); i++) {
            all.get(i).shareWithEmployer(auditor, spread.poolPositive(i), spread.singlePositive(i));
        }

        tell.chapter("An auditor reads across all regions in one query");
        Api.Answer approved = Api.must(first.get("/v1/sites?status=APPROVED", auditor), 200, "approved sites");
        Map<String, Long> perCountry = new LinkedHashMap<>();
        approved.body()
                .forEach(site ->
                        perCountry.merge(site.path("siteId").asString("").substring(0, 3), 1L, Long::sum));
        tell.say(
                "approved sites on this page, by country: %s; regions missing: %s",
                perCountry, approved.headers().getOrDefault("Meridian-Missing-Regions", "none"));

        if (!nodes.isEmpty()) {
            tell.chapter("Where the rows are: each node's own tables, by country");
            tell.check("rows outside their country's region", 0L, new PlacementReport(topology, nodes).tell(tell));
        }
    }

    private void travel(Map<String, CountryDay> days, Spread spread, List<CountryDay> all) {
        CountryDay home = days.get("TWN");
        CountryDay abroad = days.get("USA");
        if (home == null || abroad == null) {
            tell.say("(no traveller today: that takes the regions us and ap)");
            return;
        }
        int at = all.indexOf(home);
        String colour = abroad.venue().checkIn(home.firstOfPool());
        tell.check("a resident of TWN at a place in the USA", spread.poolPositive(at) ? "YELLOW" : "GREEN", colour);
        tell.check("her visit abroad, in her own list at home", abroad.venue().id(), home.visit(home.firstOfPool()));
    }

    private static boolean listed(Api.Answer sites, String site) {
        for (var row : sites.body()) {
            if (row.path("siteId").asString("").equals(site)) {
                return true;
            }
        }
        return false;
    }

    private Api api(String region) {
        return new Api(http, topology.region(through == null ? region : through).gateway());
    }

    private String country(String region) {
        Region known = topology.region(region);
        return COUNTRY.getOrDefault(region, known.countries().getFirst().code());
    }
}
