package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** A passport of any country. Its number has no rule that all countries share but its alphabet. */
final class Passport implements Rule {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{6,12}");

    @Override
    public boolean hasShape(String number) {
        return SHAPE.matcher(number).matches();
    }

    @Override
    public Optional<String> fault(String number, LocalDate today) {
        return hasShape(number) ? Optional.empty() : Optional.of("6 to 12 characters of A-Z 0-9.");
    }
}
