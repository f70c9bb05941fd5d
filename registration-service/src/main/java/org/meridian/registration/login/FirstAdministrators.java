package org.meridian.registration.login;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.registration.person.Phone;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.staff.StaffAccounts;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The administrators whom the configuration names. The role is not stored: it is there as long as the configuration says so.
 * Two people at least, because one makes no other administrator, and no health officer.
 */
@Component
class FirstAdministrators {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrators.class);
    private static final String NAME = "Administrator";

    private final List<Phone> phones;
    private final @Nullable Country country;
    private final StaffAccounts accounts;
    private final Vault vault;

    FirstAdministrators(RegistrationSettings settings, StaffAccounts accounts, Vault vault) {
        this.phones = settings.adminPhone().stream().map(Phone::new).toList();
        this.country = settings.adminCountry();
        this.accounts = accounts;
        this.vault = vault;
        if (phones.size() == 1) {
            LOG.warn("one administrator is configured: health officers and administrators are made by two");
        }
    }

    /** Makes an administrator's account when this is an administrator's phone. */
    void ensureAccount(Country where, Phone proven) {
        if (phones.contains(proven) && where.equals(country)) {
            accounts.account(where, proven, NAME);
        }
    }

    boolean are(Country where, byte[] phoneIndex) {
        return where.equals(country)
                && phones.stream()
                        .anyMatch(phone ->
                                MessageDigest.isEqual(phoneIndex, vault.index(where, Purpose.PHONE, phone.number())));
    }
}
