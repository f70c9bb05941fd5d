package org.meridian.platform.gathered;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meridian.platform.problem.ProblemException;

/**
 * What a gathered call may look like. Its gateway has looked already; here it is said again, because the container would have
 * refused some of it while it read a head from a connection, and this one comes from none.
 */
final class Rules {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern PATH = Pattern.compile("/v1(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final int LONGEST_HEAD = 16 * 1024;

    private Rules() {}

    /** What is wrong with a call, if anything is. */
    static Optional<ProblemException> against(GatheredCall call) {
        if (!PATH.matcher(call.path()).matches()) {
            return Optional.of(ProblemException.notFound("address")); // /internal, too, and all ways to write it
        }
        if (!METHODS.contains(call.method())) {
            return Optional.of(malformed("method"));
        }
        if (call.query() != null && !isVisible(call.query())) {
            return Optional.of(malformed("query"));
        }
        int length = call.path().length();
        for (HeaderField header : call.headers()) {
            length += header.name().length() + header.value().length();
            if (!NAME.matcher(header.name()).matches()
                    || Carrier.NOT_CARRIED.contains(header.name())
                    || !isOneLine(header.value())) {
                return Optional.of(malformed("headers"));
            }
        }
        return length > LONGEST_HEAD ? Optional.of(malformed("headers")) : Optional.empty();
    }

    private static ProblemException malformed(String part) {
        return ProblemException.invalid(part, "Not what a call may have.");
    }

    private static boolean isVisible(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneLine(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
