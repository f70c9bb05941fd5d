package org.meridian.gateway.routing;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.meridian.gateway.hygiene.Onward;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.netty.http.client.HttpClientResponse;

/** What the heads of a call and of its answer say. */
final class Heads {

    /** A few dozen tubes' results at most, which results-service writes together with others'. Whatever is longer takes its time. */
    private static final long SHORT_UPLOAD = 4 << 10;

    private Heads() {}

    static boolean announcesBody(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Whether it has a body that is said to be short: many a laboratory's upload is one tube's result. */
    static boolean announcesShortBody(ServerHttpRequest request) {
        long length = request.getHeaders().getContentLength();
        return length > 0 && length <= SHORT_UPLOAD;
    }

    /** Status and headers as the service gave them, but for those of its own connection. */
    static void copy(HttpClientResponse answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
        HttpHeaders headers = response.getHeaders();
        Iterator<Map.Entry<CharSequence, CharSequence>> all =
                answer.responseHeaders().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            String name = header.getKey().toString();
            if (!Onward.belongsToAConnection(name)) {
                headers.add(name, header.getValue().toString());
            }
        }
    }

    /** The answer's length; -1 when it says none, or more than one. */
    static long lengthOf(HttpClientResponse answer) {
        List<String> said = answer.responseHeaders().getAll(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return said.size() == 1 ? Long.parseLong(said.getFirst()) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
