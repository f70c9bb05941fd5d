package org.meridian.sharing.roster;

import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who members are. An erasure takes that away; the line itself is the unit's, made from its own file and under a name of its
 * own, and leads to nobody as long as no resident has that national id.
 */
@Component
class KnownMembers implements PersonalRows {

    private final JdbcClient jdbc;

    KnownMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "roster_member";
    }

    @Override
    public void forget(ResidentId resident) {
        jdbc.sql(
                        "UPDATE roster_member SET resident_id = NULL WHERE resident_id = :resident AND country_code = :country")
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .update();
    }
}
