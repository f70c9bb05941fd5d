package org.meridian.registration.staff;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who works here no more. What they did stays in the audit trail under an id that then leads to nobody. */
@Configuration(proxyBeanMethods = false)
class StaffRetention {

    /** From the day on which the role ended: for a year it can be given again to the same account. */
    @Bean
    RetentionRule staffRolesRetention() {
        return RetentionRule.days("staff-roles", 365).rows("staff_role", "id").since("expires_at");
    }

    /** Who has granted a role that takes two, and who decided; the audit trail knows it for longer. */
    @Bean
    RetentionRule staffGrantsRetention() {
        return RetentionRule.days("staff-grants", 365).rows("staff_grant", "id").since("granted_at");
    }

    /** Name and phone of somebody whose last role has gone. */
    @Bean
    RetentionRule staffAccountsRetention() {
        return RetentionRule.days("staff-accounts", 365)
                .stage(1)
                .rows("staff_account", "id")
                .only("NOT EXISTS (SELECT 1 FROM staff_role r"
                        + " WHERE r.staff_id = t.id AND r.country_code = t.country_code)"
                        + " AND NOT EXISTS (SELECT 1 FROM staff_grant g"
                        + " WHERE g.staff_id = t.id AND g.country_code = t.country_code)")
                .since("created_at");
    }
}
