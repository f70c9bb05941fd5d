package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.trail.Intruder.Told;

/** Point 9: what a region shows later must agree with what it has shown. */
class RefusalsIT {

    private static final Country SWE = Country.of("SWE");
    private static final Trails TRAILS = new Trails("registration");

    @BeforeAll
    static void start() {
        Trails.REGIONS.forEach(TRAILS::start);
    }

    @AfterAll
    static void stop() {
        TRAILS.close();
    }

    /** The chain is rewritten and its checkpoints forgotten: so the running service signs the new story, and shows it. */
    @Test
    void point9ACheckpointThatContradictsIsRefusedAndTold() {
        TRAILS.act(SWE, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(SWE));
        Intruder intruder = new Intruder(TRAILS, "registration", SWE);
        List<Told> story = intruder.story();
        story.replaceAll(told -> told.saying("another story"));
        intruder.run("DELETE FROM " + intruder.own("audit_receipt") + " WHERE" + intruder.here());
        intruder.retell(story);
        intruder.run("DELETE FROM " + intruder.own("audit_checkpoint") + " WHERE" + intruder.here());

        for (String region : List.of("us", "ap")) {
            Country seat = Country.of(region.equals("us") ? "ABW" : "AFG");
            await().atMost(Duration.ofSeconds(60)).until(() -> alarms(region, seat, "checkpoint.refused") == 1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> alarms("eu", SWE, "checkpoint.contradicted") == 2);
        Report report = TRAILS.verify(List.of(SWE, Country.of("ABW"), Country.of("AFG")));
        assertThat(report.has(Kind.REWRITTEN)).isTrue();
        assertThat(report.has(Kind.ALARM)).isTrue();
    }

    private static long alarms(String region, Country country, String action) {
        return TRAILS.owner(region)
                .sql("SELECT count(*) FROM " + TRAILS.table("audit_link", country) + " l JOIN "
                        + TRAILS.table("audit_event", country)
                        + " e ON e.id = l.event_id WHERE l.country_code = :country AND e.action = :action")
                .param("country", country.code())
                .param("action", action)
                .query(Long.class)
                .single();
    }
}
