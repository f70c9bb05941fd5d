package org.meridian.checkin.status;

import java.util.List;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Component;

/** Leaves a tombstone in health_status, in which nothing is left to read; the memory learns of it too. */
@Component
class ForgottenStatuses implements PersonalRows {

    private final StatusWriter writer;
    private final RememberedStatuses remembered;

    ForgottenStatuses(StatusWriter writer, RememberedStatuses remembered) {
        this.writer = writer;
        this.remembered = remembered;
    }

    @Override
    public String table() {
        return "health_status";
    }

    @Override
    public void forget(ResidentId resident) {
        writer.erase(resident).ifPresent(status -> remembered.afterCommit(List.of(status)));
    }
}
