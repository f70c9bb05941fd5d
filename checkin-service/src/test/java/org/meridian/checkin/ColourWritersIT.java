package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Point 8: of everything that writes here, events of every type by every service and calls by somebody who is everything at
 * once, nothing sets a colour but the laboratory's results and what a second officer decides.
 */
class ColourWritersIT extends OverrideTestBase {

    private static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");
    private static final String RESULTS = "LatestResultChanged by results";

    @Autowired
    private List<EventHandler> handlers;

    /** Everything that a colour is made of. */
    private Map<String, Object> facts() {
        return jdbc.sql("SELECT outcome, status, method, sampled_at, positive_at, suspected_at, override_id,"
                        + " override_colour, override_ends_at FROM health_status"
                        + " WHERE resident_id = :resident AND country_code = 'DEU'")
                .param("resident", erika.id())
                .query()
                .singleRow();
    }

    /** Whatever any event or call has ever had for a field, saying that she is positive. */
    private Map<String, Object> everything() {
        Instant now = clock.instant();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("residentId", erika.toString());
        all.put("version", 99);
        all.put("revision", 99);
        all.put("replaces", 0);
        all.put("outcome", "POSITIVE");
        all.put("status", "FINAL");
        all.put("method", "SINGLE");
        all.put("sampledAt", now.toString());
        all.put("testedAt", now.toString());
        all.put("positiveAt", now.toString());
        all.put("suspectedAt", now.toString());
        all.put("colour", "RED");
        all.put("overrideId", UUID.randomUUID().toString());
        all.put("overrideColour", "RED");
        all.put("overrideEndsAt", now.plus(Duration.ofDays(1)).toString());
        all.put("doses", 3);
        all.put("lastDoseOn", "2025-11-03");
        all.put("name", "E*** M***");
        all.put("nationalId", "L01X*****");
        all.put("country", "FRA");
        all.put("state", "APPROVED");
        return all;
    }

    @Test
    void point8OfAllEventsByAllServicesTheLaboratorysResultsAloneChangeAColour() {
        Map<String, Object> before = facts();
        Set<String> changed = handlers.stream()
                .map(EventHandler::type)
                .filter(type -> !type.equals("ResidentErased")) // leaves nobody whose colour it could be
                .flatMap(type -> SERVICES.stream()
                        .filter(sender -> !(type + " by " + sender).equals(RESULTS))
                        .filter(sender -> changes(type, sender, before))
                        .map(sender -> type + " by " + sender))
                .collect(Collectors.toSet());
        assertThat(changed).isEmpty();
        assertThat(colour(erika)).isEqualTo("GREEN");
        assertThat(changes("LatestResultChanged", "results", before))
                .as("and the test would notice")
                .isTrue();
        assertThat(colour(erika)).isEqualTo("RED");
    }

    private boolean changes(String type, String sender, Map<String, Object> before) {
        for (Object payload : List.of(everything(), List.of(everything()))) {
            service()
                    .post(
                            "/internal/events",
                            TestTokens.service(sender),
                            List.of(anEvent(UUID.randomUUID(), type, erika, payload)));
        }
        return !facts().equals(before);
    }

    @Test
    void point8SomebodyWhoIsEverythingAtOnceAndMakesEveryCallChangesNoColour() {
        String place = aPlace();
        String own = propose(erika, "RED", ada).at("/overrideId");
        Map<String, Object> before = facts();
        List<String> tokens = new ArrayList<>(List.of(everybodyAtOnce()));
        SERVICES.forEach(service -> tokens.add(TestTokens.service(service)));
        for (Operation operation : AccessTable.MERIDIAN.of("checkin")) {
            for (String token : tokens) {
                int status = call(operation, token, place, own);
                assertThat(facts()).as("%s answered %d", operation, status).isEqualTo(before);
            }
        }
        assertThat(colour(erika)).isEqualTo("GREEN");
        assertThat(decide(own, "APPROVED", officer(ben)).status()).isEqualTo(200);
        assertThat(facts()).as("and the test would notice").isNotEqualTo(before);
        assertThat(colour(erika)).isEqualTo("RED");
    }

    private int call(Operation operation, String token, String place, String override) {
        String path = operation
                .pattern()
                .replace("{place}", place)
                .replace("{overrideId}", override)
                .replace("{residentId}", erika.toString());
        assertThat(path).as("every variable is known").doesNotContain("{");
        return operation.verb() == Verb.GET
                ? service().get(path, token).status()
                : service().post(path, token, body(operation, place)).status();
    }

    /** A right one where the call is made with one, so that more than its form is looked at; else everything. */
    private Object body(Operation operation, String place) {
        return switch (operation.pattern()) {
            case "/v1/overrides" -> proposal(erika, "RED", Duration.ofDays(2));
            case "/v1/overrides/{overrideId}/decision" -> Map.of("decision", "APPROVED", "reason", "So be it.");
            case "/v1/overrides/{overrideId}/end" -> Map.of("reason", "So be it.");
            case "/v1/check-ins" -> Map.of("place", place);
            case "/v1/places" -> library("DEU");
            case "/internal/health-status/compare" ->
                Map.of(
                        "country",
                        "DEU",
                        "topic",
                        "RESULTS",
                        "statuses",
                        List.of(Map.of("residentId", erika.toString(), "version", 99, "digest", "another")));
            default -> everything();
        };
    }

    /** Ada, who is a resident too, with every role there is; what is bound is bound to something of this country. */
    private String everybodyAtOnce() {
        Set<Role> roles = EnumSet.allOf(Role.class);
        roles.remove(Role.SERVICE);
        return token(new Caller(
                TestTokens.aResident("DEU").toString(),
                ada.country(),
                roles,
                ada,
                new SiteId(UUID.randomUUID(), "DEU"),
                new UnitId(UUID.randomUUID(), "DEU"),
                soon()));
    }
}
