package org.meridian.bench.security.bytes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text that belongs to one person and must be found nowhere.
 *
 * @param what it is, for the report, which must not repeat it: {@code name}, {@code phone}
 */
public record Canary(String what, String text) {

    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 8;

    /** The forms in which it could have been written, in small letters: the search takes capital ones for the same. */
    List<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(text);
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        if (text.chars().anyMatch(Character::isDigit)) {
            forms.add(text.replaceAll("[^0-9A-Za-z]", ""));
        }
        for (String part : text.split(" ")) {
            forms.add(part);
        }
        return forms.stream()
                .filter(form -> form.length() >= SHORTEST)
                .map(form -> form.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Base64 of it at each of the three places where it can stand in a longer text, without the characters at the ends. */
    List<String> base64() {
        return List.of(0, 1, 2).stream()
                .map(before -> {
                    byte[] bytes = (" ".repeat(before) + text).getBytes(StandardCharsets.UTF_8);
                    String all = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                    return all.substring(before == 0 ? 0 : before + 1, all.length() - 1);
                })
                .filter(form -> form.length() >= SHORTEST)
                .toList();
    }
}
