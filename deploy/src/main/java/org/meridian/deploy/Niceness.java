package org.meridian.deploy;

import java.util.List;

/**
 * How a program is started that shall stand before or behind others where processors are short. A session of its own is a group of its
 * own where Linux shares the processors among sessions (autogroup): there a niceness counts within the session only, and the group has one
 * of its own, which may be set ten times a second in the whole system. Both are set.
 */
final class Niceness {

    /** The most weight that Linux gives, where it allows it. */
    static final int FIRST = -20;

    /** The least. */
    static final int LAST = 19;

    /** Who may not come first is where it is. */
    private static final String SCRIPT = "if [ -z \"$(nice -n $0 true 2>&1)\" ]; then for i in 1 2 3 4 5; do "
            + "if { echo $0 > /proc/self/autogroup; } 2> /dev/null; then break; "
            + "elif [ -e /proc/self/autogroup ]; then sleep 0.1; else break; fi; done; "
            + "exec nice -n $0 \"$@\"; fi; exec \"$@\"";

    private Niceness() {}

    /**
     * The words to put in front of a program's, where it is in its own session already.
     *
     * @param niceness -20 to 19; 0 needs none
     * @throws IllegalArgumentException for another
     */
    static List<String> words(int niceness) {
        if (niceness < FIRST || niceness > LAST) {
            throw new IllegalArgumentException("a niceness of " + niceness + ", and not of " + FIRST + " to " + LAST);
        }
        return niceness == 0 ? List.of() : List.of("sh", "-c", SCRIPT, Integer.toString(niceness));
    }
}
