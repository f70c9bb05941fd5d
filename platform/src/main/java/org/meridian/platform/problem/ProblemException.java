package org.meridian.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.Problem.FieldError;

/** Ends a request with a problem of the catalogue. */
public class ProblemException extends RuntimeException {

    private final transient ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();
    private transient @Nullable Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    private ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    /** One bad value in the body, 400. */
    public static ProblemException invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }

    /** Several bad values in the body, 400. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "The request has " + errors.size() + " bad value(s).", errors);
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail);
    }

    /** The region of the rows that were needed cannot be reached, 503. */
    public static ProblemException regionUnavailable(String region) {
        return new ProblemException(
                        ProblemType.REGION_UNAVAILABLE, "The region " + region + " cannot be reached at present.")
                .with("region", region)
                .retryAfter(Duration.ofSeconds(2));
    }

    /** Another service, in that region, did not answer properly, 503. */
    public static ProblemException serviceUnavailable(String service, String region) {
        return new ProblemException(
                        ProblemType.SERVICE_UNAVAILABLE,
                        "The service " + service + " of region " + region + " does not answer at present.")
                .with("service", service)
                .with("region", region)
                .retryAfter(Duration.ofSeconds(2));
    }

    /** Adds a member to the problem's body, beside those that every problem has. */
    public ProblemException with(String name, Object value) {
        if (Problem.MEMBERS.contains(name)) {
            throw new IllegalArgumentException("every problem has a " + name + " of its own");
        }
        extensions.put(name, value);
        return this;
    }

    /** When to come again, whole seconds, at least one. */
    public ProblemException retryAfter(Duration delay) {
        retryAfter = delay;
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The body, for the request with this trace id. */
    public Problem toProblem(@Nullable String traceId) {
        return new Problem(type, getMessage(), traceId, errors, extensions);
    }
}
