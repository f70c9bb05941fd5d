package org.meridian.registration.nationalid;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;

/**
 * A national id that its scheme allows.
 *
 * @param number in canonical form: capitals, without hyphens and spaces
 */
public record NationalId(NationalIdScheme scheme, String number) {

    /** Of a number without a scheme's name: an id, or why it is none. */
    public sealed interface Reading {}

    public record Read(NationalId nationalId) implements Reading {}

    public record Unreadable(String reason) implements Reading {}

    /** @throws ProblemException 400, when the scheme is not the country's or does not allow the number */
    public static NationalId of(Country country, NationalIdScheme scheme, String number, LocalDate today) {
        if (!scheme.isOf(country)) {
            throw ProblemException.invalid("/nationalId/scheme", "A scheme of " + country + ", or PASSPORT.");
        }
        String canonical = canonical(number);
        Optional<String> fault = scheme.rule().fault(canonical, today);
        if (fault.isPresent()) {
            throw ProblemException.invalid("/nationalId/number", fault.get());
        }
        return new NationalId(scheme, canonical);
    }

    /**
     * Reads a number whose scheme nobody named, as in an employer's list: what has the shape of the country's own scheme
     * is one, right or wrong; anything else may be a passport.
     */
    public static Reading read(Country country, String number, LocalDate today) {
        String canonical = canonical(number);
        Optional<NationalIdScheme> own = NationalIdScheme.own(country);
        NationalIdScheme scheme = own.filter(s -> s.rule().hasShape(canonical)).orElse(NationalIdScheme.PASSPORT);
        Optional<String> fault = scheme.rule().fault(canonical, today);
        if (fault.isEmpty()) {
            return new Read(new NationalId(scheme, canonical));
        }
        // neither shape: what the country's own ids look like helps more than what passports do
        return new Unreadable(own.flatMap(s -> s.rule().fault(canonical, today)).orElse(fault.get()));
    }

    /** What its blind index is made of. */
    public String indexed() {
        return scheme + " " + number;
    }

    private static String canonical(String number) {
        return number.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** Says nothing, so that no log can. */
    @Override
    public String toString() {
        return "NationalId[" + scheme + "]";
    }
}
