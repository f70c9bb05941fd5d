package org.meridian.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** Point 4: whatever a call is, it gets the answer that it would get by itself: every check, limit and problem is the same. */
class SameAsAloneIT extends CarrierFixture {

    private static final Set<String> OF_A_CONNECTION =
            Set.of("date", "content-length", "transfer-encoding", "connection", "keep-alive");
    private static final String TRACE = "traceparent";

    @Test
    void point4EveryCallGetsTheAnswerThatItWouldGetAlone() {
        String sampler = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
        List<GatheredCall> calls = new ArrayList<>(List.of(
                echo(RESIDENT, "hello"),
                call(
                        "POST",
                        "/v1/echo?q=a%20b&q=c+d&x=%2F",
                        RESIDENT,
                        "{\"text\":\"x\"}",
                        "Accept-Language",
                        "de-CH, fr;q=0.5"),
                call("POST", "/v1/echo", RESIDENT, "{\"text\":\"x\"}", "X-Note", "one", "X-Note", "two"),
                call("POST", "/v1/echo", RESIDENT, "{\"text\":\"x\"}", "Accept", "text/csv"),
                call("GET", "/v1/me/nothing", null, ""),
                call("GET", "/v1/me/tagged", RESIDENT, ""),
                call("GET", "/v1/me/tagged", RESIDENT, "", "If-None-Match", "*"),
                call("GET", "/v1/me/many", null, ""),
                call("GET", "/v1/me/broken", null, ""),
                call("GET", "/v1/me/unknown", RESIDENT, ""),
                call("DELETE", "/v1/echo", RESIDENT, ""),
                call("GET", "/v1/echo", RESIDENT, ""),
                call("PATCH", "/v1/echo", RESIDENT, "{}")));
        // who may
        for (String token :
                new String[] {null, "", "nonsense", RESIDENT + "x", TestTokens.service("results"), sampler}) {
            calls.add(call("POST", "/v1/echo", token, "{\"text\":\"x\"}"));
        }
        calls.add(call("POST", "/v1/echo", RESIDENT, "{\"text\":\"x\"}", "Authorization", "Bearer " + RESIDENT));
        // bodies
        for (String body : List.of(
                "",
                " ",
                "null",
                "[]",
                "{",
                "{\"text\":\"\"}",
                "{\"text\":5}",
                "{\"text\":\"x\",\"text\":\"y\"}",
                "{\"text\":\"x\",\"other\":1}",
                "{\"text\":\"x\"} trailing",
                "{\"text\":\"x\",\"more\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(40) + "}",
                "[".repeat(30_000),
                "{\"text\":\"" + "x".repeat(65_400) + "\"}",
                "{\"text\":\"" + "x".repeat(70_000) + "\"}")) {
            calls.add(call("POST", "/v1/echo", RESIDENT, body));
        }
        calls.add(call("POST", "/v1/echo", RESIDENT, new byte[] {'{', (byte) 0xc3, 0x28, 0}));
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "*/*",
                "no type",
                "application/json; charset=utf-16",
                "application/json; charset=no-such",
                "application/json; charset=iso-8859-1",
                "application/json")) {
            calls.add(call("POST", "/v1/echo", RESIDENT, "{\"text\":\"x\"}", "Content-Type", type));
        }
        calls.add(call(
                "POST",
                "/v1/echo",
                RESIDENT,
                "{\"text\":\"caf\u00e9\"}".getBytes(StandardCharsets.UTF_16),
                "Content-Type",
                "application/json; charset=utf-16"));
        calls.add(call("POST", "/v1/echo", RESIDENT, "{\"text\":\"x\"}", "Content-Encoding", "gzip"));

        List<GatheredAnswer> gathered = gathered(traced(calls));
        List<GatheredCall> again = traced(calls);
        for (int i = 0; i < calls.size(); i++) {
            HttpResponse<byte[]> alone = alone(again.get(i));
            GatheredAnswer answer = gathered.get(i);
            String what = again.get(i).method() + " " + again.get(i).path() + " "
                    + again.get(i).headers() + " " + new String(again.get(i).body(), StandardCharsets.UTF_8);
            assertThat(text(answer)).as(what).isEqualTo(new String(alone.body(), StandardCharsets.UTF_8));
            assertThat(answer.status()).as(what).isEqualTo(alone.statusCode());
            assertThat(headers(answer)).as(what).isEqualTo(headers(alone));
        }
        assertThat(gathered.stream().map(GatheredAnswer::status))
                .as("all kinds were among them")
                .contains(200, 204, 400, 401, 403, 404, 405, 406, 413, 415, 500);
    }

    @Test
    void whatIsUnchangedIsSaidWithoutABody() {
        GatheredAnswer first =
                gathered(List.of(call("GET", "/v1/me/tagged", RESIDENT, ""))).getFirst();
        String etag = headers(first).getOrDefault("etag", List.of()).getFirst();
        GatheredAnswer second = gathered(List.of(call("GET", "/v1/me/tagged", RESIDENT, "", "If-None-Match", etag)))
                .getFirst();
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(headers(second).get("etag")).containsExactly(etag);
    }

    /** The same traces for both ways, as problems name them. */
    private static List<GatheredCall> traced(List<GatheredCall> calls) {
        List<GatheredCall> traced = new ArrayList<>();
        for (GatheredCall call : calls) {
            List<HeaderField> headers = new ArrayList<>(call.headers());
            headers.add(new HeaderField(TRACE, "00-%032x-00000000000000a1-01".formatted(call.ticket())));
            headers.add(new HeaderField("X-Request-Id", "R" + call.ticket()));
            traced.add(new GatheredCall(call.ticket(), call.method(), call.path(), call.query(), headers, call.body()));
        }
        return traced;
    }

    private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values);
            }
        });
        return headers;
    }

    private static Map<String, List<String>> headers(GatheredAnswer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (HeaderField header : answer.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!OF_A_CONNECTION.contains(name)) {
                headers.computeIfAbsent(name, n -> new ArrayList<>()).add(header.value());
            }
        }
        return headers;
    }
}
