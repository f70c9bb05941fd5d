package org.meridian.deploy.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Three regions, eighteen processes, three database nodes: started once, then used, broken and mended in this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformE2E {

    @TempDir
    static Path folder;

    private static Platform platform;

    @BeforeAll
    static void up() {
        platform = new Platform(folder);
        assertThat(platform.run("up", "--detach", "--no-day", "--no-training")).isZero();
    }

    @AfterAll
    static void down() {
        assertThat(platform.run("down")).isZero();
    }

    @Test
    @Order(1)
    void theDayOfThreeRegionsEndsWithEveryColourCountAndPlacementAsExpected() {
        assertThat(platform.run("day")).isZero();
    }

    @Test
    @Order(2)
    void anyRegionsGatewayServesAUserOfAnyCountry() {
        assertThat(platform.run("day", "--through", "us")).isZero();
    }

    @Test
    @Order(3)
    void oneDocumentDescribesEveryServicesCalls() {
        Api.Answer document = platform.gateway("eu").get("/openapi.json", null);
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text("openapi")).startsWith("3.1");
        assertThat(document.body().path("paths").propertyNames())
                .contains("/v1/otp", "/v1/sites", "/v1/results", "/v1/check-ins", "/v1/units", "/v1/regions")
                .contains(
                        "/v1/sites/{siteId}/tasks",
                        "/v1/tubes/{barcode}/void",
                        "/v1/results/{resultId}/corrections",
                        "/v1/results/receipts/{receiptId}/events",
                        "/v1/vaccinations",
                        "/v1/statistics/results",
                        "/v1/reconciliations")
                .noneMatch(path -> path.startsWith("/internal") || path.startsWith("/dev"));
        Set<String> headings = new HashSet<>();
        document.body()
                .path("tags")
                .forEach(tag -> headings.add(tag.path("name").asString("")));
        document.body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    String which = call.getKey() + " " + path.getKey();
                    JsonNode described = call.getValue();
                    assertThat(described.path("summary").asString("")).as(which).isNotBlank();
                    assertThat(headings)
                            .as(which)
                            .contains(described.path("tags").path(0).asString(""));
                }));
        assertThat(platform.gateway("eu").get("/docs", null).status()).isIn(200, 301, 302);
    }

    @Test
    @Order(4)
    void aDeadDatabaseNodeHurtsNoOtherRegionAndComesBackByItself() {
        Person ofTaiwan = platform.desk("ap").register(Identity.of("TWN", "Person", new Random()));
        assertThat(platform.run("kill", "ap", "db")).isZero();
        try {
            for (String gateway : platform.regions()) {
                Api.Answer refused = platform.gateway(gateway).get("/v1/me", ofTaiwan.token());
                assertThat(refused.status()).as("at the gateway of " + gateway).isEqualTo(503);
                assertThat(refused.headers()).containsKey("Retry-After");
                assertThat(refused.headers().get("Content-Type")).startsWith("application/problem+json");
                assertThat(refused.text("region")).isEqualTo("ap");
            }
            assertThat(platform.run("day", "--regions", "us,eu")).isZero();
        } finally {
            assertThat(platform.run("start", "ap", "db")).isZero();
        }
        await("ap serves again without any other action")
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        platform.gateway("us").get("/v1/me", ofTaiwan.token()).status() == 200);
        assertThat(platform.run("day", "--regions", "ap")).isZero();
    }

    @Test
    @Order(5)
    void anotherRegionsInstanceStandsInForADeadOne() {
        Person ofGermany = platform.desk("eu").register(Identity.of("DEU", "Person", new Random()));
        assertThat(platform.run("kill", "eu", "checkin")).isZero();
        Api.Answer code = platform.gateway("eu").get("/v1/me/health-code", ofGermany.token());
        assertThat(code.status()).isEqualTo(200);
        assertThat(code.text("colour")).isEqualTo("YELLOW");
        assertThat(platform.run("up", "--detach", "--no-day", "--no-training"))
                .as("a second up starts what is missing")
                .isZero();
        assertThat(platform.run("status")).isZero();
        assertThat(platform.gateway("eu").get("/v1/me", ofGermany.token()).status())
                .as("and keeps the data")
                .isEqualTo(200);
    }
}
