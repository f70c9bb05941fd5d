package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.message.LocalOutbox;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is otherwise than in profile local. */
@ExtendWith(LocalClusterExtension.class)
class ProductionIT {

    @Test
    void point3MessagesGoToTheProviderAndAreReadableNowhereElse() {
        Service.shared(); // makes the keyset, which production only reads
        try (StubService provider = StubService.start().on("POST", "/messages", call -> StubService.Reply.ok("{}"))) {
            Service service = start(
                    "production",
                    Map.of(
                            "meridian.registration.messages.webhook",
                            provider.address() + "/messages",
                            "meridian.erasure-ledger.folder",
                            TestTokens.keys().resolve("erasures").toString()));
            try {
                Api api = service.api();
                String phone = Api.aPhone("DEU");
                assertThat(api.post("/v1/otp", null, Map.of("country", "DEU", "phone", phone))
                                .status())
                        .isEqualTo(202);
                await().untilAsserted(() -> assertThat(provider.calls())
                        .singleElement()
                        .satisfies(call -> assertThat(call.body())
                                .contains("\"phone\":\"" + phone + "\"")
                                .containsPattern("Meridian: \\d{6} is your code")));
                for (String path : List.of("/dev/outbox", "/dev/outbox/notices")) {
                    assertThat(api.get(path + "?phone=%2B4915112345678", null).status())
                            .isEqualTo(404);
                }
                assertThat(service.has(LocalOutbox.class)).isFalse();
                byte[] index = service.bean(org.meridian.registration.vault.Vault.class)
                        .indexAnywhere(org.meridian.registration.vault.Vault.Purpose.PHONE, phone);
                assertThat(service.bean(JdbcClient.class)
                                .sql("SELECT count(*) FROM dev_outbox WHERE country_code = 'DEU' AND phone_index = :p")
                                .param("p", index)
                                .query(Integer.class)
                                .single())
                        .isZero();
            } finally {
                service.close();
            }
        }
    }

    @Test
    void point3AStartThatCouldSendNoCodesIsRefused() {
        Service.shared();
        for (String profile : List.of("production", "default")) {
            assertThatThrownBy(() -> start(profile, Map.of()))
                    .rootCause()
                    .hasMessageContaining("meridian.registration.messages.webhook");
        }
    }

    @Test
    void point5AStartWithoutAPlaceForTheErasureLedgerIsRefused() {
        Service.shared();
        assertThatThrownBy(() ->
                        start("production", Map.of("meridian.registration.messages.webhook", "http://127.0.0.1:1/")))
                .hasStackTraceContaining("meridian.erasure-ledger.folder is missing");
    }

    @Test
    void point11AStartOnSecretsOfProfileLocalIsRefused() {
        Service.shared();
        assertThatThrownBy(() -> Service.start("production", Map.of()))
                .hasStackTraceContaining("Secrets in production")
                .hasStackTraceContaining("meridian.keys: registration-keyset.json")
                .hasStackTraceContaining("meridian.keys: registration-index-keyset.json");
    }

    /** On the shared service's keys, as an operator's own. */
    private static Service start(String profile, Map<String, String> settings) {
        Map<String, String> own = new HashMap<>();
        for (String keyset : List.of("keyset", "index-keyset")) {
            Path marked = TestTokens.keys().resolve("registration-" + keyset + ".json");
            try {
                Path copy = Files.createTempFile(TestTokens.keys(), "own", ".json");
                Files.writeString(
                        copy, Files.readString(marked).replaceFirst(",\"generatedForProfile\":\"local\"", ""));
                own.put("meridian.registration." + keyset, copy.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        own.putAll(settings);
        return Service.start(profile, own);
    }

    @Test
    void aStartWithoutTheKeysetIsRefused() {
        String missing = TestTokens.keys().resolve("elsewhere.json").toString();
        assertThatThrownBy(() -> start(
                        "production",
                        Map.of(
                                "meridian.registration.messages.webhook",
                                "http://127.0.0.1:1/",
                                "meridian.registration.keyset",
                                missing)))
                .hasStackTraceContaining("elsewhere.json cannot be read");
    }
}
