package org.meridian.gateway.hygiene;

import java.util.Iterator;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/** A request with those of its headers that pass, copied once. */
final class CleanRequest extends ServerHttpRequestDecorator {

    private final HttpHeaders headers = new HttpHeaders();

    CleanRequest(ServerHttpRequest request, boolean fromTrustedProxy) {
        super(request);
        HttpServerRequest asSent = getNativeRequest(request);
        Iterator<Map.Entry<CharSequence, CharSequence>> all =
                asSent.requestHeaders().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            String name = header.getKey().toString();
            if (HeaderRules.passes(name, fromTrustedProxy)) {
                headers.add(name, header.getValue().toString());
            }
        }
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
