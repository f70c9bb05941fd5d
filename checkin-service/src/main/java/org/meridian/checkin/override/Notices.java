package org.meridian.checkin.override;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.meridian.checkin.override.NoticeDue.Kind;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Tells a resident what officers decided, within the transaction of the decision. */
@Component
class Notices {

    private final Outbox outbox;
    private final IdGenerator ids;
    private final Clock clock;

    Notices(Outbox outbox, IdGenerator ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    void set(OverrideView override) {
        tell(
                override,
                Kind.OVERRIDE_SET,
                Map.of(
                        "colour", override.colour().name(),
                        "reason", override.reason(),
                        "endsAt", override.endsAt().toString()));
    }

    /** @param why for the resident: what ended it */
    void ended(OverrideView override, State why) {
        tell(override, Kind.OVERRIDE_ENDED, Map.of("colour", override.colour().name(), "why", why.name()));
    }

    private void tell(OverrideView override, Kind kind, Map<String, String> parameters) {
        Instant now = clock.instant();
        outbox.append(
                "registration",
                override.residentId().country(),
                NoticeDue.TYPE,
                override.residentId().toString(),
                List.of(new NoticeDue(override.residentId(), ids.nextUuid(), kind, parameters, now)));
    }
}
