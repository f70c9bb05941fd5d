package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has the right code and is told to come again can come again with it, however often that happens. */
@ExtendWith(LocalClusterExtension.class)
class RightCodeIT {

    private static final int TIMES = 7;

    private final Api api = Service.shared().api();
    private final JdbcClient owner = JdbcClient.create(TestCluster.shared().owner("eu"));

    @Test
    void aRightCodeIsGoodStillHoweverOftenTheRegistrationCouldNotBeWritten() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        Map<String, Object> registration = api.registration(sent, "DEU", Api.aNationalId("DEU"));
        wrong(sent, 4);
        whileNoRoomIsLeftFor("resident", () -> {
            for (int i = 0; i < TIMES; i++) {
                Answer answer = api.post("/v1/residents", null, registration);
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            }
        });
        assertThat(tries(sent)).isEqualTo(4);
        assertThat(api.post("/v1/residents", null, registration).status()).isEqualTo(201);
    }

    @Test
    void aRightCodeIsGoodStillHoweverOftenTheLoginCouldNotBeWritten() {
        Sent sent = api.code("DEU", api.aResident("DEU").phone());
        whileNoRoomIsLeftFor("refresh_token", () -> {
            for (int i = 0; i < TIMES; i++) {
                assertThat(logIn(sent).status()).isEqualTo(503);
            }
        });
        assertThat(tries(sent)).isZero();
        assertThat(logIn(sent).status()).isEqualTo(200);
        assertThat(logIn(sent).problem()).as("one use").isEqualTo("wrong-code");
    }

    @Test
    void afterFiveWrongOnesNotEvenTheRightOneOpensThoughItCameInBetween() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        wrong(sent, 3);
        assertThat(logIn(sent).problem()).as("right, but nobody's phone").isEqualTo("wrong-code");
        wrong(sent, 1);
        assertThat(logIn(sent).problem()).isEqualTo("wrong-code");
        assertThat(tries(sent)).as("right ones are no tries").isEqualTo(4);
        wrong(sent, 2);
        assertThat(tries(sent)).isEqualTo(5);
        assertThat(api.post("/v1/residents", null, api.registration(sent, "DEU", Api.aNationalId("DEU")))
                        .problem())
                .isEqualTo("wrong-code");
    }

    private void wrong(Sent sent, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logIn(new Sent(sent.challengeId(), Api.wrong(sent.code())))
                            .status())
                    .isEqualTo(401);
        }
    }

    private Answer logIn(Sent sent) {
        return api.post("/v1/token", null, Map.of("challengeId", sent.challengeId(), "code", sent.code()));
    }

    /** As a node says whose disk is full, of one table alone. */
    private void whileNoRoomIsLeftFor(String table, Runnable action) {
        owner.sql("CREATE FUNCTION registration.no_room() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full'', MESSAGE = ''no room''; END'")
                .update();
        owner.sql("CREATE TRIGGER no_room BEFORE INSERT ON registration." + table + "_eu"
                        + " FOR EACH ROW EXECUTE FUNCTION registration.no_room()")
                .update();
        try {
            action.run();
        } finally {
            owner.sql("DROP TRIGGER no_room ON registration." + table + "_eu").update();
            owner.sql("DROP FUNCTION registration.no_room()").update();
        }
    }

    private int tries(Sent sent) {
        return owner.sql("SELECT tries FROM registration.otp_challenge_eu WHERE id = :id")
                .param("id", ChallengeId.of(sent.challengeId()).id())
                .query(Integer.class)
                .single();
    }
}
