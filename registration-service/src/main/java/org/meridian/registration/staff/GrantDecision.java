package org.meridian.registration.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A second administrator's decision with its reason.
 *
 * @param grantId the grant that was looked at; said, another one that has come since is not decided by mistake
 */
public record GrantDecision(
        @NotNull(message = "APPROVED or REJECTED.") Verdict decision,

        @NotBlank(message = "Why, for whoever looks at it later.") @Size(max = 1000)
        String reason,

        @Nullable GrantId grantId) {

    /** What can be decided. */
    public enum Verdict {
        APPROVED(GrantStatus.APPROVED),
        REJECTED(GrantStatus.REJECTED);

        private final GrantStatus status;

        Verdict(GrantStatus status) {
            this.status = status;
        }

        GrantStatus status() {
            return status;
        }
    }
}
