package org.meridian.sharing.roster;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who belongs to a unit no more. */
@Configuration(proxyBeanMethods = false)
class RosterRetention {

    /** After the last day of membership. */
    @Bean
    RetentionRule rosterMembersRetention() {
        return RetentionRule.days("roster-members", 30)
                .rows("roster_member", "id")
                .sinceDay("expires_on");
    }

    /** After an upload that did not name them any more: some days, in which a mistake is mended. */
    @Bean
    RetentionRule removedMembersRetention() {
        return RetentionRule.days("removed-members", 30)
                .rows("roster_member", "id")
                .only("t.ended_at IS NOT NULL")
                .since("ended_at");
    }

    /** What was said about an upload: counts, lines and reasons. */
    @Bean
    RetentionRule rosterUploadsRetention() {
        return RetentionRule.days("roster-uploads", 90)
                .rows("roster_upload", "id")
                .since("uploaded_at");
    }
}
