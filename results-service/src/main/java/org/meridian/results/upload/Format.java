package org.meridian.results.upload;

import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.MediaType;

/** What a file may be written in. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    NDJSON(MediaType.APPLICATION_NDJSON_VALUE),
    CSV("text/csv");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** @throws ProblemException 415 */
    public static Format of(MediaType contentType) {
        for (Format format : values()) {
            if (MediaType.parseMediaType(format.mediaType).equalsTypeAndSubtype(contentType)) {
                return format;
            }
        }
        throw new ProblemException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, "application/json, application/x-ndjson or text/csv.");
    }
}
