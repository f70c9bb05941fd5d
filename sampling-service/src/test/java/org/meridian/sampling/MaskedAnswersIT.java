package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Verb;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.MaskedAnswers;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.sampling.sample.SampleId;
import tools.jackson.databind.json.JsonMapper;

/** Point 4: every call of the service, with neighbours that tell it more about people than they should, and then what they should. */
class MaskedAnswersIT {

    private final MaskedAnswers answers =
            new MaskedAnswers("sampling", MaskedAnswers.IN_FULL.values(), Set.of("Messe", "Messe GmbH"));
    private final Service service = Service.running();
    private final ResidentId quokka = TestTokens.aResident("DEU");
    private final Desk desk = Desk.approved("DEU");
    private final String site = "/v1/sites/" + desk.site;

    private Api.Answer call(String method, String path, String token, Object body) {
        String json = body.equals("") ? "" : JsonMapper.shared().writeValueAsString(body);
        Api.Answer answer = service.api().send(method, path, token, json, Map.of());
        answers.saw(method, path, answer.status(), answer.text());
        return answer;
    }

    private Api.Answer get(String path, String token) {
        return call("GET", path, token, "");
    }

    private Api.Answer post(String path, String token, Object body) {
        return call("POST", path, token, body);
    }

    private static String withAllOf(Map<String, Object> told) {
        Map<String, Object> all = new LinkedHashMap<>(MaskedAnswers.IN_FULL);
        all.putAll(told);
        return JsonMapper.shared().writeValueAsString(all);
    }

    @Test
    void point4NobodyIsSeenInAnyAnswerOfAnyCall() {
        site();
        tube();
        services();
        wrongly();
        answers.assertNobodyIsSeen(false);
    }

    private void site() {
        String pending = post("/v1/sites", desk.admin, Desk.aSite("DEU")).text("siteId");
        get("/v1/sites/" + pending, desk.admin);
        get("/v1/sites", desk.admin);
        get("/v1/sites?country=DEU", Desk.anAuditor());
        post(
                "/v1/sites/" + pending + "/decision",
                Desk.anAuditor(),
                Map.of("decision", "APPROVED", "reason", "inspected"));
        Map<String, Object> sampler = Map.of(
                "phone",
                MaskedAnswers.IN_FULL.get("phone"),
                "name",
                MaskedAnswers.IN_FULL.get("fullName"),
                "role",
                "SAMPLER",
                "expiresAt",
                "2999-01-01T00:00:00Z");
        Map<String, Object> account =
                Map.of("staffId", TestTokens.aStaffAccount("DEU").toString());
        for (String told : List.of(withAllOf(account), JsonMapper.shared().writeValueAsString(account))) {
            service.registration().on("POST", "/internal/staff", call -> Reply.ok(told));
            post(site + "/staff", desk.admin, sampler);
        }
    }

    private void tube() {
        String barcode = Desk.aBarcode();
        String tube = "/v1/tubes/" + barcode;
        post(site + "/tubes", desk.sampler, Map.of("barcode", barcode, "capacity", 5));
        post(tube + "/samples", desk.sampler, Map.of("residentCode", TestTokens.code(quokka)));
        Map<String, Object> item = Map.of(
                "clientId",
                "a",
                "barcode",
                barcode,
                "residentId",
                quokka.toString(),
                "sampledAt",
                Instant.now(Clock.systemUTC()).toString());
        for (Object batch : List.of(List.of(item), List.of(item, MaskedAnswers.IN_FULL))) {
            post(site + "/samples/batch", desk.sampler, batch);
        }
        get(tube, desk.sampler);
        post(tube + "/seal", desk.sampler, "");
        post(tube + "/receive", desk.tester, "");
        get(tube, desk.tester);
        get("/v1/me/samples", TestTokens.resident(quokka));
        post(
                "/internal/tubes/lookup",
                TestTokens.service("results"),
                Map.of("country", "DEU", "barcodes", List.of(barcode)));
        post("/internal/sites/lookup", TestTokens.service("results"), Map.of("siteId", desk.site.toString()));
        post("/v1/tubes/" + desk.tube(1) + "/void", desk.sampler, Map.of("reason", "broken"));
        for (String told :
                List.of(withAllOf(aTask(barcode)), JsonMapper.shared().writeValueAsString(aTask(barcode)))) {
            service.results().on("POST", "/internal/tasks", call -> Reply.ok("[" + told + "]"));
            get(site + "/tasks", desk.sampler);
        }
    }

    private Map<String, Object> aTask(String barcode) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put(
                "taskId",
                new IdGenerator(Clock.systemUTC())
                        .next(Country.of("DEU"), SampleId::new)
                        .toString());
        task.put("kind", "RETEST");
        task.put("reason", "POSITIVE");
        task.put("state", "OPEN");
        task.put("residentId", quokka.toString());
        task.put("barcode", barcode);
        task.put("sampledAt", "2026-01-01T08:00:00Z");
        task.put("openedAt", "2026-01-01T12:00:00Z");
        task.put("expiresAt", "2026-01-04T12:00:00Z");
        task.put("closedAt", null);
        return task;
    }

    private void services() {
        post("/internal/samples/open", TestTokens.service("results"), Map.of("residentId", quokka.toString()));
    }

    /** Who sends a person's data where they do not belong is told so without them. */
    private void wrongly() {
        AccessTable.MERIDIAN.of("sampling").stream()
                .filter(operation -> operation.verb() == Verb.POST && operation.isPublic())
                .flatMap(operation -> operation.roles().stream().map(role -> Map.entry(operation, role)))
                .forEach(call -> {
                    String path = call.getKey()
                            .pattern()
                            .replace("{siteId}", desk.site.toString())
                            .replace("{barcode}", "NO-SUCH-TUBE");
                    Role role = call.getValue();
                    String token = TestTokens.atSite(desk.adminId, desk.site, role);
                    assertThat(post(path, token, MaskedAnswers.IN_FULL).status())
                            .as(path)
                            .isBetween(400, 499);
                    assertThat(post(path + "?phone=%2B4915183746509", token, "Quokka Zyxwvutina")
                                    .status())
                            .as(path)
                            .isBetween(400, 499);
                });
    }
}
