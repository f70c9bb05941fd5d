package org.meridian.gateway.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.calls.BodyPeek;
import org.meridian.gateway.calls.Match;
import org.meridian.platform.token.Caller;

/** The site, place or unit that a call is for, whose share of what can be done it takes. */
public final class ForWhom {

    private static final String PLACE = "place";
    private static final List<String> IDS = List.of("siteId", "unitId", PLACE);
    private static final String CHECK_IN = "/v1/check-ins";

    private ForWhom() {}

    /** By its path, by the token, by the body of a check-in. */
    public static @Nullable String of(Match.Found found, @Nullable Caller caller, byte @Nullable [] body) {
        String inPath = inPath(found);
        if (inPath != null) {
            return inPath;
        }
        if (caller != null && caller.site() != null) {
            return caller.site().toString();
        }
        if (caller != null && caller.unit() != null) {
            return caller.unit().toString();
        }
        return isCheckIn(found) ? placeIn(body) : null;
    }

    /** As it says itself, before anything of it has been checked; nothing where only its token would tell. */
    static @Nullable String atFirstSight(Match.Found found, Glimpse seen) {
        String inPath = inPath(found);
        if (inPath != null) {
            return inPath;
        }
        return isCheckIn(found) ? placeIn(seen.body()) : null;
    }

    private static @Nullable String inPath(Match.Found found) {
        for (String id : IDS) {
            String value = found.variables().get(id);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String placeIn(byte @Nullable [] body) {
        return body == null ? null : BodyPeek.textOf(body, PLACE).orElse(null);
    }

    private static boolean isCheckIn(Match.Found found) {
        return found.call().pattern().equals(CHECK_IN);
    }
}
