package org.meridian.registration.login;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.registration.person.Phone;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.staff.StaffAccounts;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.stereotype.Component;

/**
 * The administrator whom the configuration names. The role is not stored: it is there as long as the configuration says so.
 */
@Component
class FirstAdministrator {

    private static final String NAME = "Administrator";

    private final @Nullable Phone phone;
    private final @Nullable Country country;
    private final StaffAccounts accounts;
    private final Vault vault;

    FirstAdministrator(RegistrationSettings settings, StaffAccounts accounts, Vault vault) {
        this.phone = settings.adminPhone() == null ? null : new Phone(settings.adminPhone());
        this.country = settings.adminCountry();
        this.accounts = accounts;
        this.vault = vault;
    }

    /** Makes the administrator's account when this is the administrator's phone. */
    void ensureAccount(Country where, Phone proven) {
        if (proven.equals(phone) && where.equals(country)) {
            accounts.account(where, proven, NAME);
        }
    }

    boolean is(Country where, byte[] phoneIndex) {
        return phone != null
                && where.equals(country)
                && MessageDigest.isEqual(phoneIndex, vault.index(where, Purpose.PHONE, phone.number()));
    }
}
