package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances, as two gateways would reach them: what is counted is counted once for both. */
@ExtendWith(LocalClusterExtension.class)
class OtpLimitsIT {

    private static final Map<String, String> STRICT = Map.of(
            "meridian.registration.otp.limit", "6",
            "meridian.registration.otp.limit-per-address", "7",
            "meridian.registration.otp.limit-per-country", "0",
            "meridian.registration.otp.countries.AUT", "9",
            "meridian.registration.otp.tries-per-phone", "8");

    private static Service one;
    private static Service other;

    @BeforeAll
    static void start() {
        one = Service.start(STRICT);
        other = Service.start(STRICT);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void point3APhoneIsSentSoManyCodesHoweverManyAskAtOnce() {
        String phone = Api.aPhone("DEU");
        List<Answer> answers = atOnce(40, i -> ask(i, "DEU", phone, "203.0.113." + i));
        assertThat(sent(answers)).hasSize(6);
        assertRefused(answers, 34);
        assertThat(one.api().outbox(phone)).hasSize(6);
        assertThat(ask(0, "DEU", Api.aPhone("DEU"), "203.0.113.99").status()).isEqualTo(202);
    }

    @Test
    void point3AnAddressAsksForSoManyCodesWhateverThePhones() {
        List<Answer> answers = atOnce(40, i -> ask(i, "DEU", Api.aPhone("DEU"), "198.51.100.7"));
        assertThat(sent(answers)).hasSize(7);
        assertRefused(answers, 33);
        assertThat(ask(0, "DEU", Api.aPhone("DEU"), "198.51.100.8").status()).isEqualTo(202);
    }

    @Test
    void point3ACountryIsSentSoManyCodesWhateverPhonesAndAddresses() {
        List<Answer> answers = atOnce(30, i -> ask(i, "AUT", Api.aPhone("AUT"), "192.0.2." + i));
        assertThat(sent(answers)).hasSize(9);
        assertRefused(answers, 21);
        assertThat(ask(0, "AUT", Api.aPhone("AUT"), "192.0.2.99").status()).isEqualTo(429);
        assertThat(ask(1, "CHE", Api.aPhone("CHE"), "192.0.2.99").status()).isEqualTo(202);
    }

    @Test
    void point3GuessesAreBoundedForAPhoneOverAllItsCodesAndInstances() {
        String phone = Api.aPhone("DEU");
        List<Sent> codes = IntStream.range(0, 5)
                .mapToObj(i -> code(phone, "203.0.114." + i))
                .toList();
        List<Answer> guesses = atOnce(
                50,
                i -> logIn(
                        i,
                        codes.get(i % 5).challengeId(),
                        Api.wrong(codes.get(i % 5).code())));
        assertThat(guesses).filteredOn(answer -> answer.status() == 401).hasSize(8);
        assertRefused(guesses, 42);
        Sent fresh = code(phone, "203.0.114.9");
        assertThat(logIn(0, fresh.challengeId(), fresh.code()).status())
                .as("the right one too, or the limit would tell which it is")
                .isEqualTo(429);
        Sent stranger = code(Api.aPhone("DEU"), "203.0.114.9");
        assertThat(logIn(1, stranger.challengeId(), stranger.code()).status()).isEqualTo(401);
    }

    @Test
    void point3OfFiftyRacingUsesOverTwoInstancesOneWins() {
        Service lenient = Service.shared();
        String phone = lenient.api().aResident("DEU").phone();
        Sent sent = lenient.api().code("DEU", phone);
        Map<String, String> right = Map.of("challengeId", sent.challengeId(), "code", sent.code());
        List<Answer> answers =
                atOnce(50, i -> (i % 2 == 0 ? lenient : other).api().post("/v1/token", null, right));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 401, 429);
    }

    @Test
    void point3WhatIsStoredIsKeyedHashesAndNoAddress() throws Exception {
        String phone = Api.aPhone("DEU");
        Sent first = code(phone, "203.0.115.77");
        JdbcClient jdbc = one.bean(JdbcClient.class);
        Map<String, Object> challenge = jdbc.sql("SELECT * FROM otp_challenge WHERE id = :id AND country_code = 'DEU'")
                .param("id", ChallengeId.of(first.challengeId()).id())
                .query()
                .singleRow();
        byte[] plainHash =
                MessageDigest.getInstance("SHA-256").digest(first.code().getBytes(StandardCharsets.US_ASCII));
        assertThat(challenge.values())
                .isNotEmpty()
                .noneMatch(cell -> shows(cell, first.code())
                        || shows(cell, phone.substring(1))
                        || (cell instanceof byte[] bytes && Arrays.equals(bytes, plainHash)));
        assertThat((byte[]) challenge.get("code_hash")).hasSize(32);

        List<Map<String, Object>> counts = jdbc.sql("SELECT * FROM otp_count WHERE country_code = 'DEU'")
                .query()
                .listOfRows();
        assertThat(counts).hasSizeGreaterThanOrEqualTo(2);
        assertThat(counts)
                .flatExtracting(Map::values)
                .noneMatch(cell -> shows(cell, phone.substring(1)) || shows(cell, "203.0.115.77"));
        assertThat(counts).allMatch(row -> row.get("counted") instanceof byte[] key && key.length == 32);
    }

    private static boolean shows(Object cell, String text) {
        String shown =
                cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(cell);
        return shown.contains(text);
    }

    private static Answer ask(int i, String country, String phone, String address) {
        return (i % 2 == 0 ? one : other)
                .api()
                .post("/v1/otp", null, Map.of("country", country, "phone", phone), EdgeHeaders.CLIENT_ADDRESS, address);
    }

    private static Sent code(String phone, String address) {
        String challenge = ask(0, "DEU", phone, address).text("challengeId");
        return one.api()
                .outbox(phone)
                .valueStream()
                .filter(sent -> sent.get("challengeId").asString().equals(challenge))
                .map(sent -> new Sent(challenge, sent.get("code").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static Answer logIn(int i, String challengeId, String code) {
        return (i % 2 == 0 ? one : other)
                .api()
                .post("/v1/token", null, Map.of("challengeId", challengeId, "code", code));
    }

    private static List<Answer> sent(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 202).toList();
    }

    private static void assertRefused(List<Answer> answers, int times) {
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).hasSize(times);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.problem()).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 7201);
        });
    }
}
