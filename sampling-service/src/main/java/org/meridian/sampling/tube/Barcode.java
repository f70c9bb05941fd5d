package org.meridian.sampling.tube;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What is printed on a tube: 4 to 32 of {@code A-Z 0-9 -}, unique in a country. */
public record Barcode(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9-]{4,32}");

    /** @throws IllegalArgumentException for any other text */
    public Barcode {
        if (!isOne(value)) {
            throw new IllegalArgumentException("4 to 32 of A-Z, 0-9 and the hyphen.");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Named so that Spring and Jackson convert with it. */
    @JsonCreator
    public static Barcode of(String text) {
        return new Barcode(text);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
