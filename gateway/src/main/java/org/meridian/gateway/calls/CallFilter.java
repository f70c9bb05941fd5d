package org.meridian.gateway.calls;

import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds out which call it is, once; whatever is not in the table ends here. */
@Component
@Order(CallFilter.ORDER)
class CallFilter implements WebFilter {

    static final int ORDER = 10;

    private final CallTable table;

    CallFilter(CallTable table) {
        this.table = table;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return switch (table.match(request.getMethod(), request.getURI().getRawPath())) {
            case Match.Found found -> {
                found.attach(exchange);
                yield chain.filter(exchange);
            }
            case Match.WrongMethod wrong ->
                Mono.error(new MethodNotAllowedException(request.getMethod(), wrong.allowed()));
            case Match.Unknown unknown ->
                Mono.error(new ProblemException(ProblemType.NOT_FOUND, "There is no such address here."));
        };
    }
}
