package org.meridian.registration.vault;

/** What of personal data is shown to others: enough to recognise somebody who stands there, too little to learn it. */
public final class Mask {

    /** In place of what cannot be shown even in part. */
    public static final String NOTHING = "***";

    private static final int HEAD = 3;
    private static final int TAIL = 2;

    private Mask() {}

    /** The first character and three asterisks: {@code 王***}. */
    public static String name(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + NOTHING;
    }

    /** The first three characters, the last two, asterisks between: {@code 110*************2X}. */
    public static String nationalId(String number) {
        int hidden = Math.max(number.length() - HEAD - TAIL, 1);
        return number.substring(0, HEAD) + "*".repeat(hidden) + number.substring(number.length() - TAIL);
    }

    /** The same for a phone: {@code +12*******00}. */
    public static String phone(String number) {
        return nationalId(number);
    }
}
