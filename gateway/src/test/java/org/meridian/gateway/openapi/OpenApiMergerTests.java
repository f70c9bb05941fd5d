package org.meridian.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.gateway.calls.CallTableFixtures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiMergerTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OpenApiMerger merger = new OpenApiMerger(CallTableFixtures.everything(), (ObjectNode)
            JSON.readTree("{\"openapi\":\"3.1.0\",\"info\":{\"description\":\"All.\"}}"));

    @Test
    void callsOfAllServicesStandTogetherWithoutThoseThatAreNotLetIn() {
        merger.add("registration", document("""
                {"/v1/me":{"get":{"operationId":"get"}}, "/internal/events":{"post":{}}, "/dev/outbox":{"get":{}},
                 "/v1/secret":{"get":{}}, "/v1/otp":{"post":{"operationId":"otp"}, "get":{}}}""", "{}"));
        merger.add("results", document("""
                {"/v1/results/{id}/corrections":{"post":{"operationId":"get"}}}""", "{}"));
        JsonNode paths = merger.document().path("paths");
        assertThat(paths.propertyNames()).containsExactly("/v1/me", "/v1/otp", "/v1/results/{id}/corrections");
        assertThat(paths.path("/v1/otp").propertyNames()).containsExactly("post");
        assertThat(paths.at("/~1v1~1results~1{id}~1corrections/post/operationId")
                        .asString())
                .isEqualTo("resultsGet");
    }

    @Test
    void eachCallSaysWhetherItNeedsAToken() {
        merger.add("registration", document("""
                {"/v1/me":{"get":{"security":[{"other":[]}]}}, "/v1/otp":{"post":{}}}""", "{}"));
        JsonNode paths = merger.document().path("paths");
        assertThat(paths.at("/~1v1~1otp/post/security").isArray()).isTrue();
        assertThat(paths.at("/~1v1~1me/get").has("security")).isFalse();
    }

    @Test
    void theSameSchemaIsSharedAnotherOfTheSameNameGetsItsServicesName() {
        String shared = "\"Country\":{\"type\":\"string\"}";
        merger.add("sampling", document("{}", "{\"schemas\":{%s,\"Page\":{\"type\":\"object\"}}}".formatted(shared)));
        merger.add("results", document("""
                {"/v1/me/results":{"get":{"x":{"$ref":"#/components/schemas/Page"},"y":{"$ref":"#/components/schemas/Country"}}}}""", """
                {"schemas":{%s,"Page":{"type":"array"},"Book":{"$ref":"#/components/schemas/Page"}}}""".formatted(shared)));
        JsonNode document = merger.document();
        assertThat(document.at("/components/schemas").propertyNames())
                .containsExactlyInAnyOrder("Country", "Page", "ResultsPage", "Book");
        assertThat(document.at("/components/schemas/Book/$ref").asString())
                .isEqualTo("#/components/schemas/ResultsPage");
        JsonNode call = document.at("/paths/~1v1~1me~1results/get");
        assertThat(call.at("/x/$ref").asString()).isEqualTo("#/components/schemas/ResultsPage");
        assertThat(call.at("/y/$ref").asString()).isEqualTo("#/components/schemas/Country");
    }

    @Test
    void whatRefersToARenamedSchemaIsRenamedToo() {
        String book = "\"Book\":{\"$ref\":\"#/components/schemas/Page\"}";
        merger.add("sampling", document("{}", "{\"schemas\":{%s,\"Page\":{\"type\":\"object\"}}}".formatted(book)));
        merger.add("results", document("{}", "{\"schemas\":{%s,\"Page\":{\"type\":\"array\"}}}".formatted(book)));
        assertThat(merger.document().at("/components/schemas").propertyNames())
                .containsExactlyInAnyOrder("Book", "Page", "ResultsBook", "ResultsPage");
        assertThat(merger.document().at("/components/schemas/Book/$ref").asString())
                .isEqualTo("#/components/schemas/Page");
    }

    @Test
    void aMissingServiceIsNamed() {
        merger.missing(List.of("sharing"));
        assertThat(merger.document().at("/info/description").asString())
                .startsWith("All.")
                .contains("sharing");
    }

    private static JsonNode document(String paths, String components) {
        return JSON.readTree("{\"openapi\":\"3.1.0\",\"paths\":%s,\"components\":%s}".formatted(paths, components));
    }
}
