package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A US social security number. It has no check digit; what the SSA never allocates is refused: area 000, 666 and 900 to
 * 999, group 00, serial 0000, and the numbers made void by their use in advertisements.
 */
final class SocialSecurityNumber implements Rule {

    private static final Pattern SHAPE = Pattern.compile("\\d{9}");
    private static final Set<String> VOID = Set.of("078051120", "219099999", "457555462");

    @Override
    public boolean hasShape(String number) {
        return SHAPE.matcher(number).matches();
    }

    @Override
    public Optional<String> fault(String number, LocalDate today) {
        if (!hasShape(number)) {
            return Optional.of("Nine digits, with or without hyphens.");
        }
        boolean neverAllocated = number.startsWith("000")
                || number.startsWith("666")
                || number.startsWith("9")
                || number.startsWith("00", 3)
                || number.endsWith("0000")
                || VOID.contains(number);
        return neverAllocated ? Optional.of("The SSA allocates no such number.") : Optional.empty();
    }
}
