package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.deploy.vault.Keyset;
import org.meridian.platform.secret.GeneratedSecrets;

class MakeSecretsTests {

    @TempDir
    Path folder;

    @Test
    void point11WhatAnOperatorBeginsWithIsNotMarkedAndItsOwnersAlone() throws Exception {
        Path keys = folder.resolve("keys");
        assertThat(Deploy.commandLine().execute("make-secrets", keys.toString()))
                .isZero();
        assertThat(Files.getPosixFilePermissions(keys)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.list(keys)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .contains(
                            "registration-eu.1.jwk",
                            "sharing.1.jwk",
                            "audit-ap.jwk",
                            "vouch-ap.1.key",
                            "jwks.json",
                            "registration-keyset.json",
                            "registration-index-keyset.json");
            for (Path file : all) {
                assertThat(GeneratedSecrets.isMarked(file)).as(file.toString()).isFalse();
                if (!file.endsWith("jwks.json")) { // public halves
                    assertThat(Files.getPosixFilePermissions(file))
                            .as(file.toString())
                            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    @Test
    void point11NothingIsReplacedAndAFolderOfProfileLocalIsRefused() throws Exception {
        Deploy.commandLine().execute("make-secrets", folder.toString());
        int key = new Keyset(folder.resolve("registration-keyset.json")).primary();
        String jwks = Files.readString(folder.resolve("jwks.json"));
        assertThat(Deploy.commandLine().execute("make-secrets", folder.toString()))
                .isZero();
        assertThat(new Keyset(folder.resolve("registration-keyset.json")).primary())
                .isEqualTo(key);
        assertThat(folder.resolve("jwks.json")).hasContent(jwks);

        GeneratedSecrets.mark(folder);
        StringWriter complained = new StringWriter();
        assertThat(Deploy.commandLine().setErr(new PrintWriter(complained)).execute("make-secrets", folder.toString()))
                .isNotZero();
        assertThat(complained.toString()).contains("generated for profile local");
    }

    @Test
    void point11ARotatedKeysetOfProfileLocalStaysOne() throws Exception {
        Path file = folder.resolve("registration-keyset.json");
        Keyset keyset = new Keyset(file);
        keyset.create();
        int first = keyset.primary();
        Files.writeString(file, GeneratedSecrets.marked(Files.readString(file)));
        int second = keyset.add();
        keyset.promoteNewest();
        assertThat(keyset.ids()).containsExactly(first, second);
        assertThat(keyset.primary()).isEqualTo(second);
        assertThat(GeneratedSecrets.isMarked(file)).isTrue();
    }
}
