package org.meridian.platform.token;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signing key: whose it is ({@code registration-eu}, {@code sampling}) and which version, {@code registration-eu.2}. The
 * {@code kid} of tokens and published keys, and the file's name.
 */
public record KeyId(String name, int version) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{0,40})\\.([1-9]\\d{0,5})");

    /** Empty for a text that is no such id. */
    static Optional<KeyId> parse(String text) {
        Matcher id = FORM.matcher(text);
        return id.matches() ? Optional.of(new KeyId(id.group(1), Integer.parseInt(id.group(2)))) : Optional.empty();
    }

    KeyId next() {
        return new KeyId(name, version + 1);
    }

    /** The region whose people this key signs for; empty for a service's own key. */
    Optional<String> region() {
        return name.startsWith(Tokens.PEOPLE_KEY_PREFIX)
                ? Optional.of(name.substring(Tokens.PEOPLE_KEY_PREFIX.length()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name + "." + version;
    }
}
