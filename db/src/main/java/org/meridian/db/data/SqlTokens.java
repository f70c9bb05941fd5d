package org.meridian.db.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL into words, strings, parameters and signs; comments and white space fall away. */
final class SqlTokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s+"
                    + "|--[^\\n]*"
                    + "|/\\*.*?\\*/"
                    + "|(?<string>'(?:[^']|'')*')"
                    + "|(?<quoted>\"[^\"]*\")"
                    + "|(?<dollar>\\$(\\w*)\\$.*?\\$\\4\\$)"
                    + "|(?<word>[A-Za-z_][A-Za-z_0-9$]*)"
                    + "|(?<sign>::|\\?\\?|.)",
            Pattern.DOTALL);

    private SqlTokens() {}

    /**
     * @param text lower-case unless it is a string
     * @param kind what it is
     * @param parameter the index of a {@code ?} from 0, else -1
     */
    record Token(String text, Kind kind, int parameter) {
        boolean is(String other) {
            return kind != Kind.STRING && text.equals(other);
        }
    }

    enum Kind {
        WORD,
        STRING,
        PARAMETER,
        SIGN
    }

    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        int parameters = 0;
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            String text = matcher.group();
            if (matcher.group("string") != null) {
                String inner = text.substring(1, text.length() - 1).replace("''", "'");
                tokens.add(new Token(inner, Kind.STRING, -1));
            } else if (matcher.group("dollar") != null) {
                tokens.add(new Token(text, Kind.STRING, -1));
            } else if (matcher.group("quoted") != null) {
                tokens.add(new Token(text.substring(1, text.length() - 1), Kind.WORD, -1));
            } else if (matcher.group("word") != null) {
                tokens.add(new Token(text.toLowerCase(Locale.ROOT), Kind.WORD, -1));
            } else if (text.equals("?")) {
                tokens.add(new Token(text, Kind.PARAMETER, parameters++));
            } else if (matcher.group("sign") != null) {
                tokens.add(new Token(text, Kind.SIGN, -1));
            }
        }
        return tokens;
    }
}
