package org.meridian.checkin.override;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.meridian.checkin.status.Colour;
import org.meridian.platform.id.ResidentId;

/**
 * One officer's proposal.
 *
 * @param reason the resident reads it
 * @param endsAt by then the rules decide again; whole seconds count
 */
public record ProposeOverride(
        @NotNull ResidentId residentId,
        @NotNull Colour colour,

        @NotBlank(message = "Why, for the resident to read.") @Size(max = 500)
        String reason,

        @NotNull @Valid Evidence evidence,
        @NotNull Instant endsAt) {

    /**
     * What shows that the override is right; the file itself stays with the authority.
     *
     * @param reference by which it is found there
     * @param sha256 of the file, so that nobody exchanges it later
     */
    public record Evidence(
            @NotBlank @Size(max = 200) String reference,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "A SHA-256 in lower-case hexadecimal.")
            String sha256) {}
}
