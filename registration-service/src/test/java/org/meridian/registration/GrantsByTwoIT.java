package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meridian.registration.test.Administration.ADA;
import static org.meridian.registration.test.Administration.BEN;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Point 8: no single administrator makes a health officer, or another administrator. */
@ExtendWith(LocalClusterExtension.class)
class GrantsByTwoIT {

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final Administration office = new Administration(api);
    private final TokenVerifier verifier = service.bean(TokenVerifier.class);
    private final JdbcClient jdbc = service.bean(JdbcClient.class);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final String ada = office.ada();
    private final String ben = office.ben();
    private final String phone = Api.aPhone("DEU");

    private Answer grant(String by, String to, Role role, String country, Duration time) {
        return api.post(
                "/v1/staff",
                by,
                Administration.role(to, role, country, now.plus(time).toString()));
    }

    private Answer grant(String by) {
        return grant(by, phone, Role.HEALTH_OFFICER, "DEU", Duration.ofDays(1));
    }

    private Caller loggedIn(String country, String who) throws Exception {
        return verifier.verify(office.token(country, who));
    }

    private void isNobody() {
        assertThat(api.login("DEU", phone).problem()).isEqualTo("wrong-code");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEALTH_OFFICER", "ADMIN"})
    void point8ARoleThatTakesTwoIsInNoTokenBeforeASecondAdministratorApproves(Role role) throws Exception {
        Answer granted = grant(ada, phone, role, "DEU", Duration.ofDays(1));
        assertThat(granted.status()).as(granted.body()).isEqualTo(201);
        assertThat(granted.text("status")).isEqualTo("PENDING");
        String staff = granted.text("staffId");
        isNobody();
        assertThat(office.decide(staff, "APPROVED", ada).status()).isEqualTo(403);
        isNobody();

        Answer approved = office.decide(staff, "APPROVED", ben);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("status")).isEqualTo("APPROVED");
        assertThat(approved.text("role")).isEqualTo(role.name());
        Caller caller = loggedIn("DEU", phone);
        assertThat(caller.roles()).containsExactly(role);
        assertThat(caller.staffId()).hasToString(staff);
        assertThat(audited(staff)).containsExactly("staff.grant-proposed", "staff.grant-approved", "staff.logged-in");
    }

    @Test
    void point8WhatWasRejectedGivesNothingAndCanBeGrantedAnew() throws Exception {
        String staff = grant(ada).text("staffId");
        assertThat(office.decide(staff, "REJECTED", ada).status())
                .as("nor is it taken back alone")
                .isEqualTo(403);
        assertThat(office.decide(staff, "REJECTED", ben).text("status")).isEqualTo("REJECTED");
        isNobody();
        Answer late = office.decide(staff, "APPROVED", ben);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("already-decided");
        assertThat(late.text("state")).isEqualTo("REJECTED");
        isNobody();
        assertThat(grant(ben).status()).isEqualTo(201);
        assertThat(office.decide(staff, "APPROVED", ada).status()).isEqualTo(200);
        assertThat(loggedIn("DEU", phone).roles()).containsExactly(Role.HEALTH_OFFICER);
        assertThat(audited(staff)).contains("staff.grant-rejected", "staff.grant-approved");
    }

    @Test
    void point8WhoeverGrantedDoesNotDecideByAnotherAccountOfTheSamePhone() {
        office.made(ADA, Role.ADMIN, "FRA", now.plusSeconds(3600).toString());
        String abroad = office.token("FRA", ADA);
        for (List<String> pair : List.of(List.of(ada, abroad), List.of(abroad, ada))) {
            String other = Api.aPhone("DEU");
            String staff = grant(pair.getFirst(), other, Role.HEALTH_OFFICER, "DEU", Duration.ofDays(1))
                    .text("staffId");
            Answer refused = office.decide(staff, "APPROVED", pair.getLast());
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(office.decide(staff, "APPROVED", ben).status()).isEqualTo(200);
        }
    }

    @Test
    void point8NobodyDecidesOnARoleOfTheirOwnWhereverTheirAccountIs() {
        for (String country : List.of("USA", "TWN")) {
            String staff = grant(ada, BEN, Role.HEALTH_OFFICER, country, Duration.ofDays(1))
                    .text("staffId");
            Answer refused = office.decide(staff, "APPROVED", ben);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            String third = Api.aPhone("DEU");
            office.made(third, Role.ADMIN, "DEU", now.plusSeconds(3600).toString());
            assertThat(office.decide(staff, "REJECTED", office.token("DEU", third))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void point8RenewingOrCuttingShortTakesTwoAndUntilThenTheOldEndHolds() {
        String staff = office.made(
                phone, Role.HEALTH_OFFICER, "DEU", now.plus(Duration.ofDays(2)).toString());
        for (Duration time : List.of(Duration.ofDays(30), Duration.ofDays(1))) {
            assertThat(grant(ada, phone, Role.HEALTH_OFFICER, "DEU", time).text("status"))
                    .isEqualTo("PENDING");
            assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(2)));
            office.decide(staff, "REJECTED", ben);
            assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(2)));
        }
        grant(ada, phone, Role.HEALTH_OFFICER, "DEU", Duration.ofDays(30));
        office.decide(staff, "APPROVED", ben);
        assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(30)));
    }

    @Test
    void point8WhatWaitsIsNotChangedUnderTheEyesOfWhoDecides() throws Exception {
        Answer first = grant(ada);
        String staff = first.text("staffId");
        for (Role role : List.of(Role.HEALTH_OFFICER, Role.ADMIN)) {
            Answer other = grant(ada, phone, role, "DEU", Duration.ofDays(3000));
            assertThat(other.status()).as(other.body()).isEqualTo(409);
        }
        office.decide(staff, "REJECTED", ben);
        Answer second = grant(ada, phone, Role.ADMIN, "DEU", Duration.ofDays(3000));
        Answer stale = decideOn(first.text("grantId"), staff);
        assertThat(stale.status()).as(stale.body()).isEqualTo(409);
        isNobody();
        assertThat(decideOn(second.text("grantId"), staff).status()).isEqualTo(200);
        assertThat(loggedIn("DEU", phone).roles()).containsExactly(Role.ADMIN);
    }

    private Answer decideOn(String grantId, String staff) {
        return api.post(
                "/v1/staff/" + staff + "/decision",
                ben,
                Map.of("decision", "APPROVED", "reason", "known", "grantId", grantId));
    }

    @Test
    void point8OfManyDecisionsAtOnceOneIsTaken() throws Exception {
        String staff = grant(ada).text("staffId");
        List<Answer> answers = together(8, i -> office.decide(staff, i % 2 == 0 ? "APPROVED" : "REJECTED", ben));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 409).containsOnlyOnce(200);
        String status = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("status");
        assertThat(api.login("DEU", phone).status()).isEqualTo(status.equals("APPROVED") ? 200 : 401);
        assertThat(audited(staff))
                .filteredOn(action -> action.startsWith("staff.grant-"))
                .hasSize(2);
    }

    @Test
    void point8OfManyGrantsToAnAccountAtOnceOneWaits() throws Exception {
        List<Answer> answers = together(8, i -> grant(i % 2 == 0 ? ada : ben));
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        isNobody();
    }

    @Test
    void point8WhatNobodyDecidesLapsesAndALateWordGivesNothing() {
        String staff = grant(ada).text("staffId");
        back(staff, "decide_before");
        Answer late = office.decide(staff, "APPROVED", ben);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("state")).isEqualTo("LAPSED");
        isNobody();
        assertThat(listed("LAPSED", staff).path("status").asString()).isEqualTo("LAPSED");
        assertThat(listed("PENDING", staff).isMissingNode()).isTrue();
        assertThat(grant(ada).status()).as("anew").isEqualTo(201);
    }

    @Test
    void point8ARoleThatIsOverMeanwhileIsNotApproved() {
        String staff = grant(ada).text("staffId");
        back(staff, "expires_at");
        assertThat(office.decide(staff, "APPROVED", ben).status()).isEqualTo(409);
        isNobody();
        assertThat(office.decide(staff, "REJECTED", ben).status()).isEqualTo(200);
        assertThat(api.post(
                                "/v1/staff/" + TestTokens.aStaffAccount("DEU") + "/decision",
                                ben,
                                Map.of("decision", "APPROVED", "reason", "known"))
                        .status())
                .as("of nobody")
                .isEqualTo(404);
    }

    @Test
    void point8WhatIsToldAgainIsAnsweredAgainAndDoneOnce() {
        Map<String, Object> role = Administration.role(
                phone, Role.ADMIN, "DEU", now.plusSeconds(3600).toString());
        String[] key = {"Idempotency-Key", "grant-" + UUID.randomUUID()};
        Answer first = api.post("/v1/staff", ada, role, key);
        assertThat(api.post("/v1/staff", ada, role, key).body()).isEqualTo(first.body());
        String staff = first.text("staffId");
        String[] decision = {"Idempotency-Key", "decision-" + UUID.randomUUID()};
        Answer approved = office.decide(staff, "APPROVED", ben, decision);
        assertThat(office.decide(staff, "APPROVED", ben, decision).body()).isEqualTo(approved.body());
        assertThat(office.decide(staff, "APPROVED", ben).problem()).isEqualTo("already-decided");
        assertThat(audited(staff)).containsExactly("staff.grant-proposed", "staff.grant-approved");
    }

    @Test
    void point8AdministratorsSeeWhatWaitsInAllRegionsMasked() {
        List<String> staff = new ArrayList<>();
        for (String country : List.of("DEU", "USA", "TWN")) {
            String whose = Api.aPhone(country);
            staff.add(grant(ada, whose, Role.HEALTH_OFFICER, country, Duration.ofDays(1))
                    .text("staffId"));
            JsonNode shown = listed("PENDING", staff.getLast());
            assertThat(shown.path("name").asString()).isEqualTo("A***");
            assertThat(shown.path("phone").asString())
                    .startsWith(whose.substring(0, 3))
                    .endsWith(whose.substring(whose.length() - 2))
                    .contains("***");
            assertThat(shown.path("role").asString()).isEqualTo("HEALTH_OFFICER");
            assertThat(shown.path("grantedBy").asString()).startsWith("USA-");
            assertThat(api.get("/v1/staff", ben).body())
                    .doesNotContain(whose.substring(1))
                    .doesNotContain("Alex Probe");
        }
        assertThat(staff).doesNotHaveDuplicates();
        for (String one : staff) {
            assertThat(office.decide(one, "REJECTED", ben).status()).isEqualTo(200);
            assertThat(listed("PENDING", one).isMissingNode()).isTrue();
            assertThat(listed("REJECTED", one).path("reason").asString()).isEqualTo("known");
        }
        assertThat(api.get("/v1/staff?cursor=nonsense", ben).status()).isEqualTo(400);
    }

    @Test
    void point8NoServiceGivesSuchARole() {
        for (Role role : List.of(Role.HEALTH_OFFICER, Role.ADMIN)) {
            Answer refused = api.post(
                    "/internal/staff",
                    TestTokens.service("sampling"),
                    Administration.role(
                            phone, role, "DEU", now.plusSeconds(3600).toString()));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.pointer()).isEqualTo("/role");
        }
        isNobody();
    }

    @Test
    void point8AnAdministratorWithoutAnAccountNeitherGrantsNorDecides() {
        String nobody = TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.ADMIN);
        assertThat(grant(nobody).status()).isEqualTo(403);
        String staff = grant(ada).text("staffId");
        assertThat(office.decide(staff, "APPROVED", nobody).status()).isEqualTo(403);
        isNobody();
    }

    @Test
    void point8AlsoTheDatabaseRefusesOnePersonWhoDoesBoth() {
        String staff = grant(ada).text("staffId");
        String pending = " WHERE country_code = 'DEU' AND pending_staff_id = '"
                + StaffId.of(staff).id() + "'";
        String free = ", pending_staff_id = NULL";
        for (String change : List.of(
                "state = 'APPROVED', decided_by = granted_by, decided_by_phone = 'another'" + free,
                "state = 'APPROVED', decided_by = 'another', decided_by_phone = granted_by_phone" + free,
                "state = 'APPROVED', decided_by = 'another', decided_by_phone = holder_phone" + free,
                "state = 'APPROVED', decided_by = 'another'" + free,
                "state = 'APPROVED'" + free,
                "state = 'LAPSED'",
                "role = 'AUDITOR'")) {
            assertThatThrownBy(() -> jdbc.sql("UPDATE staff_grant SET " + change + pending)
                            .update())
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("check constraint");
        }
        assertThat(listed("PENDING", staff).path("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void point8WhoeverHeldSuchARoleBeforeKeepsIt() throws Exception {
        String staff =
                grant(ada, phone, Role.AUDITOR, "DEU", Duration.ofDays(1)).text("staffId");
        jdbc.sql("UPDATE staff_role SET role = 'HEALTH_OFFICER' WHERE staff_id = :staff AND country_code = 'DEU'")
                .param("staff", StaffId.of(staff).id())
                .update();
        assertThat(loggedIn("DEU", phone).roles()).containsExactly(Role.HEALTH_OFFICER);
    }

    @Test
    void everyStatementTouchesOnePartitionWhoeverGrantsWhere() {
        StatementLog log = service.bean(StatementLog.class);
        log.clear();
        office.made(phone, Role.HEALTH_OFFICER, "DEU", now.plusSeconds(3600).toString());
        log.assertPruned("registration");
    }

    /** As it is after some time. */
    private void back(String staff, String column) {
        jdbc.sql("UPDATE staff_grant SET " + column + " = :past WHERE staff_id = :staff AND country_code = 'DEU'")
                .param("past", Timestamp.from(now.minusSeconds(5)))
                .param("staff", StaffId.of(staff).id())
                .update();
    }

    private Instant end(String staff) {
        return jdbc.sql("SELECT expires_at FROM staff_role WHERE staff_id = :staff AND country_code = 'DEU'")
                .param("staff", StaffId.of(staff).id())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private List<String> audited(String staff) {
        return jdbc.sql("""
                        SELECT action FROM audit_event WHERE object = :staff AND country_code = 'DEU'
                         ORDER BY at, id
                        """).param("staff", staff).query(String.class).list();
    }

    /** As the other administrator sees it on one of the list's pages. */
    private JsonNode listed(String status, String staff) {
        Answer page = api.get("/v1/staff?status=" + status, ben);
        while (true) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode grant : page.json()) {
                if (grant.path("staffId").asString().equals(staff)) {
                    return grant;
                }
            }
            String next = page.headers().firstValue("Link").orElse("");
            if (next.isEmpty()) {
                return page.json().path("none");
            }
            page = api.get(next.substring(1, next.indexOf('>')), ben);
        }
    }

    private static List<Answer> together(int callers, IntFunction<Answer> call) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int number = i;
                futures.add(pool.submit(() -> call.apply(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
