package org.meridian.platform.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that no honest client sends, byte for byte as they go over the wire: bodies, addresses, methods, heads. The
 * body's honest form and the address that takes it are the caller's.
 */
public final class HostileRequests {

    /** One request, and what is wrong with it. */
    public record Hostile(String what, byte[] bytes) {}

    private final String path;

    private final String authorization;

    private final List<Hostile> all = new ArrayList<>();

    private HostileRequests(String path, String token) {
        this.path = path;
        this.authorization = "Authorization: Bearer " + token + "\r\n";
    }

    /**
     * @param path that takes a POST of JSON
     * @param token that may
     * @param honest a body that would be taken, an object with a property {@code country}
     * @param text the name of a property of it that is a text
     */
    public static List<Hostile> at(String path, String token, String honest, String text) {
        HostileRequests requests = new HostileRequests(path, token);
        HostileBodies bodies = new HostileBodies(requests);
        bodies.bodies(honest, text);
        bodies.bytes(honest, text);
        bodies.contentHeaders(honest);
        requests.addresses();
        requests.methods();
        requests.heads(honest);
        requests.framing();
        return List.copyOf(requests.all);
    }

    private void addresses() {
        for (String address : List.of(
                "/%00",
                "/v1/%00",
                "/v1/..",
                "/v1/../internal/events",
                "/v1/%2e%2e/internal/events",
                "/v1/%252e%252e/internal",
                "/v1/..%2finternal",
                "/v1/..;/internal/events",
                "/;/internal/events",
                "//internal/events",
                "/v1//me",
                "/./v1/me",
                "/v1/me/",
                "/v1/me;x=y",
                "/v1/me%3bx",
                "/v1\\me",
                "/v1/%5cme",
                "/v1/me%2f",
                "/v1/me%0d%0aX: y",
                "/v1/me%",
                "/v1/me%z",
                "/v1/me%zz",
                "/v1/%c0%af",
                "/v1/%ff",
                "/v1/%ed%a0%80",
                "/v1/[me]",
                "/v1/{me}",
                "/v1/<me>",
                "/v1/|me",
                "/v1/^me",
                "/v1/`me`",
                "/v1/\"me\"",
                "/v1/'me'",
                "*",
                "",
                "v1/me",
                "?",
                "http://",
                "http://x",
                "ftp://x/v1/me",
                "https://user:pass@x/",
                "/" + "a".repeat(5000),
                "/" + "a".repeat(20_000),
                "/v1/" + "a/".repeat(3000),
                "/v1/me?" + "a=b&".repeat(1800),
                "/v1/me?" + "a".repeat(20_000),
                "/v1/me?a=%zz",
                "/v1/me?a=%00",
                "/v1/me?a=%ff",
                "/v1/me?%00=1",
                "/v1/me?a=[b]",
                "/v1/me?{}",
                "/v1/me?a=b#c",
                "/actuator/env",
                "/actuator/heapdump",
                "/.git/config",
                "/.env",
                "/admin",
                "/console",
                "/h2-console",
                "/manager/html",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/error",
                "/swagger-ui/index.html",
                "/cgi-bin/test",
                "/internal/events")) {
            raw("address " + brief(address), "GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        }
        raw("address in UTF-8", "GET /v1/é HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private void methods() {
        for (String method : List.of(
                "TRACE",
                "TRACK",
                "CONNECT",
                "PROPFIND",
                "MKCOL",
                "DEBUG",
                "OPTIONS",
                "PATCH",
                "PUT",
                "DELETE",
                "GETT",
                "get",
                "G@T",
                "G\tT",
                "",
                "GET/",
                "A".repeat(1000),
                "A".repeat(20_000),
                "POST\u0000")) {
            raw(
                    "method " + brief(method),
                    method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        for (String version : List.of(
                "HTTP/9.9", "HTTP/3.0", "HTTP/1.1.1", "HTTP/1.", "HTTP", "http/1.1", "HTTP/1.1 x", "ICAP/1.0")) {
            raw("version " + version, "GET " + path + " " + version + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        }
        raw("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
        raw("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        raw("SSH", "SSH-2.0-OpenSSH_9\r\n\r\n");
        raw("blank lines", "\r\n".repeat(50) + "NONSENSE\r\n\r\n");
    }

    private void heads(String honest) {
        for (String header : List.of(
                "no colon",
                ": no name",
                " folded: x",
                "a b: c",
                "a\tb: c",
                "a: b\u0000c",
                "\u0000: x",
                "a\u0007: x",
                "X: " + "x".repeat(20_000),
                "x".repeat(20_000) + ": x",
                "Host: a\r\nHost: b",
                "Host: /",
                "Host: a b",
                "Host: [::1",
                "Host: x:99999",
                "Authorization: Bearer x\r\nAuthorization: Bearer y",
                "Authorization: Bearer " + "x".repeat(7000),
                "Authorization: Bearer",
                "Authorization: \u00ff",
                "Authorization: Basic eDp5",
                "Authorization: Bearer a.b.c",
                "Idempotency-Key: " + "k".repeat(300),
                "Idempotency-Key: ",
                "Idempotency-Key: a\u0001b",
                "traceparent: nonsense")) {
            raw(
                    "header " + brief(header),
                    "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + header
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{");
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            many.append("X-").append(i).append(": y\r\n");
        }
        raw("3000 headers", "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + many + "\r\n");
        raw(
                "no host",
                "POST " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: " + honest.length() + "\r\n\r\n"
                        + honest);
    }

    /** What two servers in a row could read as one request and as two. */
    private void framing() {
        String second = "GET /internal/events HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String length :
                List.of("-1", "+5", "1.0", "0x5", "5 5", "5,6", "5, 5x", "99999999999999999999", "NaN", "")) {
            raw("content length " + length, head("Content-Length: " + length) + "{}");
        }
        raw("two lengths", head("Content-Length: 2\r\nContent-Length: 40") + "{}" + second);
        for (String coding : List.of(
                "xchunked",
                "chunked, identity",
                "identity, chunked",
                "chunked, chunked",
                "gzip, chunked",
                "\u000bchunked",
                "chunked\u0000",
                "\"chunked\"",
                "cow",
                "")) {
            raw("transfer coding " + coding, head("Transfer-Encoding: " + coding) + "2\r\n{}\r\n0\r\n\r\n");
        }
        raw("coding and length", head("Transfer-Encoding: chunked\r\nContent-Length: 3") + "2\r\n{}\r\n0\r\n\r\n");
        raw("length and coding", head("Content-Length: 100\r\nTransfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n");
        raw("two codings", head("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity") + "2\r\n{}\r\n0\r\n\r\n");
        raw("blank before the colon", head("Transfer-Encoding : chunked") + "2\r\n{}\r\n0\r\n\r\n");
        raw("folded coding", head("Transfer-Encoding:\r\n chunked") + "2\r\n{}\r\n0\r\n\r\n");
        for (String chunk : List.of(
                "zz",
                "-1",
                "FFFFFFFFFFFFFFFFF",
                "7fffffffffffffff",
                " 2",
                "2;" + "e".repeat(20_000),
                "0x2",
                "\u0000")) {
            raw("chunk of " + brief(chunk), head("Transfer-Encoding: chunked") + chunk + "\r\n{}\r\n0\r\n\r\n");
        }
        raw(
                "trailers",
                head("Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n"
                        + "X: y\r\n".repeat(3000) + "\r\n");
        raw("bare line feeds", "POST " + path + " HTTP/1.1\nHost: x\nContent-Length: 1\nConnection: close\n\n{");
    }

    private String head(String framing) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + authorization
                + "Content-Type: application/json\r\nConnection: close\r\n" + framing + "\r\n\r\n";
    }

    void json(String what, String body) {
        post(what, "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    void post(String what, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + authorization + headers
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        all.add(new Hostile(what, whole));
    }

    private void raw(String what, String request) {
        all.add(new Hostile(what, request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 30) + "… (" + text.length() + ")";
    }
}
