package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meridian.platform.test.Together.atOnce;
import static org.meridian.registration.test.Administration.ADA;
import static org.meridian.registration.test.Administration.BEN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;

/** Point 8: how one person alone might come by a role that takes two, and does not. */
class GrantAttacksIT extends GrantFixture {

    @Test
    void point8WhoeverGrantedDoesNotDecideByAnotherAccountOfTheSamePhone() {
        office.made(ADA, Role.ADMIN, "FRA", now.plusSeconds(3600));
        String abroad = office.token("FRA", ADA);
        for (List<String> pair : List.of(List.of(ada, abroad), List.of(abroad, ada))) {
            String other = Api.aPhone("DEU");
            String staff = office.grant(pair.getFirst(), other, Role.HEALTH_OFFICER, "DEU", now.plus(DAY))
                    .text("staffId");
            Answer refused = office.decide(staff, "APPROVED", pair.getLast());
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(office.decide(staff, "APPROVED", ben).status()).isEqualTo(200);
        }
    }

    @Test
    void point8NobodyDecidesOnARoleOfTheirOwnWhereverTheirAccountIs() {
        for (String country : List.of("USA", "TWN")) {
            String staff = office.grant(ada, BEN, Role.HEALTH_OFFICER, country, now.plus(DAY))
                    .text("staffId");
            Answer refused = office.decide(staff, "APPROVED", ben);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            String third = Api.aPhone("DEU");
            office.made(third, Role.ADMIN, "DEU", now.plusSeconds(3600));
            assertThat(office.decide(staff, "REJECTED", office.token("DEU", third))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void point8WhatWaitsIsNotChangedUnderTheEyesOfWhoDecides() throws Exception {
        Answer first = nominee.granted(ada);
        String staff = first.text("staffId");
        for (Role role : List.of(Role.HEALTH_OFFICER, Role.ADMIN)) {
            Answer other = nominee.granted(ada, role, now.plus(Duration.ofDays(3000)));
            assertThat(other.status()).as(other.body()).isEqualTo(409);
        }
        office.decide(staff, "REJECTED", ben);
        Answer second = nominee.granted(ada, Role.ADMIN, now.plus(Duration.ofDays(3000)));
        Answer stale = decideOn(first.text("grantId"), staff);
        assertThat(stale.status()).as(stale.body()).isEqualTo(409);
        nominee.isNobody();
        assertThat(decideOn(second.text("grantId"), staff).status()).isEqualTo(200);
        assertThat(nominee.loggedIn().roles()).containsExactly(Role.ADMIN);
    }

    private Answer decideOn(String grantId, String staff) {
        return api.post(
                "/v1/staff/" + staff + "/decision",
                ben,
                Map.of("decision", "APPROVED", "reason", "known", "grantId", grantId));
    }

    @Test
    void point8OfManyDecisionsAtOnceOneIsTaken() {
        String staff = nominee.granted(ada).text("staffId");
        List<Answer> answers = atOnce(8, i -> office.decide(staff, i % 2 == 0 ? "APPROVED" : "REJECTED", ben));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 409).containsOnlyOnce(200);
        String status = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("status");
        assertThat(nominee.logsIn().status()).isEqualTo(status.equals("APPROVED") ? 200 : 401);
        assertThat(nominee.audited(staff))
                .filteredOn(action -> action.startsWith("staff.grant-"))
                .hasSize(2);
    }

    @Test
    void point8OfManyGrantsToAnAccountAtOnceOneWaits() {
        List<Answer> answers = atOnce(8, i -> nominee.granted(i % 2 == 0 ? ada : ben));
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        nominee.isNobody();
    }

    @Test
    void point8NoServiceGivesSuchARole() {
        for (Role role : List.of(Role.HEALTH_OFFICER, Role.ADMIN)) {
            Answer refused = api.post(
                    "/internal/staff",
                    TestTokens.service("sampling"),
                    Administration.role(nominee.phone(), role, "DEU", now.plusSeconds(3600)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.pointer()).isEqualTo("/role");
        }
        nominee.isNobody();
    }

    @Test
    void point8AnAdministratorWithoutAnAccountNeitherGrantsNorDecides() {
        String nobody = TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.ADMIN);
        assertThat(nominee.granted(nobody).status()).isEqualTo(403);
        String staff = nominee.granted(ada).text("staffId");
        assertThat(office.decide(staff, "APPROVED", nobody).status()).isEqualTo(403);
        nominee.isNobody();
    }

    @Test
    void point8AlsoTheDatabaseRefusesOnePersonWhoDoesBoth() {
        String staff = nominee.granted(ada).text("staffId");
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
        assertThat(office.listed(ben, "PENDING", staff).path("status").asString())
                .isEqualTo("PENDING");
    }
}
