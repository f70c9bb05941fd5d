package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.DocumentedRetention;
import org.meridian.platform.test.RetentionRuns;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Service;
import org.meridian.registration.vault.Vault;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Point 6, in a country that no other test uses. */
@ExtendWith(LocalClusterExtension.class)
class RetentionIT {

    private static final Country MLT = Country.of("MLT");

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final ListableBeanFactory beans = service.factory();
    private final JdbcClient jdbc = service.bean(JdbcClient.class);
    private final Instant now = Clock.systemUTC().instant();

    @Test
    void point6WhatIsDocumentedBindsAndEveryTableIsDecidedOn() {
        DocumentedRetention.assertIsTrueOf("registration", RetentionRuns.rules(beans));
        DocumentedRetention.assertDecidesOnEveryTable(jdbc);
    }

    @Test
    void point6ACodeIsForgottenAfterTenMinutes() {
        String phone = Api.aPhone("MLT");
        api.code("MLT", phone);
        assertThat(count("otp_challenge")).isEqualTo(1);
        RetentionRuns.minutes(beans, MLT);
        assertThat(count("otp_challenge")).isEqualTo(1);
        jdbc.sql("UPDATE otp_challenge SET created_at = :old WHERE country_code = 'MLT'")
                .param("old", Timestamp.from(now.minus(Duration.ofMinutes(10))))
                .update();
        RetentionRuns.minutes(beans, MLT);
        assertThat(count("otp_challenge")).isZero();
    }

    @Test
    void point6AnAccountGoesAfterItsLastRoleAndNotBefore() {
        UUID without = account();
        UUID with = account();
        UUID renewed = account();
        role(without, now.minus(Duration.ofDays(400)));
        role(with, now.minus(Duration.ofDays(100)));
        role(renewed, now.minus(Duration.ofDays(400)));
        role(renewed, now.plus(Duration.ofDays(100)));
        RetentionRuns.day(beans, MLT);
        assertThat(jdbc.sql("SELECT id FROM staff_account WHERE country_code = 'MLT'")
                        .query(UUID.class)
                        .list())
                .contains(with, renewed)
                .doesNotContain(without);
        assertThat(count("staff_role")).isEqualTo(2);
    }

    @Test
    void point6AGrantThatTwoHadToDecideGoesAfterAYearAndThenItsAccount() {
        UUID old = account();
        UUID young = account();
        grant(old, now.minus(Duration.ofDays(400)));
        grant(young, now.minus(Duration.ofDays(100)));
        RetentionRuns.day(beans, MLT);
        assertThat(jdbc.sql("SELECT staff_id FROM staff_grant WHERE country_code = 'MLT'")
                        .query(UUID.class)
                        .list())
                .contains(young)
                .doesNotContain(old);
        assertThat(jdbc.sql("SELECT id FROM staff_account WHERE country_code = 'MLT'")
                        .query(UUID.class)
                        .list())
                .contains(young)
                .doesNotContain(old);
        jdbc.sql("DELETE FROM staff_grant WHERE country_code = 'MLT'").update();
    }

    private void grant(UUID staff, Instant at) {
        jdbc.sql("""
                        INSERT INTO staff_grant (id, country_code, staff_id, role, expires_at, state, holder_phone, granted_by,
                                                 granted_by_phone, granted_at, decide_before)
                        VALUES (:id, 'MLT', :staff, 'ADMIN', :at, 'LAPSED', :phone, 'test', :other, :at, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("staff", staff)
                .param("phone", new byte[] {1})
                .param("other", new byte[] {2})
                .param("at", Timestamp.from(at))
                .update();
    }

    private UUID account() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO staff_account (id, country_code, phone_index, data_key, phone, name, created_at)
                        VALUES (:id, 'MLT', :bytes, :key, :bytes, :bytes, :at)
                        """)
                .param("id", id)
                .param("bytes", id.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .param(
                        "key",
                        service.bean(Vault.class)
                                .newPersonKey(new StaffId(id, "MLT"))
                                .wrapped())
                .param("at", Timestamp.from(now.minus(Duration.ofDays(500))))
                .update();
        return id;
    }

    private void role(UUID staff, Instant expires) {
        jdbc.sql("""
                        INSERT INTO staff_role (id, country_code, staff_id, role, bound_to, expires_at, granted_at,
                                                granted_by)
                        VALUES (:id, 'MLT', :staff, 'SAMPLER', :site, :expires, :expires, 'test')
                        """)
                .param("id", UUID.randomUUID())
                .param("staff", staff)
                .param("site", UUID.randomUUID().toString())
                .param("expires", Timestamp.from(expires))
                .update();
    }

    private int count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = 'MLT'")
                .query(Integer.class)
                .single();
    }
}
