package org.meridian.gateway.load;

import org.meridian.gateway.calls.CallTable;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.hygiene.InFlight;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Tells by what is seen of it whether a call is turned away, for who sees a request before Spring does. */
@Component
class Doorman {

    private final CallTable table;
    private final Door door;
    private final InFlight inFlight;

    Doorman(CallTable table, Door door, InFlight inFlight) {
        this.table = table;
        this.door = door;
        this.inFlight = inFlight;
    }

    /** Whether any call would be: if not, nobody needs to be looked at. */
    boolean isAnybodyTurnedAway() {
        return inFlight.isFull() || door.isAnyClosed();
    }

    /** @param path without the query; calls of probes and of the gateway itself are never turned away */
    boolean turnsAway(HttpMethod method, String path, Glimpse seen) {
        return !HttpMethod.HEAD.equals(method) // whose answer has no body
                && table.match(method, path) instanceof Match.Found found
                && found.call().service() != null
                && (inFlight.isFull() || door.isClosed(found, seen));
    }
}
