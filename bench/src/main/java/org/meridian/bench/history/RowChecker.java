package org.meridian.bench.history;

import static org.meridian.bench.history.Violation.Kind.DIVERGED;
import static org.meridian.bench.history.Violation.Kind.DOUBLED;
import static org.meridian.bench.history.Violation.Kind.LOST;
import static org.meridian.bench.history.Violation.Kind.ORDER;
import static org.meridian.bench.history.Violation.Kind.UNBALANCED;
import static org.meridian.bench.history.Violation.Kind.UNEXPECTED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a history with the rows that are there at its end: as a set (nothing acknowledged is missing, nothing is there that
 * nobody asked for or that was refused), as a multiset (nothing twice), by value, in order, and across services.
 */
public final class RowChecker {

    private final List<Operation> operations;
    private final Map<String, List<Row>> rows;
    private final List<Violation> violations = new ArrayList<>();

    private RowChecker(List<Operation> operations, Collection<Row> rows) {
        this.operations = operations;
        this.rows = rows.stream().collect(Collectors.groupingBy(row -> key(row.kind(), row.name())));
    }

    /** All that is broken, what was {@linkplain Journal#violation seen on the way} included. */
    public static List<Violation> check(Journal journal, Collection<Row> rows, Collection<Balance> balances) {
        RowChecker checker = new RowChecker(journal.operations(), rows);
        checker.violations.addAll(journal.violations());
        checker.missing();
        checker.tooMany();
        checker.order();
        balances.stream()
                .filter(balance -> !balance.isEven())
                .forEach(b -> checker.add(UNBALANCED, b.what() + ": " + b.left() + " and " + b.right()));
        return List.copyOf(checker.violations);
    }

    private void missing() {
        for (Operation operation : operations) {
            if (operation.acknowledged()) {
                String key = key(operation.kind(), String.valueOf(operation.name()));
                List<Row> there = rows.getOrDefault(key, List.of());
                if (there.isEmpty()) {
                    add(LOST, key);
                } else if (operation.value() != null
                        && there.stream().noneMatch(row -> operation.value().equals(row.value()))) {
                    add(DIVERGED, key + " was acknowledged with " + operation.value() + " and is " + there);
                }
            }
        }
    }

    private void tooMany() {
        Set<String> possible = new HashSet<>();
        Set<String> refused = new HashSet<>();
        Map<String, Long> nameless = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.name() == null) {
                if (operation.fate() != Fate.REFUSED) {
                    nameless.merge(operation.kind(), 1L, Long::sum);
                }
            } else {
                (operation.fate() == Fate.REFUSED ? refused : possible).add(key(operation.kind(), operation.name()));
            }
        }
        rows.forEach((key, there) -> {
            if (there.size() > 1) {
                add(DOUBLED, key + ", " + there.size() + " times");
            }
            if (!possible.contains(key)) {
                String kind = there.getFirst().kind();
                if (refused.contains(key)) {
                    add(UNEXPECTED, key + " though it was refused");
                } else if (nameless.merge(kind, -1L, Long::sum) < 0) {
                    add(UNEXPECTED, key);
                }
            }
        });
    }

    /** Whatever had ended before another of the same line began has the earlier place, or the same where places are times. */
    private void order() {
        Map<String, List<Placed>> lines = new HashMap<>();
        for (Operation operation : operations) {
            Long place = operation.line() == null || !operation.acknowledged() ? null : place(operation);
            if (place != null) {
                lines.computeIfAbsent(key(operation.kind(), String.valueOf(operation.line())), l -> new ArrayList<>())
                        .add(new Placed(operation, place));
            }
        }
        lines.forEach(this::order);
    }

    private record Placed(Operation operation, long place) {}

    private void order(String line, List<Placed> placed) {
        if (placed.stream().anyMatch(one -> one.operation().sequence() != 0)) {
            placed.sort(Comparator.comparingLong(one -> one.operation().sequence()));
            for (int i = 1; i < placed.size(); i++) {
                compare(line, placed.get(i - 1), placed.get(i));
            }
            return;
        }
        placed.sort(Comparator.comparingLong(one -> one.operation().invoked()));
        List<Placed> byEnd = new ArrayList<>(placed);
        byEnd.sort(Comparator.comparingLong(one -> one.operation().ended()));
        Placed highest = null; // of those that had ended before the one that is looked at began
        int next = 0;
        for (Placed one : placed) {
            while (byEnd.get(next).operation().before(one.operation())) {
                Placed earlier = byEnd.get(next++);
                highest = highest == null || earlier.place() > highest.place() ? earlier : highest;
            }
            if (highest != null) {
                compare(line, highest, one);
            }
        }
    }

    private void compare(String line, Placed earlier, Placed later) {
        if (earlier.place() > later.place()) {
            add(
                    ORDER,
                    "%s: %s came after %s and stands before it"
                            .formatted(
                                    line,
                                    later.operation().name(),
                                    earlier.operation().name()));
        }
    }

    private @Nullable Long place(Operation operation) {
        return rows.getOrDefault(key(operation.kind(), String.valueOf(operation.name())), List.of()).stream()
                .map(Row::place)
                .findFirst()
                .orElse(null);
    }

    private static String key(String kind, String name) {
        return kind + " " + name;
    }

    private void add(Violation.Kind kind, String what) {
        violations.add(new Violation(kind, what));
    }
}
