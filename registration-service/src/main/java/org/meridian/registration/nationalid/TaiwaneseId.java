package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A letter for the place of first registration, 1 or 2 for sex (8 or 9 on a resident certificate of 2021 and later), seven
 * digits, a check digit. The letter stands for two digits; all weighted, the sum is a multiple of ten.
 */
final class TaiwaneseId implements Rule {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]\\d{9}");
    private static final String SECOND = "1289";
    /** By its place here, from 10 on, each letter's number: the law's order, not the alphabet's. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    @Override
    public boolean hasShape(String number) {
        return SHAPE.matcher(number).matches();
    }

    @Override
    public Optional<String> fault(String number, LocalDate today) {
        if (!hasShape(number) || SECOND.indexOf(number.charAt(1)) < 0) {
            return Optional.of("A letter, then 1, 2, 8 or 9, then eight digits.");
        }
        return weightedSum(number) % 10 == 0 ? Optional.empty() : Optional.of("The check digit is wrong.");
    }

    static int weightedSum(String number) {
        int letter = LETTERS.indexOf(number.charAt(0)) + 10;
        int sum = letter / 10 + letter % 10 * 9;
        for (int i = 1; i < 9; i++) {
            sum += (number.charAt(i) - '0') * (9 - i);
        }
        return sum + (number.charAt(9) - '0');
    }
}
