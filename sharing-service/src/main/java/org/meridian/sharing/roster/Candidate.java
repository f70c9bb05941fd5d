package org.meridian.sharing.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.db.topology.UnknownCountryException;

/**
 * A line whose values are in order, before registration has said whether the number is one. It lives until then: the number
 * is not kept.
 */
record Candidate(int line, Country country, String nationalId, String reference, String type, LocalDate expiresOn) {

    private static final Pattern TYPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,39}");
    private static final Pattern REFERENCE = Pattern.compile("\\P{Cntrl}{1,64}");
    private static final int LONGEST_NATIONAL_ID = 40;
    private static final int SHOWN = 4;

    /** What is wrong with a line, said without any of its values. */
    static final class Rejected extends Exception {
        Rejected(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * @param home the country of lines that name none
     * @param today lines whose last day is before it are rejected
     */
    static Candidate of(RosterLine.Values line, Country home, Topology topology, LocalDate today) throws Rejected {
        Map<String, String> values = line.values();
        String nationalId = needed(values, RosterReader.NATIONAL_ID);
        if (nationalId.length() > LONGEST_NATIONAL_ID) {
            throw new Rejected("nationalId is too long for any country's");
        }
        String type = needed(values, RosterReader.TYPE);
        if (!TYPE.matcher(type).matches()) {
            throw new Rejected("type is not 1 to 40 letters, digits, spaces, hyphens or underscores");
        }
        LocalDate expiresOn = date(needed(values, RosterReader.EXPIRES_ON));
        if (expiresOn.isBefore(today)) {
            throw new Rejected("expiresOn lies in the past");
        }
        String reference = values.getOrDefault(RosterReader.REFERENCE, masked(nationalId));
        if (!REFERENCE.matcher(reference).matches()) {
            throw new Rejected("reference is not 1 to 64 printable characters");
        }
        if (reference.contains(nationalId)) {
            throw new Rejected("reference must not repeat the nationalId");
        }
        return new Candidate(line.line(), country(values, home, topology), nationalId, reference, type, expiresOn);
    }

    /** The last four characters at most, and never more than a third. */
    static String masked(String nationalId) {
        int shown = Math.min(SHOWN, nationalId.length() / 3);
        return "*".repeat(nationalId.length() - shown) + nationalId.substring(nationalId.length() - shown);
    }

    private static String needed(Map<String, String> values, String column) throws Rejected {
        String value = values.get(column);
        if (value == null) {
            throw new Rejected(column + " is missing");
        }
        return value;
    }

    private static LocalDate date(String text) throws Rejected {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException e) {
            // falls through: the same reason
        }
        throw new Rejected("expiresOn is no date of the form YYYY-MM-DD");
    }

    private static Country country(Map<String, String> values, Country home, Topology topology) throws Rejected {
        String code = values.get(RosterReader.COUNTRY);
        if (code == null) {
            return home;
        }
        try {
            Country country = Country.of(code);
            topology.partitionOf(country);
            return country;
        } catch (UnknownCountryException e) {
            throw new Rejected("no region serves this country");
        }
    }
}
