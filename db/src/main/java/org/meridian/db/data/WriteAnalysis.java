package org.meridian.db.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement says which country it writes in.
 *
 * @param writes whether it is or contains an INSERT, UPDATE, DELETE or MERGE, or locks rows
 * @param countries each place where {@code country_code} gets or is compared with a value
 * @param tablesWithoutCountry the tables written or locked without any such place
 * @param opaque whether it is code that runs in the database: nobody sees from outside what that writes
 */
record WriteAnalysis(boolean writes, List<Source> countries, List<String> tablesWithoutCountry, boolean opaque) {

    /** Where a country comes from. */
    sealed interface Source {
        @Nullable
        String value(List<@Nullable Object> parameters);
    }

    /** @param index of the bound parameter, from 0 */
    record Bound(int index) implements Source {
        @Override
        public @Nullable String value(List<@Nullable Object> parameters) {
            Object value = index < parameters.size() ? parameters.get(index) : null;
            return value == null ? null : value.toString();
        }
    }

    /** @param value as it stands in the text */
    record Literal(String value) implements Source {
        @Override
        public String value(List<@Nullable Object> parameters) {
            return value;
        }
    }

    static WriteAnalysis of(String sql) {
        List<SqlTokens.Token> tokens = SqlTokens.of(sql);
        List<Source> countries = new ArrayList<>();
        List<String> without = new ArrayList<>();
        boolean writes = false;
        for (int at = 0; at < tokens.size(); at++) {
            if (!beginsWrite(tokens, at)) {
                continue;
            }
            writes = true;
            int end = at + 1;
            while (end < tokens.size() && !beginsWrite(tokens, end)) {
                end++;
            }
            WriteSegment segment = new WriteSegment(tokens.subList(at, end));
            List<Source> found = segment.countries();
            if (found.isEmpty()) {
                without.add(segment.table());
            }
            countries.addAll(found);
        }
        if (locks(tokens)) {
            writes = true;
            WriteSegment whole = new WriteSegment(tokens);
            List<Source> found = whole.compared();
            if (found.isEmpty()) {
                without.addAll(whole.tablesRead());
            }
            countries.addAll(found);
        }
        boolean opaque = !tokens.isEmpty()
                && (tokens.getFirst().is("do") || tokens.getFirst().is("call"));
        return new WriteAnalysis(writes || opaque, List.copyOf(countries), List.copyOf(without), opaque);
    }

    /** FOR UPDATE, FOR NO KEY UPDATE, FOR SHARE, FOR KEY SHARE: a lock is held in the country where the row lies. */
    private static boolean locks(List<SqlTokens.Token> tokens) {
        for (int at = 0; at + 1 < tokens.size(); at++) {
            SqlTokens.Token next = tokens.get(at + 1);
            if (tokens.get(at).is("for")
                    && (next.is("update") || next.is("share") || next.is("no") || next.is("key"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWrite(List<SqlTokens.Token> tokens, int at) {
        SqlTokens.Token token = tokens.get(at);
        String before = at == 0 ? "" : tokens.get(at - 1).text();
        return switch (token.text()) {
            case "insert", "merge" ->
                at + 1 < tokens.size() && tokens.get(at + 1).text().equals("into");
            case "delete" -> at + 1 < tokens.size() && tokens.get(at + 1).text().equals("from");
            // not FOR UPDATE, FOR NO KEY UPDATE, DO UPDATE
            case "update" -> !before.equals("for") && !before.equals("key") && !before.equals("do");
            default -> false;
        };
    }
}
