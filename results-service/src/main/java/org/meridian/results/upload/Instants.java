package org.meridian.results.upload;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Points in time in the file's form and the spool's. */
final class Instants {

    private static final int SHORTEST = "2026-01-31T14:00:00Z".length();

    private Instants() {}

    /** RFC 3339, cut to whole microseconds; null for any other text. By hand, because it is done for every row. */
    static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || Character.toUpperCase(text.charAt(10)) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int zone = 19;
        int nanos = 0;
        if (text.charAt(19) == '.') {
            zone = endOfDigits(text, 20);
            if (zone == 20 || zone > 29) {
                return null;
            }
            nanos = digits((text.substring(20, zone) + "000000000").substring(0, 9), 0, 9);
        }
        int offset = offset(text, zone);
        if ((year | month | day | hour | minute | second) < 0
                || hour > 23
                || minute > 59
                || second > 59
                || offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            long seconds = days * 86_400 + hour * 3_600L + minute * 60L + second - offset;
            return Instant.ofEpochSecond(seconds, nanos).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null; // the 30th of February
        }
    }

    /** Seconds east, {@link Integer#MIN_VALUE} for what is no offset at the end of the text. */
    private static int offset(String text, int at) {
        if (text.length() == at + 1 && Character.toUpperCase(text.charAt(at)) == 'Z') {
            return 0;
        }
        if (text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        if ((sign != '+' && sign != '-') || (hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (hours * 3_600 + minutes * 60) * (sign == '-' ? -1 : 1);
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The number, -1 for what is none. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant read(DataInputStream in) throws IOException {
        long seconds = in.readLong();
        return Instant.ofEpochSecond(seconds, in.readInt());
    }
}
