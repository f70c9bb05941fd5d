package org.meridian.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.UnknownCountryException;
import org.meridian.platform.problem.Problem.FieldError;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where in the body a bad value is, and what it should be, without repeating it. */
final class BadInput {

    private BadInput() {}

    static ProblemException unreadable(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownCountryException unknown) {
                return unknownCountry(unknown);
            }
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException unknown ->
                ProblemException.invalid(pointer(unknown), "There is no such property.");
            case DatabindException bad -> ProblemException.invalid(pointer(bad), expected(bad));
            case JacksonException malformed -> ProblemException.invalid("", "The body is not well-formed JSON.");
            case null, default -> ProblemException.invalid("", "A body is needed, and it must be JSON.");
        };
    }

    static ProblemException invalid(BindingResult result) {
        List<FieldError> errors = result.getFieldErrors().stream()
                .map(error -> new FieldError(pointer(error.getField()), message(error.getDefaultMessage())))
                .toList();
        if (!errors.isEmpty()) {
            return ProblemException.invalid(errors);
        }
        return ProblemException.invalid(
                "", message(result.getAllErrors().getFirst().getDefaultMessage()));
    }

    static ProblemException unknownCountry(UnknownCountryException unknown) {
        String code = unknown.code().matches("[A-Za-z]{1,8}") ? unknown.code() : "?";
        return new ProblemException(
                        ProblemType.UNKNOWN_COUNTRY,
                        "No region serves the country " + code + "; GET /v1/regions lists those that are served.")
                .with("regions", "/v1/regions");
    }

    private static String message(@Nullable String text) {
        return text == null ? "This value is not valid." : text;
    }

    /** {@code members[0].name} as a JSON pointer. */
    private static String pointer(String path) {
        return "/" + path.replace("[", "/").replace("]", "").replace(".", "/");
    }

    private static String pointer(DatabindException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static String expected(DatabindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException
                    && !(cause instanceof DatabindException)
                    && cause.getMessage() != null) {
                return cause.getMessage(); // our own value types say there what they take
            }
        }
        return "This value has the wrong form.";
    }
}
