package org.meridian.bench.traffic;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests as they go over the wire. */
public final class HttpBytes {

    private HttpBytes() {}

    /** @param more further lines, each ended by CR LF, or empty */
    public static byte[] get(URI target, String path, @Nullable String token, String more) {
        return (head("GET", target, path, token) + more + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] get(URI target, String path, @Nullable String token) {
        return get(target, path, token, "");
    }

    /** JSON. */
    public static byte[] post(URI target, String path, @Nullable String token, String body) {
        return post(target, path, token, "Content-Type: application/json\r\n", body);
    }

    /** @param more further lines, each ended by CR LF; the body's type among them */
    public static byte[] post(URI target, String path, @Nullable String token, String more, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = (head("POST", target, path, token) + more + "Content-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    private static String head(String method, URI target, String path, @Nullable String token) {
        String authorization = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n" + authorization;
    }
}
