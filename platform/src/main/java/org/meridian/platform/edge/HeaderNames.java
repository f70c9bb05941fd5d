package org.meridian.platform.edge;

import java.util.Arrays;

/** Names of headers, however they are written. Asked several times for each header of each call, so it makes no text for it. */
public final class HeaderNames {

    private static final String[] NONE = {};

    private final String[][] byLength;

    private HeaderNames(String[][] byLength) {
        this.byLength = byLength;
    }

    public static HeaderNames of(String... names) {
        int longest = Arrays.stream(names).mapToInt(String::length).max().orElse(0);
        String[][] byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] =
                    Arrays.stream(names).filter(name -> name.length() == wanted).toArray(String[]::new);
        }
        return new HeaderNames(byLength);
    }

    public boolean contains(String name) {
        for (String one : name.length() < byLength.length ? byLength[name.length()] : NONE) {
            if (one.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
