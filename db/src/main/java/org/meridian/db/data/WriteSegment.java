package org.meridian.db.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.SqlTokens.Kind;
import org.meridian.db.data.SqlTokens.Token;
import org.meridian.db.data.WriteAnalysis.Bound;
import org.meridian.db.data.WriteAnalysis.Literal;
import org.meridian.db.data.WriteAnalysis.Source;

/** One INSERT, UPDATE or DELETE within a statement, from its verb to the next one's. */
final class WriteSegment {

    private static final String COLUMN = "country_code";

    private final List<Token> tokens;

    WriteSegment(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The table written, as it is spelled. */
    String table() {
        int at = 1;
        while (at < tokens.size()
                && (tokens.get(at).is("into")
                        || tokens.get(at).is("from")
                        || tokens.get(at).is("only"))) {
            at++;
        }
        StringBuilder name = new StringBuilder();
        while (at < tokens.size()
                && (tokens.get(at).kind() == Kind.WORD || tokens.get(at).is("."))) {
            if (tokens.get(at).is(".")) {
                name.append('.');
            } else if (name.isEmpty() || name.charAt(name.length() - 1) == '.') {
                name.append(tokens.get(at).text());
            } else {
                break;
            }
            at++;
        }
        return name.toString();
    }

    List<Source> countries() {
        return tokens.getFirst().is("insert") ? inserted() : compared();
    }

    /** The values at country_code's place in the column list: of each VALUES row, or of the SELECT list. */
    private List<Source> inserted() {
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            if (tokens.get(open).is("values") || tokens.get(open).is("select")) {
                return List.of();
            }
            open++;
        }
        if (open == tokens.size()) {
            return List.of();
        }
        int close = closing(open);
        int place = -1;
        List<List<Token>> columns = items(open + 1, close);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).size() == 1 && columns.get(i).getFirst().is(COLUMN)) {
                place = i;
            }
        }
        if (place < 0) {
            return List.of();
        }
        int body = close + 1;
        while (body < tokens.size() && tokens.get(body).is("(")) {
            body++;
        }
        if (body < tokens.size() && tokens.get(body).is("values")) {
            return values(body + 1, place);
        }
        return body < tokens.size() && tokens.get(body).is("select") ? selected(body + 1, place) : List.of();
    }

    private List<Source> values(int start, int place) {
        List<Source> sources = new ArrayList<>();
        int at = start;
        while (at < tokens.size() && tokens.get(at).is("(")) {
            int end = closing(at);
            List<List<Token>> row = items(at + 1, end);
            Source source = row.size() > place ? scalar(row.get(place)) : null;
            if (source == null) {
                return List.of();
            }
            sources.add(source);
            at = end + 1;
            if (at < tokens.size() && tokens.get(at).is(",")) {
                at++;
            }
        }
        return sources;
    }

    private List<Source> selected(int start, int place) {
        int end = start;
        int depth = 0;
        while (end < tokens.size()
                && !(depth == 0
                        && (tokens.get(end).is("from") || tokens.get(end).is("where")))) {
            depth += tokens.get(end).is("(") ? 1 : tokens.get(end).is(")") ? -1 : 0;
            end++;
        }
        List<List<Token>> list = items(start, end);
        Source source = list.size() > place ? scalar(list.get(place)) : null;
        if (source != null) {
            return List.of(source);
        }
        // SELECT v.country_code … WHERE v.country_code = ?: the condition says it
        return compared();
    }

    /** Each table that stands first behind a FROM. */
    List<String> tablesRead() {
        List<String> tables = new ArrayList<>();
        for (int at = 0; at + 1 < tokens.size(); at++) {
            if (tokens.get(at).is("from") && tokens.get(at + 1).kind() == Kind.WORD) {
                tables.add(new WriteSegment(tokens.subList(at, tokens.size())).table());
            }
        }
        return tables;
    }

    /** Each {@code country_code = value}, either way round. */
    List<Source> compared() {
        List<Source> sources = new ArrayList<>();
        for (int at = 1; at + 1 < tokens.size(); at++) {
            if (!tokens.get(at).is("=")) {
                continue;
            }
            int left = at - 1;
            int right = at + 1;
            if (tokens.get(left).is(COLUMN)) {
                add(sources, value(right));
            } else if (tokens.get(right).is(COLUMN)
                    || (right + 2 < tokens.size()
                            && tokens.get(right + 1).is(".")
                            && tokens.get(right + 2).is(COLUMN))) {
                add(sources, value(left));
            }
        }
        return sources;
    }

    private @Nullable Source value(int at) {
        Token token = tokens.get(at);
        if (token.is("cast") && at + 2 < tokens.size()) {
            token = tokens.get(at + 2);
        }
        return source(token);
    }

    private static void add(List<Source> sources, @Nullable Source source) {
        if (source != null) {
            sources.add(source);
        }
    }

    private static @Nullable Source source(Token token) {
        return switch (token.kind()) {
            case PARAMETER -> new Bound(token.parameter());
            case STRING -> new Literal(token.text());
            case WORD, SIGN -> null;
        };
    }

    /** {@code ?}, {@code ?::text}, {@code CAST(? AS text)}, {@code 'DEU'}, each perhaps with an alias behind it. */
    private static @Nullable Source scalar(List<Token> item) {
        if (item.size() >= 3 && item.getFirst().is("cast")) {
            return source(item.get(2));
        }
        boolean plain = item.size() == 1
                || (item.size() > 1
                        && (item.get(1).is("::")
                                || item.get(1).is("as")
                                || item.get(1).kind() == Kind.WORD));
        return plain ? source(item.getFirst()) : null;
    }

    private int closing(int open) {
        int depth = 0;
        for (int at = open; at < tokens.size(); at++) {
            depth += tokens.get(at).is("(") ? 1 : tokens.get(at).is(")") ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return tokens.size();
    }

    /** What stands between commas, not looking into parentheses. */
    private List<List<Token>> items(int start, int end) {
        List<List<Token>> items = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens.subList(start, Math.min(end, tokens.size()))) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                items.add(item);
                item = new ArrayList<>();
            } else {
                item.add(token);
            }
        }
        items.add(item);
        return items;
    }
}
