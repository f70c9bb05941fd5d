package org.meridian.deploy.day;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Those who look at all countries at once. */
final class Oversight {

    private static final int THRESHOLD = 10;
    private static final List<String> COUNTS =
            List.of("positiveTubes", "negativeTubes", "inconclusiveTubes", "invalidTubes");
    private static final List<String> DIVERGENCES = List.of("missing", "different", "ahead", "repaired");

    private final Api api;
    private final Narrator tell;
    private final List<String> regions;
    private final List<CountryDay> days;

    /** @param regions that take part in the day; another one may be down */
    Oversight(Api api, Narrator tell, List<String> regions, List<CountryDay> days) {
        this.api = api;
        this.tell = tell;
        this.regions = regions;
        this.days = days;
    }

    void findsPendingSites(String auditor) {
        Api.Answer pending =
                Api.must(api.get("/v1/sites?status=PENDING", auditor), 200, "pending sites of all regions");
        for (CountryDay day : days) {
            tell.check(
                    "the auditor's one query finds the site of " + day.country(),
                    true,
                    listed(pending, day.site().id()));
        }
    }

    private static boolean listed(Api.Answer sites, String site) {
        for (var row : sites.body()) {
            if (row.path("siteId").asString("").equals(site)) {
                return true;
            }
        }
        return false;
    }

    void readsApprovedSites(String auditor) {
        Api.Answer approved = Api.must(api.get("/v1/sites?status=APPROVED", auditor), 200, "approved sites");
        Map<String, Long> perCountry = new LinkedHashMap<>();
        approved.body()
                .forEach(site ->
                        perCountry.merge(site.path("siteId").asString("").substring(0, 3), 1L, Long::sum));
        tell.say(
                "approved sites on this page, by country: %s; regions missing: %s",
                perCountry, approved.headers().getOrDefault("Meridian-Missing-Regions", "none"));
    }

    /** Counts of today, by country: the large ones are told, the small ones are not. */
    void counts(String analyst, String today) {
        String path = "/v1/statistics/results?from=" + today + "&to=" + today + "&by=country";
        Api.Answer answer = Api.must(api.get(path, analyst), 200, "statistics of all regions");
        int threshold = answer.body().path("threshold").asInt(0);
        List<String> missing = new ArrayList<>();
        answer.body().path("missingRegions").forEach(region -> missing.add(region.asString("")));
        tell.check(
                "regions of the day that the statistics miss",
                List.of(),
                missing.stream().filter(regions::contains).toList());
        tell.check("the threshold below which no count is published", THRESHOLD, threshold);
        Map<String, JsonNode> rows = new TreeMap<>();
        answer.body().path("rows").forEach(row -> rows.put(row.path("country").asString(""), row));
        for (CountryDay day : days) {
            JsonNode row = rows.getOrDefault(day.country(), MissingNode.getInstance());
            tell.say("%s", row);
            tell.check(day.country() + " negative tubes are enough to be counted", true, many(row, "negativeTubes"));
            List<String> small = COUNTS.stream()
                    .filter(row::has)
                    .filter(count -> !many(row, count))
                    .toList();
            tell.check(day.country() + " counts below " + THRESHOLD + " that are told", List.of(), small);
        }
        tell.check(
                "a resident who asks for statistics",
                403,
                api.get(path, days.getFirst().people().missed().token()).status());
    }

    private static boolean many(JsonNode row, String count) {
        return row.path(count).asLong(0) >= THRESHOLD;
    }

    /** Compares results with health codes, country by country; there must be nothing to repair. */
    void reconciles(String admin) {
        for (CountryDay day : days) {
            Api.Answer report = Api.must(
                    api.post("/v1/reconciliations", admin, Map.of("country", day.country())), 201, "a reconciliation");
            Map<String, Long> found = new LinkedHashMap<>();
            DIVERGENCES.forEach(kind -> found.put(kind, report.body().path(kind).asLong(-1)));
            tell.say("%s", report.body());
            tell.check(
                    day.country() + " reconciliation has ended",
                    true,
                    report.body().has("finishedAt"));
            tell.check(
                    day.country() + " everybody was compared",
                    true,
                    report.body().path("compared").asLong(0) >= People.COUNT);
            tell.check(
                    day.country() + " results that the health code does not follow",
                    Map.of("missing", 0L, "different", 0L, "ahead", 0L, "repaired", 0L),
                    found);
        }
    }
}
