package org.meridian.checkin.healthcode;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.meridian.checkin.status.HealthStatuses;
import org.meridian.checkin.status.Known;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Service;

/** Anybody's health code, whatever can be asked at the moment. */
@Service
public class HealthCodes {

    private final HealthStatuses statuses;
    private final CodeMaker maker;
    private final Clock clock;

    HealthCodes(HealthStatuses statuses, CodeMaker maker, Clock clock) {
        this.statuses = statuses;
        this.maker = maker;
        this.clock = clock;
    }

    /** The code of this resident now. */
    public HealthCode of(ResidentId resident) {
        Known known = statuses.of(resident);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return switch (known) {
            case Known.Current current -> maker.code(current.status(), now, false);
            case Known.LastSeen last -> maker.code(last.status(), now, true);
            case Known.HomeUnreachable ignored -> maker.homeUnreachable(now);
        };
    }
}
