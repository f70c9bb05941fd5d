package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** Whatever goes wrong is told as a problem of the catalogue. */
class ProblemsIT extends SampleFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'country':'DEU','title':'x','colour':1} | 400 | invalid-request | /colour",
                "{'country':'DEU','title':' '}            | 400 | invalid-request | /title",
                "{'country':'DEU','title':{}}             | 400 | invalid-request | /title",
                "{'country':'DEU','title':                | 400 | invalid-request | pointer",
                "{'country':'DEU','title':5}              | 400 | invalid-request | /title",
                "{'country':'DEU','title':'x','due':5}    | 400 | invalid-request | /due",
                "{'country':'DEU','title':'x','due':'+999999999-12-31T23:59:59Z'} | 400 | invalid-request | /due",
                "{'country':'DEU','title':'x','day':'-99999-12-31'} | 400 | invalid-request | /day",
                "{'country':'DEU','title':'x','copies':'5'}         | 400 | invalid-request | /copies",
                "{'country':'DEU','title':'x','country':'USA'}      | 400 | invalid-request | pointer",
                "{'country':'XXX','title':'x'}            | 422 | unknown-country | /v1/regions",
            })
    void badBodiesAreToldWhere(String body, int status, String slug, String named) {
        HttpResponse<String> answer = send("POST", "/v1/notes", resident, body.replace('\'', '"'));
        assertThat(answer).satisfies(problem(status, slug));
        assertThat(answer.body()).contains(named);
        assertThat(count()).isZero();
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithOrWithoutItsLength() throws Exception {
        String large = "{\"country\":\"DEU\",\"title\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(send("POST", "/v1/notes", resident, large)).satisfies(problem(413, "too-large"));
        HttpRequest chunked = request("/v1/notes", resident)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .build();
        assertThat(http.send(chunked, HttpResponse.BodyHandlers.ofString())).satisfies(problem(413, "too-large"));
        assertThat(count()).isZero();
    }

    @Test
    void aFormIsNoContentTypeThatIsTaken() {
        for (String type : List.of("multipart/form-data", "application/x-www-form-urlencoded", "no type")) {
            HttpRequest form = request("/v1/notes", resident)
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(send(form)).satisfies(problem(415, "unsupported-media-type"));
        }
    }

    @Test
    void theContainersErrorPageIsAProblemToo() {
        assertThat(send("GET", "/error", null, null)).satisfies(problem(404, "not-found"));
    }

    @Test
    void anUnexpectedFailureTellsNothingOfItself() {
        HttpResponse<String> answer = send("GET", "/v1/broken", null, null);
        assertThat(answer).satisfies(problem(500, "internal"));
        assertThat(answer.body()).doesNotContain("secret").contains("traceId");
    }

    @Test
    void theTraceOfTheGatewayIsTakenOver() throws Exception {
        HttpRequest request = request("/v1/broken", null)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .GET()
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void unknownPathsMethodsAndMediaTypesAreProblemsToo() {
        assertThat(send("GET", "/v1/nothing", resident, null)).satisfies(problem(404, "not-found"));
        assertThat(send("DELETE", "/v1/notes", resident, null)).satisfies(problem(405, "method-not-allowed"));
        assertThat(send(
                        "GET",
                        "/v1/sites/DEU-1/notes",
                        TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER),
                        null))
                .satisfies(problem(404, "not-found"));
    }
}
