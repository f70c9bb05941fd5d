package org.meridian.db.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL text where strings, quotes, comments and parentheses allow it. */
final class SqlText {

    private static final Pattern OPAQUE =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"[^\"]*\"|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile(
            "(--[^\\n]*|/\\*.*?\\*/)|('(?:[^']|'')*'|\"[^\"]*\"|\\$(\\w*)\\$.*?\\$\\3\\$)", Pattern.DOTALL);

    private SqlText() {}

    /** The statements of a script, without their semicolons, comments kept. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        for (String part : split(script, ';')) {
            if (!withoutComments(part).isBlank()) {
                statements.add(part.strip());
            }
        }
        return statements;
    }

    /** What stands between separators that are in no parentheses, strings or comments. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        Matcher opaque = OPAQUE.matcher(text);
        int depth = 0;
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (opaque.region(at, text.length()).lookingAt()) {
                at = opaque.end();
                continue;
            }
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == separator && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
            at++;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** The index of the parenthesis that closes the one at {@code open}. */
    static int closing(String text, int open) {
        Matcher opaque = OPAQUE.matcher(text);
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            if (opaque.region(at, text.length()).lookingAt()) {
                at = opaque.end();
                continue;
            }
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
            at++;
        }
        throw new SchemaException("a parenthesis is not closed: " + text);
    }

    static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll(m -> m.group(1) != null ? "" : Matcher.quoteReplacement(m.group(2)));
    }

    /** The items of a list in parentheses, each stripped. */
    static List<String> list(String text) {
        return split(text, ',').stream().map(String::strip).toList();
    }
}
