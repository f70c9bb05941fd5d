package org.meridian.checkin.place.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /v1/places}. */
record RegisterPlace(
        @NotNull(message = "An ISO 3166-1 alpha-3 code.") String country,

        @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = TEXT)
        String name,

        @NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = TEXT)
        String corpName,

        @NotBlank @Size(max = 64) @Pattern(regexp = PRINTABLE, message = TEXT)
        String corpNo,

        @NotBlank @Size(max = 32) @Pattern(regexp = PRINTABLE, message = TEXT)
        String division) {

    private static final String PRINTABLE = "\\P{Cc}*";
    private static final String TEXT = "Text without control characters.";
}
