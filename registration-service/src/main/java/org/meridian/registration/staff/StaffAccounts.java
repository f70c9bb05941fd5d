package org.meridian.registration.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Role;
import org.meridian.registration.person.Phone;
import org.meridian.registration.vault.Mask;
import org.meridian.registration.vault.PersonKey;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One account for each phone of a country, and its roles. All writes run in a write transaction of that country. */
@Component
public class StaffAccounts {

    /** What {@link #open(ResultSet, int)} reads. */
    static final String SEALED = "SELECT id, country_code, data_key, phone, name FROM ";

    private static final Logger LOG = LoggerFactory.getLogger(StaffAccounts.class);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final IdGenerator ids;
    private final Clock clock;

    StaffAccounts(JdbcClient jdbc, Vault vault, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives a role, or renews its end; makes the account when the phone has none. */
    public StaffId grant(Grant grant) {
        StaffId staff = account(grant.country(), grant.phone(), grant.name());
        give(staff, grant.role(), grant.boundTo(), grant.expiresAt(), grant.grantedBy());
        return staff;
    }

    /** Gives a role to an account that is there, or renews its end. */
    void give(StaffId staff, Role role, String boundTo, Instant expiresAt, String by) {
        if (!renew(staff, role, boundTo, expiresAt, by)) {
            add(staff, role, boundTo, expiresAt, by);
        }
    }

    /** The account of a phone, made when there is none. */
    public StaffId account(Country country, Phone phone, String name) {
        byte[] index = index(country, phone);
        return find(country, index).orElseGet(() -> {
            StaffId fresh = ids.next(country, StaffId::new);
            return insert(fresh, index, phone, name)
                    ? fresh
                    : find(country, index).orElseThrow(); // another request was first
        });
    }

    /** Whoever holds this phone, with the roles that have not ended. */
    public Optional<Staff> byPhone(Country country, byte[] phoneIndex) {
        return find(country, phoneIndex).map(id -> new Staff(id, held(id)));
    }

    /** When a role ends; empty when the account does not hold it now. */
    public Optional<Instant> end(StaffId staff, Role role, String boundTo) {
        return held(staff).stream()
                .filter(held -> held.role() == role && held.boundTo().equals(boundTo))
                .map(Staff.Held::expiresAt)
                .findFirst();
    }

    /** By what a country knows a phone. */
    byte[] index(Country country, Phone phone) {
        return vault.index(country, Purpose.PHONE, phone.number());
    }

    /** By what a country knows the phone of an account of whatever country; empty when there is no such account. */
    Optional<byte[]> phoneIn(Country country, StaffId staff) {
        return sealed(
                        staff,
                        (row, n) ->
                                vault.personKey(staff, row.getBytes("data_key")).open("phone", row.getBytes("phone")))
                .map(number -> index(country, new Phone(number)));
    }

    /** What other administrators may see of somebody. */
    Optional<MaskedStaff> masked(StaffId staff) {
        return sealed(staff, this::open);
    }

    /** Also of an account whose data are damaged, or whose key opens no more: nobody else in a list is missed for it. */
    MaskedStaff open(ResultSet row, int number) throws SQLException {
        StaffId staff = new StaffId(row.getObject("id", UUID.class), row.getString("country_code"));
        try {
            PersonKey key = vault.personKey(staff, row.getBytes("data_key"));
            return new MaskedStaff(
                    staff,
                    Mask.name(key.open("name", row.getBytes("name"))),
                    Mask.phone(key.open("phone", row.getBytes("phone"))));
        } catch (IllegalStateException e) {
            LOG.warn("the staff account {} is shown without name and phone: {}", staff, e.getMessage());
            return MaskedStaff.unreadable(staff);
        }
    }

    private <T> Optional<T> sealed(StaffId staff, RowMapper<T> what) {
        return jdbc.sql(SEALED + "staff_account WHERE id = :id AND country_code = :country")
                .param("id", staff.id())
                .param("country", staff.countryCode())
                .query(what)
                .optional();
    }

    private Optional<StaffId> find(Country country, byte[] phoneIndex) {
        return jdbc.sql("SELECT id FROM staff_account WHERE phone_index = :phone AND country_code = :country")
                .param("phone", phoneIndex)
                .param("country", country.code())
                .query((row, n) -> new StaffId(row.getObject("id", UUID.class), country.code()))
                .optional();
    }

    private List<Staff.Held> held(StaffId staff) {
        return jdbc.sql("""
                        SELECT role, bound_to, expires_at FROM staff_role
                         WHERE staff_id = :staff AND country_code = :country AND expires_at > :now
                         ORDER BY granted_at DESC, id DESC
                        """)
                .param("staff", staff.id())
                .param("country", staff.countryCode())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new Staff.Held(
                        Role.valueOf(row.getString("role")),
                        row.getString("bound_to"),
                        row.getTimestamp("expires_at").toInstant()))
                .list();
    }

    private boolean insert(StaffId id, byte[] index, Phone phone, String name) {
        PersonKey key = vault.newPersonKey(id);
        return jdbc.sql("""
                        INSERT INTO staff_account (id, country_code, phone_index, data_key, phone, name, created_at)
                        VALUES (:id, :country, :index, :key, :phone, :name, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .param("index", index)
                        .param("key", key.wrapped())
                        .param("phone", key.seal("phone", phone.number()))
                        .param("name", key.seal("name", name))
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private boolean renew(StaffId staff, Role role, String boundTo, Instant expiresAt, String by) {
        return jdbc.sql("""
                        UPDATE staff_role SET expires_at = :expires, granted_at = :now, granted_by = :by
                         WHERE staff_id = :staff AND role = :role AND bound_to = :bound AND country_code = :country
                        """)
                        .param("expires", Timestamp.from(expiresAt))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("by", by)
                        .param("staff", staff.id())
                        .param("role", role.name())
                        .param("bound", boundTo)
                        .param("country", staff.countryCode())
                        .update()
                == 1;
    }

    private void add(StaffId staff, Role role, String boundTo, Instant expiresAt, String by) {
        jdbc.sql("""
                        INSERT INTO staff_role
                               (id, country_code, staff_id, role, bound_to, expires_at, granted_at, granted_by)
                        VALUES (:id, :country, :staff, :role, :bound, :expires, :now, :by)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", ids.nextUuid())
                .param("country", staff.countryCode())
                .param("staff", staff.id())
                .param("role", role.name())
                .param("bound", boundTo)
                .param("expires", Timestamp.from(expiresAt))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .update();
    }
}
