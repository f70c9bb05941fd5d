package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(LocalClusterExtension.class)
class RefusalIT {

    private final Service service = Service.shared();
    private final Api api = service.api();

    @Test
    void ofTwentyRacingUsesOfACodeOneWins() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        List<Callable<Answer>> uses = IntStream.range(0, 20)
                .mapToObj(i -> api.registration(sent, "DEU", Api.aNationalId("DEU")))
                .<Callable<Answer>>map(body -> () -> api.post("/v1/residents", null, body))
                .toList();
        assertThat(statuses(uses)).containsOnly(201, 401).containsOnlyOnce(201);
    }

    @Test
    void ofFiftyRacingGuessesFiveAreLookedAt() {
        Person person = api.aResident("DEU");
        Sent sent = api.code("DEU", person.phone());
        List<Callable<Answer>> guesses = IntStream.range(0, 50)
                .<Callable<Answer>>mapToObj(i -> () -> logIn(sent.challengeId(), Api.wrong(sent.code())))
                .toList();
        assertThat(statuses(guesses)).containsOnly(401);
        assertThat(logIn(sent.challengeId(), sent.code()).problem()).isEqualTo("wrong-code");
    }

    private static List<Integer> statuses(List<Callable<Answer>> calls) {
        return atOnce(calls).stream().map(Answer::status).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"country\":\"DEU\"             | \"country\":\"XXX\"          | 422 | ",
                "\"country\":\"DEU\"             | \"country\":\"FRA\"          | 400 | /challengeId",
                "\"name\":\"Kim Beispiel\"       | \"name\":\" \"               | 400 | /name",
                "\"name\":\"Kim Beispiel\"       | \"nome\":\"Kim\"             | 400 | /nome",
                "\"scheme\":\"DEU_ID_CARD\"      | \"scheme\":\"TWN_ID\"        | 400 | /nationalId/scheme",
                "\"scheme\":\"DEU_ID_CARD\"      | \"scheme\":\"LIBRARY_CARD\"  | 400 | /nationalId/scheme",
                "\"number\":\"T220001293\"       | \"number\":\"T220001294\"    | 400 | /nationalId/number",
                "\"number\":\"T220001293\"       | \"number\":\"\"              | 400 | /nationalId/number",
                "\"name\":                       | \"birthDate\":\"2999-01-01\",\"name\": | 400 | /birthDate",
                "\"name\":                       | \"birthDate\":\"yesterday\",\"name\":  | 400 | /birthDate",
                "\"name\":                       | \"division\":\"US-CA\",\"name\":       | 400 | /division",
                "\"challengeId\":\"DEU-          | \"challengeId\":\"-                    | 400 | /challengeId",
                "\"code\":\"                     | \"code\":\"x                           | 400 | /code",
                "{\"challengeId                  | [\"challengeId                         | 400 | ''",
            })
    void badInputIsPointedAtWritesNothingAndLeavesTheCodeGood(String good, String bad, int status, String pointer) {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        String right = "{\"challengeId\":\"" + sent.challengeId() + "\",\"code\":\"" + sent.code()
                + "\",\"country\":\"DEU\",\"nationalId\":{\"scheme\":\"DEU_ID_CARD\",\"number\":\"T220001293\"},"
                + "\"name\":\"Kim Beispiel\"}";
        assertThat(right).contains(good);
        long before = residents();
        Answer answer =
                api.call("POST", "/v1/residents", null, right.replaceFirst(java.util.regex.Pattern.quote(good), bad));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        if (status == 400) {
            assertThat(answer.pointer()).isEqualTo(pointer);
        }
        assertThat(residents()).isEqualTo(before);
        assertThat(tries(sent)).isZero();
    }

    private long residents() {
        return service.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM resident WHERE country_code = 'DEU'")
                .query(Long.class)
                .single();
    }

    private int tries(Sent sent) {
        return service.bean(JdbcClient.class)
                .sql("SELECT tries FROM otp_challenge WHERE id = :id AND country_code = 'DEU'")
                .param(
                        "id",
                        org.meridian.registration.otp.ChallengeId.of(sent.challengeId())
                                .id())
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"country\":\"DEU\",\"phone\":\"015112345678\"}', 400, /phone",
        "'{\"country\":\"DEU\",\"phone\":\"+4915\"}', 400, /phone",
        "'{\"country\":\"DEU\"}', 400, /phone",
        "'{\"country\":\"deu\",\"phone\":\"+4915112345678\"}', 422, ''",
        "'{\"country\":\"DEU\",\"phone\":\"+4915112345678\",\"x\":1}', 400, /x",
        "'', 400, ''",
    })
    void aBadRequestForACodeIsRefused(String body, int status, String pointer) {
        Answer answer = api.call("POST", "/v1/otp", null, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.pointer()).isEqualTo(pointer);
        }
    }

    @Test
    void aPhoneThatAsksTooOftenMustWait() {
        Service strict = Service.start(Map.of("meridian.registration.otp.limit", "2"));
        try {
            Map<String, String> ask = Map.of("country", "DEU", "phone", Api.aPhone("DEU"));
            assertThat(strict.api().post("/v1/otp", null, ask).status()).isEqualTo(202);
            assertThat(strict.api().post("/v1/otp", null, ask).status()).isEqualTo(202);
            Answer third = strict.api().post("/v1/otp", null, ask);
            assertThat(third.problem()).isEqualTo("rate-limited");
            assertThat(third.status()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            third.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 1201);
        } finally {
            strict.close();
        }
    }

    @Test
    void whetherAPhoneIsKnownShowsNowhere() {
        Person person = api.aResident("DEU");
        Answer known = api.post("/v1/otp", null, Map.of("country", "DEU", "phone", person.phone()));
        Answer unknown = api.post("/v1/otp", null, Map.of("country", "DEU", "phone", Api.aPhone("DEU")));
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(202);
        assertThat(known.json().propertyNames()).isEqualTo(unknown.json().propertyNames());
        assertThat(known.body()).hasSameSizeAs(unknown.body());

        Answer wrong = logIn(known.text("challengeId"), "000000");
        Sent stranger = api.code("DEU", Api.aPhone("DEU"));
        Answer noAccount = logIn(stranger.challengeId(), stranger.code());
        assertThat(noAccount.comparable()).isEqualTo(wrong.comparable());
        assertThat(noAccount.status()).isEqualTo(401);
    }

    @Test
    void aStrangersCodeStaysGoodToRegisterWith() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        assertThat(logIn(sent.challengeId(), sent.code()).problem()).isEqualTo("wrong-code");
        assertThat(register(sent, Api.aNationalId("DEU")).status()).isEqualTo(201);
    }

    @Test
    void theHolderOfThePhoneLearnsThatTheyAreRegistered() {
        Person person = api.aResident("DEU");
        Sent sent = api.code("DEU", person.phone());
        assertThat(register(sent, person.nationalId()).problem()).isEqualTo("already-registered");
        assertThat(register(sent, Api.aNationalId("DEU")).problem()).isEqualTo("already-registered");
        assertThat(logIn(sent.challengeId(), sent.code()).status()).isEqualTo(200);
    }

    @Test
    void nobodyElseDoes() {
        Person person = api.aResident("DEU");
        Sent other = api.code("DEU", Api.aPhone("DEU"));
        Answer contested = register(other, person.nationalId());
        Sent unused = api.code("DEU", Api.aPhone("DEU"));
        Answer wrongCode = register(new Sent(unused.challengeId(), Api.wrong(unused.code())), Api.aNationalId("DEU"));
        assertThat(contested.comparable()).isEqualTo(wrongCode.comparable());
        assertThat(contested.status()).isEqualTo(wrongCode.status()).isEqualTo(401);
        assertThat(register(other, Api.aNationalId("DEU")).status())
                .as("the code is used up")
                .isEqualTo(401);
    }

    @Test
    void aNationalIdRegistersOnceInARace() {
        String nationalId = Api.aNationalId("TWN");
        List<Callable<Answer>> races = IntStream.range(0, 6)
                .mapToObj(i -> api.registration(api.code("TWN", Api.aPhone("TWN")), "TWN", nationalId))
                .<Callable<Answer>>map(body -> () -> api.post("/v1/residents", null, body))
                .toList();
        assertThat(statuses(races)).containsOnly(201, 401).containsOnlyOnce(201);
    }

    @Test
    void aRepeatedRegistrationGetsTheFirstAnswer() {
        Sent sent = api.code("USA", Api.aPhone("USA"));
        Map<String, Object> body = api.registration(sent, "USA", Api.aNationalId("USA"));
        Answer first = api.post("/v1/residents", null, body, "Idempotency-Key", sent.challengeId());
        Answer second = api.post("/v1/residents", null, body, "Idempotency-Key", sent.challengeId());
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        body.put("name", "Somebody Else");
        assertThat(api.post("/v1/residents", null, body, "Idempotency-Key", sent.challengeId())
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    private Answer register(Sent sent, String nationalId) {
        return api.post("/v1/residents", null, api.registration(sent, "DEU", nationalId));
    }

    private Answer logIn(String challengeId, String code) {
        return api.post("/v1/token", null, Map.of("challengeId", challengeId, "code", code));
    }
}
