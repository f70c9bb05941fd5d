package org.meridian.deploy.day;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who look at all countries at once. */
final class Oversight {

    private final Api api;
    private final Narrator tell;
    private final List<CountryDay> days;

    Oversight(Api api, Narrator tell, List<CountryDay> days) {
        this.api = api;
        this.tell = tell;
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

    void counts() {}

    void reconciles(String admin) {}
}
