package org.meridian.sampling.site;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** An auditor's decision and why. */
public record DecideSite(
        @NotNull(message = "APPROVED, REJECTED or SUSPENDED.")
        Decision decision,

        @NotBlank(message = "1 to 500 characters.") @Size(max = 500, message = "1 to 500 characters.")
        String reason) {

    /** What can be decided; whether it can be now, the site's status says. */
    public enum Decision {
        APPROVED(SiteStatus.APPROVED),
        REJECTED(SiteStatus.REJECTED),
        SUSPENDED(SiteStatus.SUSPENDED);

        private final SiteStatus status;

        Decision(SiteStatus status) {
            this.status = status;
        }

        SiteStatus status() {
            return status;
        }
    }
}
