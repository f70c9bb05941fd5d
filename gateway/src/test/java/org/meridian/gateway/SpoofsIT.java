package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.stub.StubService;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Point 10: what a stranger claims in headers has no effect: on the region, the address, the user, the path, the method. */
class SpoofsIT extends TwoRegions {

    private static final String VOUCH = "A".repeat(43);
    private static final List<String> SPOOFS = List.of(
            "Forwarded: for=203.0.113.9;host=evil;proto=https",
            "X-Forwarded-For: 203.0.113.9",
            "X-Forwarded-For: 127.0.0.1, 203.0.113.9",
            "x-forwarded-for: 203.0.113.9",
            "X_Forwarded_For: 203.0.113.9",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Port: 1",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Prefix: /internal",
            "X-Forwarded-Server: evil",
            "X-Forwarded-User: DEU-admin",
            "X-Forwarded-Uri: /internal/events",
            "X-Forwarded-Client-Cert: x",
            "X-Real-IP: 203.0.113.9",
            "X-Client-IP: 203.0.113.9",
            "Client-IP: 203.0.113.9",
            "X-Client-Address: 203.0.113.9",
            "x-client-address: 203.0.113.9",
            "X-Cluster-Client-IP: 203.0.113.9",
            "True-Client-IP: 203.0.113.9",
            "CF-Connecting-IP: 203.0.113.9",
            "CF-Connecting-IPv6: 2001:db8::9",
            "Fastly-Client-IP: 203.0.113.9",
            "Fly-Client-IP: 203.0.113.9",
            "X-Azure-ClientIP: 203.0.113.9",
            "X-Appengine-User-IP: 203.0.113.9",
            "X-Originating-IP: 203.0.113.9",
            "X-Remote-Addr: 203.0.113.9",
            "X-Envoy-External-Address: 203.0.113.9",
            "Proxy-Client-IP: 203.0.113.9",
            "WL-Proxy-Client-IP: 203.0.113.9",
            "Via: 1.1 evil",
            "CF-IPCountry: TWN",
            "CloudFront-Viewer-Country: TWN",
            "X-Country-Code: TWN",
            "X-AppEngine-Country: TWN",
            "X-Geo-Country: TWN",
            "X-Meridian-Position: 25.0,121.5",
            "X-Meridian-Country: TWN",
            "X-Meridian-Region: ap",
            "X-Meridian-Deadline: 0",
            "X-Meridian-Vouch: 1." + VOUCH,
            "X-User-Id: DEU-admin",
            "X-Authenticated-User: DEU-admin",
            "Remote-User: DEU-admin",
            "X-Roles: ADMIN",
            "X-Original-URL: /internal/events",
            "X-Original-URI: /internal/events",
            "X-Rewrite-URL: /internal/events",
            "X-Override-URL: /internal/events",
            "X-HTTP-Method: DELETE",
            "X-HTTP-Method-Override: DELETE",
            "X-Method-Override: DELETE",
            "X-Host: evil.example",
            "X-Original-Host: evil.example",
            "X-Request-Id: 0000000000000",
            "X-Trace-Id: mine",
            "X-B3-TraceId: mine",
            "Cookie: session=admin",
            "Proxy-Authorization: Basic eDp5",
            "Connection: authorization, x-request-id",
            "Keep-Alive: timeout=1000",
            "TE: trailers",
            "Trailer: Authorization",
            "Upgrade: h2c",
            "Expect: 100-continue",
            "X-Nobody-Knows-This-One: x");

    private static final List<String> KNOWN = List.of(
            "Accept", // this one and the next are the gateway's own
            "User-agent",
            "Authorization",
            "Content-type",
            "Content-length",
            "Host",
            "Traceparent",
            "X-request-id",
            "X-client-address",
            "X-meridian-deadline",
            "X-meridian-vouch"); // its own: VouchIT

    SpoofsIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void point10NoneOfMoreThanFortySpoofedHeadersHasAnEffect() throws IOException {
        assertThat(SPOOFS).hasSizeGreaterThan(40);
        String token = Edge.tokenOf("DEU", java.time.Duration.ofMinutes(5));
        List<String> failed = new ArrayList<>();
        for (String spoof : SPOOFS) {
            String nearest = raw("GET /v1/divisions?country=DEU HTTP/1.1", spoof, "");
            String login = raw("POST /v1/otp HTTP/1.1", spoof, "{\"country\":\"DEU\"}");
            String own =
                    raw("POST /v1/token/refresh HTTP/1.1", "Authorization: Bearer " + token + "\r\n" + spoof, "{}");
            List<StubService.Received> sent =
                    REGIONS.service("eu", REGISTRATION).received();
            boolean right = answeredBy("registration of eu", nearest, login, own)
                    && sent.size() == 3
                    && sent.stream().allMatch(r -> KNOWN.containsAll(r.headers().keySet()))
                    && sent.stream().allMatch(r -> isOurs(r.headers()))
                    && sent.stream().noneMatch(r -> r.headers().toString().contains(VOUCH))
                    && sent.get(0).uri().equals("/v1/divisions?country=DEU")
                    && sent.get(0).method().equals("GET")
                    && sent.get(1).uri().equals("/v1/otp")
                    && sent.get(1).method().equals("POST")
                    && List.of("127.0.0.1").equals(sent.get(1).headers().get("X-Client-Address"))
                    && List.of("Bearer " + token).equals(sent.get(2).headers().get("Authorization"));
            if (!right) {
                failed.add(spoof + " -> " + sent + nearest + login + own);
            }
            sent.clear();
        }
        assertThat(failed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example/v1/regions", "http://127.0.0.1/internal/events", "//evil.example/v1/me"})
    void point10AnAddressWithAHostGoesNowhereElse(String target) throws IOException {
        raw("GET " + target + " HTTP/1.1", "X: y", "");
        assertThat(REGIONS.requests()).isZero();
    }

    private static boolean answeredBy(String who, String... answers) {
        return List.of(answers).stream().allMatch(a -> a.contains("HTTP/1.1 200 ") && a.contains(who));
    }

    private static boolean isOurs(Headers headers) {
        List<String> ids = headers.getOrDefault("X-Request-Id", List.of());
        return ids.size() == 1
                && List.of("30000").equals(headers.get("X-Meridian-Deadline"))
                && ids.getFirst().length() == 13
                && !ids.getFirst().startsWith("0000000");
    }

    private String raw(String line, String header, String body) throws IOException {
        return edge.raw(line + "\r\nHost: here\r\n" + header
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
    }
}
