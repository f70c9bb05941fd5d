package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Service;

@ExtendWith(LocalClusterExtension.class)
class TokenFamilyIT {

    private final Api api = Service.shared().api();

    /** Also for a country whose rows lie on another region's node. */
    @ParameterizedTest
    @CsvSource({"DEU,2", "DEU,20", "TWN,8"})
    void point2OfRacingUsesOfARefreshTokenOneWinsAndTheFamilyEnds(String country, int uses) {
        String refresh = session(country).text("refreshToken");
        List<Answer> answers = atOnce(Collections.nCopies(uses, () -> renew(refresh)));
        List<Answer> winners =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 200).allMatch(answer -> answer.status() == 401);
        assertThat(renew(winners.getFirst().text("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void point2LoggingOutEndsTheFamilyOfTheNewestAndOfAnOldToken() {
        String newest = session("DEU").text("refreshToken");
        assertThat(logOut(newest).status()).isEqualTo(204);
        assertThat(renew(newest).status()).isEqualTo(401);

        String old = session("DEU").text("refreshToken");
        String second = renew(old).text("refreshToken");
        assertThat(logOut(old).status()).isEqualTo(204);
        assertThat(renew(second).status()).isEqualTo(401);
    }

    @Test
    void point2LoggingOutSaysNothingAboutTheToken() {
        Answer session = session("USA");
        String good = session.text("refreshToken");
        List<Answer> answers = new ArrayList<>();
        for (String token : List.of(
                good,
                good, // ended
                "USA-" + good.substring(4).replace(good.substring(4, 14), "AAAAAAAAAA"), // a family that is none
                "XXX" + good.substring(3),
                "nonsense",
                "DEU-",
                session.text("accessToken").substring(0, 190))) {
            answers.add(logOut(token));
        }
        assertThat(answers)
                .allMatch(answer -> answer.status() == 204 && answer.body().isEmpty());
        assertThat(answers)
                .extracting(answer -> answer.headers().map().keySet())
                .containsOnly(answers.getFirst().headers().map().keySet());
        assertThat(api.call("POST", "/v1/token/revoke", null, "{}").status()).isEqualTo(400);
    }

    @Test
    void point2ARefreshTokenIsStoredAsItsHashAlone() {
        String refresh = session("DEU").text("refreshToken");
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(refresh.substring(4));
        byte[] secret = java.util.Arrays.copyOfRange(bytes, 16, 48);
        List<Map<String, Object>> rows = Service.shared()
                .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("SELECT * FROM refresh_token WHERE country_code = 'DEU'")
                .query()
                .listOfRows();
        assertThat(rows).isNotEmpty();
        assertThat(rows)
                .flatExtracting(Map::values)
                .noneMatch(value -> value instanceof byte[] stored && java.util.Arrays.equals(stored, secret));
    }

    private Answer session(String country) {
        return api.login(country, api.aResident(country).phone());
    }

    private Answer renew(String refreshToken) {
        return api.post("/v1/token/refresh", null, Map.of("refreshToken", refreshToken));
    }

    private Answer logOut(String refreshToken) {
        return api.post("/v1/token/revoke", null, Map.of("refreshToken", refreshToken));
    }
}
