package org.meridian.checkin.healthcode;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.meridian.checkin.status.HealthStatuses;
import org.meridian.checkin.status.Known;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.SignedText;
import org.meridian.platform.token.TokenIssuer;
import org.springframework.stereotype.Service;

/** Anybody's health code, whatever can be asked at the moment. */
@Service
public class HealthCodes {

    private final HealthStatuses statuses;
    private final CodeMaker maker;
    private final TokenIssuer signer;
    private final Clock clock;

    HealthCodes(HealthStatuses statuses, CodeMaker maker, TokenIssuer signer, Clock clock) {
        this.statuses = statuses;
        this.maker = maker;
        this.signer = signer;
        this.clock = clock;
    }

    /** The code of this resident now. */
    public HealthCode of(ResidentId resident) {
        Known known = statuses.of(resident);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return switch (known) {
            case Known.Current current -> maker.code(current.status(), now, null);
            case Known.LastSeen last -> signed(maker.code(last.status(), now, last.at()), resident);
            case Known.HomeUnreachable ignored -> signed(maker.homeUnreachable(now), resident);
        };
    }

    /** Where nobody can ask home, it must at least be certain who said this, of whom and when. */
    private HealthCode signed(HealthCode code, ResidentId resident) {
        return code.signed(SignedText.sign(signer, HealthCode.PURPOSE, code.signedText(resident)));
    }
}
