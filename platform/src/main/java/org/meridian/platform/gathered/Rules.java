package org.meridian.platform.gathered;

import java.util.Optional;
import java.util.Set;
import org.meridian.platform.problem.ProblemException;

/**
 * What a gathered call may look like. Its gateway has looked already; here it is said again, because the container would have
 * refused some of it while it read a head from a connection, and this one comes from none.
 */
final class Rules {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String ROOT = "/v1/";
    private static final boolean[] IN_PATHS = these("-_");
    private static final boolean[] IN_NAMES = these("!#$%&'*+-.^_`|~");

    private static final int LONGEST_HEAD = 16 * 1024;

    private Rules() {}

    /** What is wrong with a call, if anything is. */
    static Optional<ProblemException> against(GatheredCall call) {
        if (!isPath(call.path())) {
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
            if (!isName(header.name()) || Carrier.NOT_CARRIED.contains(header.name()) || !isOneLine(header.value())) {
                return Optional.of(malformed("headers"));
            }
        }
        return length > LONGEST_HEAD ? Optional.of(malformed("headers")) : Optional.empty();
    }

    private static ProblemException malformed(String part) {
        return ProblemException.invalid(part, "Not what a call may have.");
    }

    /** Letters, digits and these. */
    private static boolean[] these(String others) {
        boolean[] allowed = new boolean[0x80];
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || others.indexOf(c) >= 0;
        }
        return allowed;
    }

    private static boolean isAmong(boolean[] allowed, char c) {
        return c < allowed.length && allowed[c];
    }

    /** Segments of letters, digits and {@code - _ .}, none of which is empty or begins with a dot. */
    private static boolean isPath(String path) {
        if (!path.startsWith(ROOT) || path.length() == ROOT.length()) {
            return false;
        }
        boolean begins = true;
        for (int i = ROOT.length(); i < path.length(); i++) {
            char c = path.charAt(i);
            if (begins ? !isAmong(IN_PATHS, c) : c != '/' && c != '.' && !isAmong(IN_PATHS, c)) {
                return false;
            }
            begins = c == '/';
        }
        return !begins;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isAmong(IN_NAMES, name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
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
