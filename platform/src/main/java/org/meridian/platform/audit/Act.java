package org.meridian.platform.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.web.Trace;

/**
 * What somebody did, as the trail tells it.
 *
 * @param action a dotted verb such as {@code site.decided}
 * @param actor who did it: an id, or a job's name
 * @param roles of a person, else empty
 * @param object the id of what it was done to
 * @param detail short, without anything personal
 * @param trace the request's that did it
 */
public record Act(
        String action,
        String actor,
        String roles,
        String object,
        String detail,
        @Nullable String trace) {

    private static final int LONGEST = 1_000;
    private static final Pattern VERB = Pattern.compile("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+");

    public Act {
        if (!VERB.matcher(action).matches()) {
            throw new IllegalArgumentException("not a dotted verb: " + action);
        }
        detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail;
    }

    /** Of the request that this thread works for. */
    static Act of(String action, String actor, String roles, String object, String detail) {
        return new Act(action, actor, roles, object, detail, Trace.id().orElse(null));
    }
}
