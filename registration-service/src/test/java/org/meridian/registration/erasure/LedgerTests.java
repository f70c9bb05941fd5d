package org.meridian.registration.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

class LedgerTests {

    @TempDir
    private Path folder;

    private final ResidentId one = TestTokens.aResident("DEU");
    private final ResidentId two = TestTokens.aResident("FRA");

    private Ledger ledger() {
        return new Ledger(folder.resolve("ledger"), "eu", Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("ledger/erasures-eu.log");
    }

    @Test
    void point5AnEntryIsATimeAndAnIdInAFileOfItsOwnerAlone() throws IOException {
        ledger().write(one);
        assertThat(Files.readString(file())).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z " + one + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ledger"))))
                .isEqualTo("rwx------");
    }

    @Test
    void point5EntriesAreAppendedByWhicheverProcess() {
        ledger().write(one);
        ledger().write(two);
        assertThat(read(1)).containsExactly(List.of(one), List.of(two));
        assertThat(read(10)).containsExactly(List.of(one, two));
    }

    @Test
    void point5AnEntryThatWasCutShortSpoilsNoOther() throws IOException {
        ledger().write(one);
        Files.writeString(file(), "2026-11-22T10:00:00Z DE", StandardOpenOption.APPEND);
        ledger().write(two);
        assertThat(read(10)).containsExactly(List.of(one, two));
    }

    @Test
    void point5ALedgerThatCannotBeWrittenEndsTheStart() throws IOException {
        Files.writeString(folder.resolve("ledger"), "a file where a folder should be");
        assertThatThrownBy(this::ledger).isInstanceOf(UncheckedIOException.class);
    }

    private List<List<ResidentId>> read(int batch) {
        List<List<ResidentId>> read = new ArrayList<>();
        ledger().read(batch, read::add);
        return read;
    }
}
