package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody whose every detail is unlike anybody else's, looked for in answers, rows and the node's files. */
@ExtendWith(LocalClusterExtension.class)
class CanaryIT {

    private static final String NAME = "Quokka Zyxwvutina";
    private static final String BORN = "1913-07-29";
    private static final String DIVISION = "DE-SL";

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final JdbcTemplate owner = new JdbcTemplate(TestCluster.shared().owner("eu"));
    private final String phone = "+49151" + "8374650912";
    private final String nationalId = Api.aNationalId("DEU");

    private Answer register() {
        Api.Sent sent = api.code("DEU", phone);
        Map<String, Object> body = api.registration(sent, "DEU", nationalId);
        body.putAll(Map.of("name", NAME, "birthDate", BORN, "division", DIVISION));
        return api.post("/v1/residents", null, body, "Idempotency-Key", "canary-" + sent.challengeId());
    }

    @Test
    void point5NothingOfACanaryIsReadableInTablesOrTheNodesFilesBeforeOrAfterTheErasure() {
        Answer registered = register();
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        String token = registered.text("accessToken");
        Map<String, Object> sealed = row(registered.text("residentId"));
        assertThat(sealed.values()).doesNotContainNull();
        assertThat(readable()).isEmpty();

        assertThat(api.call("DELETE", "/v1/me", token, null).status()).isEqualTo(204);
        assertThat(readable()).isEmpty();
        assertThat(row(registered.text("residentId")).values())
                .as("nothing is left to open, and nothing to open it with")
                .containsOnlyNulls();
        point4();
    }

    /** With the same person, who may register again. */
    private void point4() {
        Answer registered = register();
        String token = registered.text("accessToken");
        String id = registered.text("residentId");
        List<Answer> others = new ArrayList<>(List.of(registered, api.login("DEU", phone)));
        for (String path : List.of("/v1/me/code", "/v1/me/code.svg")) {
            others.add(api.get(path, token));
        }
        others.add(api.get("/internal/residents/" + id, TestTokens.service("checkin")));
        others.add(api.post(
                "/internal/residents/lookup",
                TestTokens.service("sharing"),
                Map.of("country", "DEU", "nationalIds", List.of(nationalId))));
        assertThat(others)
                .as("point 4: masked in every answer but the owner's")
                .allSatisfy(answer -> assertThat(answer.body())
                        .doesNotContain(NAME)
                        .doesNotContain(phone.substring(1))
                        .doesNotContain(nationalId)
                        .doesNotContain(BORN));
        Answer me = api.get("/v1/me", token);
        assertThat(me.body())
                .contains(NAME, BORN)
                .doesNotContain(phone.substring(1))
                .doesNotContain(nationalId);
        api.call("DELETE", "/v1/me", token, null);
    }

    private Map<String, Object> row(String id) {
        Map<String, Object> row = owner.queryForMap(
                "SELECT data_key, phone_index, national_id_index, phone, national_id, name, birth_date, division"
                        + " FROM registration.resident WHERE id = ? AND country_code = 'DEU'",
                ResidentId.of(id).id());
        return new HashMap<>(row);
    }

    /** Where any of it can be read: table or file. */
    private List<String> readable() {
        List<String> canaries = List.of(NAME, phone.substring(1), nationalId, BORN);
        List<String> found = new ArrayList<>();
        for (String table : owner.queryForList(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                        + " AND relnamespace = 'registration'::regnamespace AND NOT relispartition",
                String.class)) {
            for (String canary : canaries) {
                String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
                Integer rows = owner.queryForObject(
                        "SELECT count(*) FROM registration." + table + " t WHERE t::text LIKE ? OR t::text LIKE ?",
                        Integer.class,
                        "%" + canary + "%",
                        "%" + hex + "%");
                if (rows == null || rows > 0) {
                    found.add(canary + " in " + table);
                }
            }
        }
        owner.execute("CHECKPOINT"); // what is in memory only goes to the files
        Path files = Path.of(String.valueOf(owner.queryForObject("SHOW data_directory", String.class)));
        found.addAll(in(files, canaries));
        assertThat(in(files, List.of("otp_challenge_by_phone")))
                .as("the search finds what is there: the catalogue's names")
                .isNotEmpty();
        return found;
    }

    private static List<String> in(Path folder, List<String> texts) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String bytes = bytes(file);
                texts.stream().filter(bytes::contains).forEach(text -> found.add(text + " in " + file));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A character for each byte; the canaries are ASCII. */
    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // removed while the node runs
        }
    }
}
