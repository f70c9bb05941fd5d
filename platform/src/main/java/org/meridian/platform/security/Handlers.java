package org.meridian.platform.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meridian.platform.access.Verb;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The controllers' methods of a running service. */
public final class Handlers {

    private static final Map<String, Verb> VERBS = Map.of(
            "GET", Verb.GET,
            "HEAD", Verb.GET,
            "POST", Verb.POST,
            "PUT", Verb.PUT,
            "PATCH", Verb.PATCH,
            "DELETE", Verb.DELETE);

    /** What a controller's method answers to, as the table names it; no verb for a mapping that takes every method. */
    public record Mapped(Optional<Verb> verb, String pattern) {

        @Override
        public String toString() {
            return verb.map(Verb::name).orElse("any method") + " " + pattern;
        }
    }

    private Handlers() {}

    /** Everything that this mapping's controllers of ours answer to. */
    public static List<Mapped> of(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> isOurs(entry.getValue()))
                .flatMap(entry -> mapped(entry.getKey()).stream())
                .toList();
    }

    private static List<Mapped> mapped(RequestMappingInfo info) {
        List<Optional<Verb>> verbs = info.getMethodsCondition().getMethods().stream()
                .map(method -> verb(method.name()))
                .toList();
        return info.getPatternValues().stream()
                .flatMap(pattern -> (verbs.isEmpty() ? List.of(Optional.<Verb>empty()) : verbs)
                        .stream().map(verb -> new Mapped(verb, pattern)))
                .toList();
    }

    /** An error page tells nobody's data, and has no method of its own. */
    static boolean isOurs(HandlerMethod method) {
        Class<?> type = method.getBeanType();
        return type.getPackageName().startsWith("org.meridian.") && !ErrorController.class.isAssignableFrom(type);
    }

    static Optional<Verb> verb(String method) {
        return Optional.ofNullable(VERBS.get(method));
    }
}
