package org.meridian.db.placement;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a table constraint. */
final class KeyParser {

    private static final Pattern KEY = Pattern.compile(
            "(?:CONSTRAINT\\s+(\\w+)\\s+)?(PRIMARY\\s+KEY|UNIQUE|FOREIGN\\s+KEY)\\s*\\(([^)]*)\\)\\s*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern REFERENCES =
            Pattern.compile("REFERENCES\\s+(\\w+)\\s*\\(([^)]*)\\)\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private KeyParser() {}

    /** Null for what is no key: a column, a CHECK. */
    static @Nullable Key parse(String element) {
        Matcher key = KEY.matcher(element);
        if (!key.matches()) {
            return null;
        }
        List<String> columns = columns(key.group(3));
        String tail = key.group(4).strip();
        return switch (Character.toUpperCase(key.group(2).charAt(0))) {
            case 'P' -> new Key(Key.Kind.PRIMARY, key.group(1), columns, null, List.of(), tail);
            case 'U' -> new Key(Key.Kind.UNIQUE, key.group(1), columns, null, List.of(), tail);
            default -> foreign(element, key.group(1), columns, tail);
        };
    }

    private static Key foreign(String element, @Nullable String name, List<String> columns, String tail) {
        Matcher references = REFERENCES.matcher(tail);
        if (!references.matches()) {
            throw new SchemaException("a foreign key must name its table and columns: " + element);
        }
        return new Key(
                Key.Kind.FOREIGN,
                name,
                columns,
                references.group(1).toLowerCase(Locale.ROOT),
                columns(references.group(2)),
                references.group(3).strip());
    }

    private static List<String> columns(String list) {
        return SqlText.list(list.toLowerCase(Locale.ROOT));
    }
}
