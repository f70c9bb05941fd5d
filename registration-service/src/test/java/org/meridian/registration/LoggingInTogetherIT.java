package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;

/** Issue 5, point 2: people who log in at once are written together, and each gets a session of their own. */
@ExtendWith(LocalClusterExtension.class)
class LoggingInTogetherIT {

    private static final int RESIDENTS = 20;

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final StatementLog log = service.bean(StatementLog.class);

    @Test
    void point2EachGetsTheOwnRolesAndARefreshTokenOfTheOwn() {
        List<Person> residents = new ArrayList<>();
        List<Callable<Answer>> work = new ArrayList<>();
        for (int i = 0; i < RESIDENTS; i++) {
            Person person = api.aResident("DEU");
            residents.add(person);
            work.add(loggingIn(api.code("DEU", person.phone())));
        }
        String both = residents.getFirst().phone();
        employ(both);
        String samplersAlone = Api.aPhone("DEU");
        employ(samplersAlone);
        work.add(loggingIn(api.code("DEU", samplersAlone)));
        Sent stranger = api.code("DEU", Api.aPhone("DEU"));
        work.add(loggingIn(stranger));
        log.clear();
        List<Answer> answers = atOnce(work);

        assertThat(answers.subList(0, RESIDENTS + 1)).allMatch(answer -> answer.status() == 200);
        assertThat(roles(answers.getFirst())).containsExactlyInAnyOrder("RESIDENT", "SAMPLER");
        assertThat(answers.subList(1, RESIDENTS))
                .allSatisfy(answer -> assertThat(roles(answer)).containsExactly("RESIDENT"));
        assertThat(roles(answers.get(RESIDENTS))).containsExactly("SAMPLER");
        for (int i = 0; i < RESIDENTS; i++) {
            String phone = residents.get(i).phone();
            assertThat(api.get("/v1/me", answers.get(i).text("accessToken")).text("residentId"))
                    .as(phone)
                    .isEqualTo(residents.get(i).id());
        }
        assertThat(answers.subList(0, RESIDENTS + 1))
                .extracting(answer -> answer.text("refreshToken"))
                .doesNotHaveDuplicates()
                .allMatch(token -> api.post("/v1/token/refresh", null, Map.of("refreshToken", token))
                                .status()
                        == 200);

        assertThat(answers.getLast().problem()).isEqualTo("wrong-code");
        assertThat(api.post("/v1/residents", null, api.registration(stranger, "DEU", Api.aNationalId("DEU")))
                        .status())
                .as("a code of a phone without an account is good still")
                .isEqualTo(201);
        log.assertPruned("registration");
    }

    @Test
    void point2ALoginIsOneStatementAfterTheTryIsCounted() {
        Person person = api.aResident("DEU");
        Sent sent = api.code("DEU", person.phone());
        log.clear();
        assertThat(logIn(sent).status()).isEqualTo(200);
        assertThat(log.ofRequests())
                .extracting(statement -> statement.sql().strip())
                .satisfiesExactly(
                        tried -> assertThat(tried).startsWith("WITH tried"),
                        begun -> assertThat(begun).startsWith("WITH asked").contains("INSERT INTO refresh_token"));
    }

    private void employ(String phone) {
        SiteId site = service.bean(IdGenerator.class).next(Country.of("DEU"), SiteId::new);
        Map<String, Object> role = Map.of(
                "phone",
                phone,
                "name",
                "Sam Pler",
                "role",
                "SAMPLER",
                "country",
                "DEU",
                "expiresAt",
                service.bean(Clock.class).instant().plus(Duration.ofDays(1)).toString(),
                "site",
                site.toString());
        assertThat(api.post("/internal/staff", TestTokens.service("sampling"), role)
                        .status())
                .isEqualTo(201);
    }

    private static List<String> roles(Answer answer) {
        List<String> roles = new ArrayList<>();
        answer.json().path("roles").forEach(role -> roles.add(role.asString()));
        return roles;
    }

    private Callable<Answer> loggingIn(Sent sent) {
        return () -> logIn(sent);
    }

    private Answer logIn(Sent sent) {
        return api.post("/v1/token", null, Map.of("challengeId", sent.challengeId(), "code", sent.code()));
    }
}
