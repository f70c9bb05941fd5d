package org.meridian.registration.nationalid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * GB 11643-1999: six digits of area, eight of birth date, three of sequence, and a check character by ISO 7064 MOD 11-2.
 * Of the area only the province is held to be plausible: numbers keep the codes of counties long dissolved.
 */
final class ChineseResidentId implements Rule {

    private static final Pattern SHAPE = Pattern.compile("\\d{17}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    @Override
    public boolean hasShape(String number) {
        return SHAPE.matcher(number).matches();
    }

    @Override
    public Optional<String> fault(String number, LocalDate today) {
        if (!hasShape(number)) {
            return Optional.of("17 digits and a check character, 0-9 or X.");
        }
        if (checkCharacter(number) != number.charAt(17)) {
            return Optional.of("The check character is wrong.");
        }
        if (!PROVINCES.contains(number.substring(0, 2))) {
            return Optional.of("The first two digits are no province.");
        }
        return isBirthDate(number.substring(6, 14), today)
                ? Optional.empty()
                : Optional.of("Digits 7 to 14 are no date of birth.");
    }

    static char checkCharacter(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    private static boolean isBirthDate(String digits, LocalDate today) {
        try {
            LocalDate date = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return !date.isBefore(EARLIEST) && !date.isAfter(today);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
