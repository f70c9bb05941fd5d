package org.meridian.gateway.routing;

import java.util.List;
import java.util.Optional;
import org.meridian.gateway.calls.BodyPeek;

/** Looks for the country that a body, an id or a secret names, without reading more than it must. */
final class CountryPeek {

    private static final int CODE_LENGTH = 3;
    private static final String SEPARATORS = "-._:";

    private CountryPeek() {}

    /** The country in the first of these properties that names one; empty for whatever a service has to refuse. */
    static Optional<String> inBody(byte[] json, List<String> properties) {
        for (String property : properties) {
            Optional<String> code = BodyPeek.textOf(json, property).flatMap(CountryPeek::inText);
            if (code.isPresent()) {
                return code;
            }
        }
        return Optional.empty();
    }

    /** The three capital letters that the text is, or begins with before a separator. */
    static Optional<String> inText(String text) {
        if (text.length() < CODE_LENGTH
                || (text.length() > CODE_LENGTH && SEPARATORS.indexOf(text.charAt(CODE_LENGTH)) < 0)) {
            return Optional.empty();
        }
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return Optional.empty();
            }
        }
        return Optional.of(text.substring(0, CODE_LENGTH));
    }
}
