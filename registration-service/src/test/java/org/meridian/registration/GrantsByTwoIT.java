package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.db.test.StatementLog;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Point 8: no single administrator makes a health officer, or another administrator. */
class GrantsByTwoIT extends GrantFixture {

    @ParameterizedTest
    @EnumSource(names = {"HEALTH_OFFICER", "ADMIN"})
    void point8ARoleThatTakesTwoIsInNoTokenBeforeASecondAdministratorApproves(Role role) throws Exception {
        Answer granted = nominee.granted(ada, role, now.plus(DAY));
        assertThat(granted.status()).as(granted.body()).isEqualTo(201);
        assertThat(granted.text("status")).isEqualTo("PENDING");
        String staff = granted.text("staffId");
        nominee.isNobody();
        assertThat(office.decide(staff, "APPROVED", ada).status()).isEqualTo(403);
        nominee.isNobody();

        Answer approved = office.decide(staff, "APPROVED", ben);
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.text("status")).isEqualTo("APPROVED");
        assertThat(approved.text("role")).isEqualTo(role.name());
        Caller caller = nominee.loggedIn();
        assertThat(caller.roles()).containsExactly(role);
        assertThat(caller.staffId()).hasToString(staff);
        assertThat(nominee.audited(staff))
                .containsExactly("staff.grant-proposed", "staff.grant-approved", "staff.logged-in");
    }

    @Test
    void point8WhatWasRejectedGivesNothingAndCanBeGrantedAnew() throws Exception {
        String staff = nominee.granted(ada).text("staffId");
        assertThat(office.decide(staff, "REJECTED", ada).status())
                .as("nor is it taken back alone")
                .isEqualTo(403);
        assertThat(office.decide(staff, "REJECTED", ben).text("status")).isEqualTo("REJECTED");
        nominee.isNobody();
        Answer late = office.decide(staff, "APPROVED", ben);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("already-decided");
        assertThat(late.text("state")).isEqualTo("REJECTED");
        nominee.isNobody();
        assertThat(nominee.granted(ben).status()).isEqualTo(201);
        assertThat(office.decide(staff, "APPROVED", ada).status()).isEqualTo(200);
        assertThat(nominee.loggedIn().roles()).containsExactly(Role.HEALTH_OFFICER);
        assertThat(nominee.audited(staff)).contains("staff.grant-rejected", "staff.grant-approved");
    }

    @Test
    void point8RenewingOrCuttingShortTakesTwoAndUntilThenTheOldEndHolds() {
        String staff = office.made(nominee.phone(), Role.HEALTH_OFFICER, "DEU", now.plus(Duration.ofDays(2)));
        for (Duration time : List.of(Duration.ofDays(30), DAY)) {
            assertThat(nominee.granted(ada, Role.HEALTH_OFFICER, now.plus(time)).text("status"))
                    .isEqualTo("PENDING");
            assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(2)));
            office.decide(staff, "REJECTED", ben);
            assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(2)));
        }
        nominee.granted(ada, Role.HEALTH_OFFICER, now.plus(Duration.ofDays(30)));
        office.decide(staff, "APPROVED", ben);
        assertThat(end(staff)).isEqualTo(now.plus(Duration.ofDays(30)));
    }

    @Test
    void point8WhatNobodyDecidesLapsesAndALateWordGivesNothing() {
        String staff = nominee.granted(ada).text("staffId");
        back(staff, "decide_before");
        Answer late = office.decide(staff, "APPROVED", ben);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("state")).isEqualTo("LAPSED");
        nominee.isNobody();
        assertThat(office.listed(ben, "LAPSED", staff).path("status").asString())
                .isEqualTo("LAPSED");
        assertThat(office.listed(ben, "PENDING", staff).isMissingNode()).isTrue();
        assertThat(nominee.granted(ada).status()).as("anew").isEqualTo(201);
    }

    @Test
    void point8ARoleThatIsOverMeanwhileIsNotApproved() {
        String staff = nominee.granted(ada).text("staffId");
        back(staff, "expires_at");
        assertThat(office.decide(staff, "APPROVED", ben).status()).isEqualTo(409);
        nominee.isNobody();
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
        Map<String, Object> role = Administration.role(nominee.phone(), Role.ADMIN, "DEU", now.plusSeconds(3600));
        String[] key = {"Idempotency-Key", "grant-" + UUID.randomUUID()};
        Answer first = api.post("/v1/staff", ada, role, key);
        assertThat(api.post("/v1/staff", ada, role, key).body()).isEqualTo(first.body());
        String staff = first.text("staffId");
        String[] decision = {"Idempotency-Key", "decision-" + UUID.randomUUID()};
        Answer approved = office.decide(staff, "APPROVED", ben, decision);
        assertThat(office.decide(staff, "APPROVED", ben, decision).body()).isEqualTo(approved.body());
        assertThat(office.decide(staff, "APPROVED", ben).problem()).isEqualTo("already-decided");
        assertThat(nominee.audited(staff)).containsExactly("staff.grant-proposed", "staff.grant-approved");
    }

    @Test
    void point8AdministratorsSeeWhatWaitsInAllRegionsMasked() {
        List<String> staff = new ArrayList<>();
        for (String country : List.of("DEU", "USA", "TWN")) {
            String whose = Api.aPhone(country);
            staff.add(office.grant(ada, whose, Role.HEALTH_OFFICER, country, now.plus(DAY))
                    .text("staffId"));
            JsonNode shown = office.listed(ben, "PENDING", staff.getLast());
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
            assertThat(office.listed(ben, "PENDING", one).isMissingNode()).isTrue();
            assertThat(office.listed(ben, "REJECTED", one).path("reason").asString())
                    .isEqualTo("known");
        }
        assertThat(api.get("/v1/staff?cursor=nonsense", ben).status()).isEqualTo(400);
    }

    @Test
    void point8WhoeverHeldSuchARoleBeforeKeepsIt() throws Exception {
        String staff = nominee.granted(ada, Role.AUDITOR, now.plus(DAY)).text("staffId");
        jdbc.sql("UPDATE staff_role SET role = 'HEALTH_OFFICER' WHERE staff_id = :staff AND country_code = 'DEU'")
                .param("staff", StaffId.of(staff).id())
                .update();
        assertThat(nominee.loggedIn().roles()).containsExactly(Role.HEALTH_OFFICER);
    }

    @Test
    void everyStatementTouchesOnePartitionWhoeverGrantsWhere() {
        StatementLog log = service.bean(StatementLog.class);
        log.clear();
        office.made(nominee.phone(), Role.HEALTH_OFFICER, "DEU", now.plusSeconds(3600));
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
}
