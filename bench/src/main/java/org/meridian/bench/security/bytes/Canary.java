package org.meridian.bench.security.bytes;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A text that belongs to one person and must be found nowhere else.
 *
 * @param what it is, for the report, which must not repeat it: {@code name}, {@code phone}
 */
public record Canary(String what, String text) {

    /** Everything that it can have been written as. */
    public List<Needle> needles() {
        List<Needle> needles = new ArrayList<>();
        for (String form : forms()) {
            add(needles, what, form.getBytes(StandardCharsets.UTF_8));
            add(needles, what + " (hex)", hex(form.getBytes(StandardCharsets.UTF_8)));
            for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                add(needles, what + " (UTF-16)", form.getBytes(wide));
            }
        }
        base64(text.getBytes(StandardCharsets.UTF_8))
                .forEach(form -> add(needles, what + " (base64)", form.getBytes(StandardCharsets.UTF_8)));
        return needles;
    }

    /** An id as the database keeps it, sixteen bytes, and as it writes it; how the API writes it is a text of its own. */
    public static List<Needle> needles(String what, UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        List<Needle> needles = new ArrayList<>(needles(what, bytes));
        needles.addAll(new Canary(what, id.toString()).needles());
        return needles;
    }

    /** Bytes as they are, in hex and in base64. */
    public static List<Needle> needles(String what, byte[] bytes) {
        List<Needle> needles = new ArrayList<>();
        add(needles, what + " (binary)", bytes);
        add(needles, what + " (hex)", hex(bytes));
        base64(bytes).forEach(form -> add(needles, what + " (base64)", form.getBytes(StandardCharsets.UTF_8)));
        return needles;
    }

    private static void add(List<Needle> needles, String what, byte[] bytes) {
        if (bytes.length >= Needle.SHORTEST) {
            needles.add(new Needle(what, bytes));
        }
    }

    private static byte[] hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.UTF_8);
    }

    /** As it is, encoded for addresses, escaped for JSON, its digits alone, and each of its words. */
    private Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(text);
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(escaped(text));
        if (text.chars().anyMatch(Character::isDigit)) {
            forms.add(text.replaceAll("[^0-9A-Za-z]", ""));
        }
        for (String part : text.split(" ", -1)) {
            forms.add(part);
            forms.add(escaped(part));
        }
        forms.removeIf(form -> form.length() < Needle.SHORTEST);
        return forms;
    }

    /** As JSON has it that is kept to ASCII. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    /** Base64 of it at each of the three places where it can stand in a longer text, without the characters at the ends. */
    private static List<String> base64(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, moved, before, bytes.length);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String all = encoder.withoutPadding().encodeToString(moved);
                String form = all.substring(before == 0 ? 0 : before + 1, all.length() - 1);
                if (form.length() >= Needle.SHORTEST && !forms.contains(form)) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }
}
