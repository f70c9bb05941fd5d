package org.meridian.sampling.staff;

import java.time.Instant;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Registration keeps the accounts; asking again for the same phone, role and site gives the same one. */
interface StaffAccounts {

    @PostMapping("/internal/staff")
    Account ensure(@RequestBody Wanted wanted);

    record Wanted(String phone, String name, String role, String country, Instant expiresAt, SiteId site) {}

    record Account(StaffId staffId) {}
}
