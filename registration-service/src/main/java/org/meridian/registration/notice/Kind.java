package org.meridian.registration.notice;

import java.util.Map;

/** What a notice is about, with its words. */
public enum Kind {
    /** Two health officers have set the colour of the health code. */
    OVERRIDE_SET {
        @Override
        String text(Map<String, String> told) {
            return "Two health officers have set your health code to " + said(told, "colour") + " until "
                    + said(told, "endsAt") + ". Their reason: " + said(told, "reason");
        }
    },
    /** It is over. */
    OVERRIDE_ENDED {
        @Override
        String text(Map<String, String> told) {
            String how = said(told, "why").equals("EXPIRED") ? "Its time is over" : "Two health officers have ended it";
            return "Your health code is no longer set to " + said(told, "colour") + " by health officers. " + how
                    + "; it follows the rules again.";
        }
    };

    abstract String text(Map<String, String> told);

    private static String said(Map<String, String> told, String name) {
        return told.getOrDefault(name, "?");
    }
}
