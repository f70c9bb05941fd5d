package org.meridian.gateway.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.hygiene.Trace;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever ends a call at the gateway into a problem of the catalogue; never shows an exception's text. */
@Component
@Order(ProblemHandler.BEFORE_BOOTS_OWN)
class ProblemHandler implements WebExceptionHandler {

    static final int BEFORE_BOOTS_OWN = -2;

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        if (isAnswered(response)) {
            return Mono.empty();
        }
        Trace trace = Trace.of(exchange);
        String traceId = trace == null ? null : trace.id();
        ProblemException problem = problem(error, traceId);
        Problem body = problem.toProblem(traceId);
        HttpHeaders headers = response.getHeaders();
        headers.clear();
        response.setStatusCode(HttpStatusCode.valueOf(body.getStatus()));
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        problem.retryAfter()
                .map(delay -> Math.max(1, delay.toSeconds()))
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        allowed(error).ifPresent(methods -> headers.set(HttpHeaders.ALLOW, methods));
        byte[] bytes = json.writeValueAsBytes(body);
        headers.setContentLength(bytes.length);
        DataBuffer buffer = response.bufferFactory().wrap(bytes);
        return response.writeWith(Mono.just(buffer));
    }

    /** The server has hung up on a caller, or has refused the rest of a body by itself: there is nobody to tell anything. */
    private static boolean isAnswered(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpServerResponse server
                && server.hasSentHeaders();
    }

    private static ProblemException problem(Throwable error, @Nullable String traceId) {
        return switch (error) {
            case ProblemException problem -> problem;
            case ResponseStatusException status -> problem(status);
            default -> {
                log.error("unexpected error, trace {}", traceId, error);
                yield new ProblemException(ProblemType.INTERNAL, "The gateway failed; this has been noted.");
            }
        };
    }

    private static ProblemException problem(ResponseStatusException error) {
        if (error instanceof MissingRequestValueException missing) {
            return ProblemException.invalid(missing.getName(), "This parameter is needed.");
        }
        return switch (error.getStatusCode().value()) {
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is no such address here.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "This address takes other methods.");
            case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE, "None of the accepted formats is offered.");
            case 413 -> new ProblemException(ProblemType.TOO_LARGE, "The body is too large.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "This content type is not taken.");
            default ->
                error.getStatusCode().is4xxClientError()
                        ? ProblemException.invalid("", "The request cannot be understood.")
                        : new ProblemException(ProblemType.INTERNAL, "The gateway failed; this has been noted.");
        };
    }

    private static Optional<String> allowed(Throwable error) {
        if (!(error instanceof MethodNotAllowedException wrong)) {
            return Optional.empty();
        }
        Set<HttpMethod> methods = wrong.getSupportedMethods();
        List<String> names = methods.stream().map(HttpMethod::name).sorted().toList();
        return Optional.of(names.stream().collect(Collectors.joining(", ")));
    }
}
