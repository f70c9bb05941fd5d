package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.Until;

/**
 * What the database itself was told to do, by whom: while this is open the node writes every statement into its log, without
 * its values. That costs time, so nothing is measured meanwhile.
 */
public final class StatementCount implements AutoCloseable {

    private static final Pattern LINE =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)] (\\w+) LOG: {2}(?:statement|execute [^:]*): (.*)$");

    private final Sql sql;
    private final Path log;
    private final long from;

    /**
     * One statement.
     *
     * @param role that sent it: a service's name, or one of its other roles
     * @param transaction the same for all statements of one transaction, and for no other transaction's
     */
    public record Statement(String role, String text, String transaction) {

        /** Whether it could change something. */
        public boolean writes() {
            return text.matches("(?is)^\\s*(insert|update|delete|with)\\b.*")
                    && text.matches("(?is).*\\b(insert\\s+into|update|delete\\s+from)\\b.*");
        }

        /** BEGIN, COMMIT and what drivers and pools say on their own account. */
        public boolean isFrame() {
            return text.matches(
                    "(?is)^\\s*(begin|start|commit|rollback|set|show|reset|select 1|select \\* from yb_servers)\\b.*");
        }

        /** Enough of it to know it by. */
        public String beginning() {
            return text.substring(0, Math.min(text.length(), 60));
        }

        public boolean mentions(String word) {
            return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
        }
    }

    /** Begins to count at the node that writes this log. */
    StatementCount(Sql sql, Path log) {
        this.sql = sql;
        this.log = log;
        sql.run("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        this.from = awaitMark();
    }

    /** Begins to count at the node of {@link Stack#REGION}. */
    public static StatementCount on(Stack stack) {
        return new StatementCount(new Sql(stack.database()), stack.databaseLog());
    }

    /** All statements since the count began. */
    public List<Statement> statements() {
        awaitMark();
        try {
            byte[] all = Files.readAllBytes(log);
            return read(new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement's further lines begin with a tab. */
    static List<Statement> read(String log) {
        List<Statement> statements = new ArrayList<>();
        Map<String, Integer> transactions = new HashMap<>();
        String session = "";
        String role = "";
        StringBuilder text = new StringBuilder();
        for (String line : log.lines().toList()) {
            if (line.startsWith("\t")) {
                text.append(' ').append(line.strip());
                continue;
            }
            if (!role.isEmpty()) {
                statements.add(statement(role, text.toString(), session, transactions));
            }
            Matcher matcher = LINE.matcher(line);
            session = matcher.matches() ? matcher.group(1) : "";
            role = matcher.matches() ? matcher.group(2) : "";
            text = new StringBuilder(matcher.matches() ? matcher.group(3) : "");
        }
        if (!role.isEmpty()) {
            statements.add(statement(role, text.toString(), session, transactions));
        }
        return statements;
    }

    /** @param transactions how many each session has had so far */
    private static Statement statement(String role, String text, String session, Map<String, Integer> transactions) {
        if (text.matches("(?is)^\\s*(begin|start)\\b.*")) {
            transactions.merge(session, 1, Integer::sum);
        }
        Statement statement = new Statement(role, text, session + "/" + transactions.getOrDefault(session, 0));
        if (text.matches("(?is)^\\s*(commit|rollback)\\b.*")) {
            transactions.merge(session, 1, Integer::sum);
        }
        return statement;
    }

    /** Sends something recognisable until it stands in the log; where the log then ended. */
    private long awaitMark() {
        double waited = Until.seconds(Duration.ofSeconds(10), Duration.ofMillis(50), () -> {
            String mark = "mark " + UUID.randomUUID();
            sql.number("SELECT 1 /* " + mark + " */");
            return ending().contains(mark);
        });
        if (Double.isNaN(waited)) {
            throw new BenchException("the database does not log statements");
        }
        return length();
    }

    private long length() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ending() {
        try (var file = Files.newByteChannel(log)) {
            long size = file.size();
            file.position(Math.max(0, size - 64_000));
            var bytes = java.nio.ByteBuffer.allocate((int) Math.min(size, 64_000));
            file.read(bytes);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sql.run("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()");
    }
}
