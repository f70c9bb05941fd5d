package org.meridian.bench.placement.people;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a canary is: it stands at the head of what the search reports.
 *
 * @param region where its bytes may be
 * @param country of the person
 */
record Marked(String region, String country) {

    private static final Pattern HEAD = Pattern.compile("(\\w+)/(\\w+)/(.*)");

    String what(String kind) {
        return region + "/" + country + "/" + kind;
    }

    static String region(String what) {
        return group(what, 1);
    }

    static String country(String what) {
        return group(what, 2);
    }

    static String kind(String what) {
        return group(what, 3);
    }

    private static String group(String what, int number) {
        Matcher matcher = HEAD.matcher(what);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(what);
        }
        return matcher.group(number);
    }

    static boolean mayBeAt(String what, String region) {
        return region(what).equals(region);
    }
}
