package org.meridian.registration.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.registration.vault.Vault.Purpose;

class VaultTests {

    private static final Country DEU = Country.of("DEU");
    private static final Country FRA = Country.of("FRA");

    @TempDir
    private Path folder;

    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());

    private Vault vault() {
        return vault(folder.resolve("keyset.json"));
    }

    private static Vault vault(Path file) {
        KeysetFile.readOrGenerate(file, true);
        return new Vault(
                file, KeysetFile.readOr(file.resolveSibling("index.json"), true, () -> KeysetFile.primaryOf(file)));
    }

    @Test
    void whatIsSealedOpensForItsOwnerAndColumnOnly() {
        Vault vault = vault();
        ResidentId id = ids.next(DEU, ResidentId::new);
        ResidentId other = ids.next(DEU, ResidentId::new);
        PersonKey key = vault.newPersonKey(id);
        byte[] sealed = key.seal("name", "Lin Mei");
        assertThat(vault.personKey(id, key.wrapped()).open("name", sealed)).isEqualTo("Lin Mei");
        assertThatThrownBy(() -> key.open("phone", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.personKey(other, key.wrapped())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.personKey(new ResidentId(id.id(), "FRA"), key.wrapped()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIndexIsTheSameAfterARestartAndAnotherElsewhere() {
        byte[] index = vault().index(DEU, Purpose.PHONE, "+4915112345678");
        assertThat(index).hasSize(32).isEqualTo(vault().index(DEU, Purpose.PHONE, "+4915112345678"));
        assertThat(vault().index(FRA, Purpose.PHONE, "+4915112345678")).isNotEqualTo(index);
        assertThat(vault().index(DEU, Purpose.NATIONAL_ID, "+4915112345678")).isNotEqualTo(index);
        assertThat(vault().indexAnywhere(Purpose.PHONE, "+4915112345678")).isNotEqualTo(index);
    }

    @Test
    void processesThatStartTogetherEndUpWithOneKeyset() throws Exception {
        Path file = folder.resolve("together.json");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<byte[]>> starts = IntStream.range(0, 16)
                    .<Callable<byte[]>>mapToObj(i -> () -> vault(file).index(DEU, Purpose.PHONE, "x"))
                    .toList();
            byte[] first = vault(file).index(DEU, Purpose.PHONE, "x");
            for (Future<byte[]> index : threads.invokeAll(starts)) {
                assertThat(index.get()).isEqualTo(first);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("index.json"));
        }
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("keyset.json");
        KeysetFile.readOrGenerate(file, true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> KeysetFile.read(folder.resolve("gone.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gone.json")
                .hasMessageContaining("meridian.registration.keyset");
    }

    @Test
    void point4WhatIsMovedToAnotherColumnRowOrCountryDoesNotOpen() {
        Vault vault = vault();
        ResidentId id = ids.next(DEU, ResidentId::new);
        ResidentId neighbour = ids.next(DEU, ResidentId::new);
        PersonKey key = vault.newPersonKey(id);
        PersonKey theirs = vault.newPersonKey(neighbour);
        for (String column : new String[] {"phone", "national_id", "name", "birth_date", "division"}) {
            byte[] sealed = key.seal(column, "secret");
            assertThat(key.open(column, sealed)).isEqualTo("secret");
            assertThatThrownBy(() -> key.open(column + "x", sealed)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> theirs.open(column, sealed)).isInstanceOf(IllegalStateException.class);
        }
        // the data key itself, with or without its cells
        for (ResidentId other : new ResidentId[] {neighbour, new ResidentId(id.id(), "FRA")}) {
            assertThatThrownBy(() -> vault.personKey(other, key.wrapped())).isInstanceOf(IllegalStateException.class);
        }
        byte[] phone = vault.seal(id, "phone", "+4915112345678");
        assertThat(vault.open(id, "phone", phone)).isEqualTo("+4915112345678");
        assertThatThrownBy(() -> vault.open(neighbour, "phone", phone)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(id, "name", phone)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.personKey(id, phone)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void point4AnIndexStaysTheSameWhenTheWrappingKeyRotates() throws Exception {
        Path file = folder.resolve("keyset.json");
        Vault vault = vault(file);
        byte[] index = vault.index(DEU, Purpose.PHONE, "+4915112345678");
        Rotations.addAndPromote(file);
        Rotations.dropOthers(file);
        assertThat(vault.keys()).hasSize(1);
        assertThat(vault.index(DEU, Purpose.PHONE, "+4915112345678")).isEqualTo(index);
        assertThat(vault(file).index(DEU, Purpose.PHONE, "+4915112345678")).isEqualTo(index);
    }

    @Test
    void point4AnInstallationOfOneKeysetGoesOnWithTheIndexKeyItHad() throws Exception {
        Path file = folder.resolve("keyset.json");
        byte[] index = vault(file).index(DEU, Purpose.PHONE, "+4915112345678");
        Files.delete(folder.resolve("index.json"));
        assertThat(vault(file).index(DEU, Purpose.PHONE, "+4915112345678")).isEqualTo(index);
    }

    @Test
    void point4AKeyThatAnotherProcessUsesAlreadyIsLookedUpAtOnce() throws Exception {
        Path file = folder.resolve("keyset.json");
        Vault vault = vault(file);
        ResidentId id = ids.next(DEU, ResidentId::new);
        byte[] old = vault.newPersonKey(id).wrapped();
        Rotations.addAndPromote(file);
        byte[] fresh = vault(file).newPersonKey(id).wrapped();
        assertThat(vault.personKey(id, fresh).wrapped()).isEqualTo(fresh);
        byte[] renewed = vault.rewrap(id, old).orElseThrow();
        assertThat(vault.rewrap(id, renewed)).isEmpty();
        Rotations.dropOthers(file);
        assertThat(vault.keys()).hasSize(1);
        assertThat(vault.personKey(id, renewed)
                        .open("name", vault.personKey(id, renewed).seal("name", "Lin")))
                .isEqualTo("Lin");
        assertThatThrownBy(() -> vault.personKey(id, old)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void point4ADamagedFileChangesNothing() throws Exception {
        Path file = folder.resolve("keyset.json");
        Vault vault = vault(file);
        ResidentId id = ids.next(DEU, ResidentId::new);
        byte[] wrapped = vault.newPersonKey(id).wrapped();
        Files.writeString(file, "{");
        assertThat(vault.keys()).hasSize(1);
        assertThat(vault.personKey(id, wrapped).wrapped()).isEqualTo(wrapped);
    }

    @Test
    void masksShowWhatRecognisesAndNoMore() {
        assertThat(Mask.name("王小明")).isEqualTo("王***");
        assertThat(Mask.name("𠮷野")).isEqualTo("𠮷***");
        assertThat(Mask.nationalId("11010519491231002X")).isEqualTo("110*************2X");
        assertThat(Mask.nationalId("A123456789")).isEqualTo("A12*****89");
        assertThat(Mask.nationalId("123456")).isEqualTo("123*56");
        assertThat(Mask.phone("+12025550100")).isEqualTo("+12*******00");
    }
}
