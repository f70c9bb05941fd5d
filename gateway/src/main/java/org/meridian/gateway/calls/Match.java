package org.meridian.gateway.calls;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** What the table says about a method and a path. */
public sealed interface Match {

    /** A call, and what stands in the path for its variables. */
    record Found(Call call, Map<String, String> variables) implements Match {

        private static final String ATTRIBUTE = Found.class.getName();

        void attach(ServerWebExchange exchange) {
            exchange.getAttributes().put(ATTRIBUTE, this);
        }

        /** The call that an exchange was found to be, if it came that far. */
        public static @Nullable Found of(ServerWebExchange exchange) {
            return exchange.getAttribute(ATTRIBUTE);
        }
    }

    /** The path is known, with other methods. */
    record WrongMethod(Set<HttpMethod> allowed) implements Match {}

    /** There is no such path. */
    record Unknown() implements Match {}
}
