package org.meridian.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is not 2xx, RFC 9457.
 *
 * @param kind which of the catalogue
 * @param detail what is special about this occurrence; never an exception's text, never a person's data
 * @param traceId the request, as in the logs
 * @param errors for bad input, where it is bad
 * @param extensions further members, for example {@code region}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "traceId", "errors"})
public record Problem(
        @JsonIgnore ProblemType kind,
        @Nullable String detail,
        @Nullable String traceId,
        List<FieldError> errors,
        @JsonIgnore Map<String, Object> extensions) {

    /** What RFC 9457 and the API say of every problem: no extension may have such a name, or it would be there twice. */
    static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail", "instance", "traceId", "errors");

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One bad value of the input.
     *
     * @param pointer JSON pointer (RFC 6901) into the body, or the name of a parameter
     * @param detail what it should be
     */
    public record FieldError(String pointer, String detail) {}

    public String getType() {
        return kind.type();
    }

    public String getTitle() {
        return kind.title();
    }

    public int getStatus() {
        return kind.status();
    }

    @JsonAnyGetter
    public Map<String, Object> getExtensions() {
        return extensions;
    }
}
