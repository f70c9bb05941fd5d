package org.meridian.gateway.calls;

import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.context.ApplicationContext;
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
    private final CallTable actuators = new CallTable(Calls.OF_THE_ACTUATORS);
    private final ApplicationContext main;

    CallFilter(CallTable table, ApplicationContext main) {
        this.table = table;
        this.main = main;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return switch (tableOf(exchange)
                .match(request.getMethod(), request.getURI().getRawPath())) {
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

    /** Spring has the actuators' own server use the main one's filters: there are other calls there, and only those. */
    private CallTable tableOf(ServerWebExchange exchange) {
        ApplicationContext serving = exchange.getApplicationContext();
        return serving == null || serving.equals(main) ? table : actuators;
    }
}
