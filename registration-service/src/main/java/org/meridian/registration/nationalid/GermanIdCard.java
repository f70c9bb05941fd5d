package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The nine characters of the document number and its check digit by ICAO 9303 (weights 7-3-1, A = 10 … Z = 35, modulo
 * 10). The whole ICAO alphabet 0-9 A-Z is accepted. Germany itself issues 0-9 C F G H J K L M N P R T V W X Y Z, and
 * digits alone before 2010; a vowel read for a digit fails by the check digit anyway.
 */
final class GermanIdCard implements Rule {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{9}\\d");
    private static final int[] WEIGHTS = {7, 3, 1};

    @Override
    public boolean hasShape(String number) {
        return SHAPE.matcher(number).matches();
    }

    @Override
    public Optional<String> fault(String number, LocalDate today) {
        if (!hasShape(number)) {
            return Optional.of("Nine characters of 0-9 A-Z and a check digit.");
        }
        return checkDigit(number) == number.charAt(9) ? Optional.empty() : Optional.of("The check digit is wrong.");
    }

    static char checkDigit(String number) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += Character.digit(number.charAt(i), 36) * WEIGHTS[i % WEIGHTS.length];
        }
        return (char) ('0' + sum % 10);
    }
}
