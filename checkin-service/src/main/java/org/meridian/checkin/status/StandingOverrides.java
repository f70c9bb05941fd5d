package org.meridian.checkin.status;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Component;

/**
 * Puts decided overrides where health codes are made from, and takes them away: the only way there. Each within the write
 * transaction of the decision; the code changes with its commit.
 */
@Component
public class StandingOverrides {

    private final StatusWriter writer;
    private final RememberedStatuses remembered;

    StandingOverrides(StatusWriter writer, RememberedStatuses remembered) {
        this.writer = writer;
        this.remembered = remembered;
    }

    /** @return false when another one prevails still, or the resident was erased */
    public boolean put(ResidentId resident, UUID override, StandingOverride standing) {
        return changed(writer.override(resident, override, standing));
    }

    /** @return false when it is not there any more */
    public boolean remove(ResidentId resident, @Nullable UUID override) {
        return changed(writer.withoutOverride(resident, override));
    }

    private boolean changed(Optional<HealthStatus> status) {
        status.ifPresent(now -> remembered.afterCommit(List.of(now)));
        return status.isPresent();
    }
}
