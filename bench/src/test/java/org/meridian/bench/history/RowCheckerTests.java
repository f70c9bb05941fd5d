package org.meridian.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.bench.history.Violation.Kind;

/** Each kind of planted fault is found, as what it is, and nothing where all went well. */
class RowCheckerTests {

    private static final String CHECK_IN = "check-in";

    private final Journal journal = new Journal();
    private final List<Row> rows = new ArrayList<>();
    private final List<Balance> balances = new ArrayList<>();

    RowCheckerTests() {
        for (int i = 1; i <= 3; i++) {
            done("ada at " + i, "id-" + i, "ada", 0);
            there("ada at " + i, "id-" + i, 100L + i);
        }
        done("scan-1", null, "scanner", 1);
        done("scan-2", null, "scanner", 2);
        there("scan-1", null, 1L);
        there("scan-2", null, 2L);
        balances.add(new Balance("samples = results", 7, 7));
    }

    @Test
    void nothingIsFoundWhereEverythingWentWell() {
        assertThat(check()).isEmpty();
    }

    @Test
    void whatWasAcknowledgedBeforeItsCommitIsFoundAsLost() {
        rows.removeIf(row -> row.name().equals("ada at 2"));
        finds(Kind.LOST, "check-in ada at 2");
    }

    @Test
    void whatAConsumerWithoutIdempotencyWroteTwiceIsFoundAsDoubled() {
        there("ada at 2", "id-other", 103L);
        finds(Kind.DOUBLED, "check-in ada at 2, 2 times");
    }

    @Test
    void whatWasNeverSentIsFound() {
        there("nobody at 9", "id-9", 104L);
        finds(Kind.UNEXPECTED, "check-in nobody at 9");
    }

    @Test
    void whatWasRefusedAndIsThereIsFoundAndSoIsTheRefusalItself() {
        journal.invoke(CHECK_IN, "ben at 1", "ben", 0).refused("403", 1);
        there("ben at 1", "id-b", 105L);
        finds(Kind.UNEXPECTED, "ben at 1 though it was refused");
        finds(Kind.REFUSED, "ben at 1: 403");
    }

    @Test
    void anotherValueThanTheAcknowledgedOneIsFound() {
        done("cem at 1", "id-c", "cem", 0);
        there("cem at 1", "id-x", 106L);
        finds(Kind.DIVERGED, "cem at 1 was acknowledged with id-c");
    }

    @Test
    void aPersonsActsInAnotherOrderAreFoundAlsoWhenTheyAreNotNeighbours() {
        rows.removeIf(row -> row.name().equals("ada at 3"));
        there("ada at 3", "id-3", 100L);
        finds(Kind.ORDER, "ada at 3 came after ada at 2");
    }

    @Test
    void aDevicesActsInAnotherOrderAreFoundHoweverTheyWereSent() {
        rows.removeIf(row -> row.name().startsWith("scan"));
        there("scan-1", null, 2L);
        there("scan-2", null, 1L);
        finds(Kind.ORDER, "scan-2 came after scan-1");
    }

    @Test
    void betweenActsThatOverlapThereIsNoOrder() {
        Journal.Entry first = journal.invoke(CHECK_IN, "dia at 1", "dia", 0);
        Journal.Entry second = journal.invoke(CHECK_IN, "dia at 2", "dia", 0);
        second.acknowledged(null, 1);
        first.acknowledged(null, 1);
        there("dia at 1", null, 2L);
        there("dia at 2", null, 1L);
        assertThat(check()).isEmpty();
    }

    @Test
    void whatIsUnknownOrStillUnderWayMayBeThereOnceOrNot() {
        journal.invoke(CHECK_IN, "eve at 1", "eve", 0).unknown(3);
        journal.invoke(CHECK_IN, "eve at 2", "eve", 0);
        assertThat(check()).isEmpty();
        there("eve at 1", null, 1L);
        there("eve at 2", null, 2L);
        assertThat(check()).isEmpty();
        there("eve at 1", null, 3L);
        finds(Kind.DOUBLED, "eve at 1");
    }

    @Test
    void asManyRowsWithoutANameMayBeThereAsThereWereUnknownOnes() {
        journal.invoke("registration", null, null, 0).unknown(1);
        journal.invoke("registration", null, null, 0).acknowledgedAs("DEU-1", 1);
        rows.add(new Row("registration", "DEU-1", null, null));
        rows.add(new Row("registration", "DEU-2", null, null));
        assertThat(check()).isEmpty();
        rows.add(new Row("registration", "DEU-3", null, null));
        finds(Kind.UNEXPECTED, "registration DEU-");
    }

    @Test
    void moreOnOneSideThanOnTheOtherIsFound() {
        balances.add(new Balance("receipts = rows", 10, 9));
        finds(Kind.UNBALANCED, "receipts = rows: 10 and 9");
    }

    @Test
    void whatWasSeenOnTheWayIsToldToo() {
        journal.violation(new Violation(Kind.REPEATED_DIFFERENTLY, "first a, then b"));
        finds(Kind.REPEATED_DIFFERENTLY, "first a, then b");
    }

    private void done(String name, @Nullable String value, String line, long sequence) {
        journal.invoke(CHECK_IN, name, line, sequence).acknowledged(value, 1);
    }

    private void there(String name, @Nullable String value, @Nullable Long place) {
        rows.add(new Row(CHECK_IN, name, value, place));
    }

    private List<Violation> check() {
        return RowChecker.check(journal, rows, balances);
    }

    private void finds(Kind kind, String what) {
        assertThat(check()).anySatisfy(violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.what()).contains(what);
        });
    }
}
