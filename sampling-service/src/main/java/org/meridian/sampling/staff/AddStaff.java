package org.meridian.sampling.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** Whom an administrator gives work at a site. */
public record AddStaff(
        @NotNull(message = PHONE) @Pattern(regexp = "\\+[1-9][0-9]{6,14}", message = PHONE)
        String phone,

        @NotBlank(message = NAME) @Size(max = 100, message = NAME)
        String name,

        @NotNull(message = "SAMPLER or TESTER.") SiteRole role,

        @NotNull(message = "An instant like 2030-01-31T18:00:00Z.")
        Instant expiresAt) {

    private static final String PHONE = "A phone number in E.164, like +4915112345678.";
    private static final String NAME = "1 to 100 characters.";

    /** What one can be at a site. */
    public enum SiteRole {
        SAMPLER,
        TESTER
    }
}
