package org.meridian.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.tls.Certificates;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.KeyRotation;
import org.meridian.platform.token.VouchKeys;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class GeneratedSecretsTests {

    private static final String KEYSET = "{\"primaryKeyId\": 4294967295, \"key\": [{\"keyId\": 4294967295}]}";

    @TempDir
    Path keys;

    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void ownKeys() {
        KeyFiles.ensure(keys, List.of("registration-eu", "sampling"));
        AuditKeys.ensure(keys, List.of("eu"));
        VouchKeys.ensure(keys, List.of("eu"));
        environment.setProperty("meridian.keys", keys.toString());
    }

    @Test
    void point11ProductionStartsOnItsOwn() throws Exception {
        environment.setProperty("meridian.database.password", "s3cret of an operator");
        environment.setProperty(
                "meridian.registration.keyset",
                Files.writeString(keys.resolve("own.json"), KEYSET).toString());
        environment.setProperty(
                "meridian.tls.authority", keys.resolve("missing.pem").toString());
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registration-eu.1.jwk",
                "sampling.1.jwk",
                "audit-eu.jwk",
                "vouch-eu.1.key",
                "jwks.json",
                "audit-keys.json"
            })
    void point11AGeneratedSigningKeyIsRefusedAlsoByItself(String file) throws Exception {
        Path local = Files.createDirectory(keys.resolve("local"));
        KeyFiles.ensure(local, List.of("registration-eu", "sampling"));
        AuditKeys.ensure(local, List.of("eu"));
        VouchKeys.ensure(local, List.of("eu"));
        GeneratedSecrets.mark(local);
        Path alone = Files.createDirectory(keys.resolve("alone"));
        Files.copy(local.resolve(file), alone.resolve(file));
        environment.setProperty("meridian.keys", alone.toString());
        assertRefused("meridian.keys: " + file);
    }

    @Test
    void point11WhatFollowsAGeneratedKeyIsGeneratedToo() throws Exception {
        GeneratedSecrets.mark(keys);
        new KeyRotation(keys, Clock.systemUTC()).publish("sampling", KeyRotation.SHORTEST_LEAD);
        new KeyRotation(keys, Clock.systemUTC()).publish("vouch-eu", KeyRotation.SHORTEST_LEAD);
        assertThat(GeneratedSecrets.isMarked(keys.resolve("jwks.json"))).isTrue();
        assertThat(GeneratedSecrets.isMarked(keys.resolve("sampling.2.jwk"))).isTrue();
        assertThat(GeneratedSecrets.isMarked(keys.resolve("vouch-eu.2.key"))).isTrue();
        assertThat(Files.getPosixFilePermissions(keys.resolve("sampling.1.jwk")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyFiles.publicKeys(keys).getKeys())
                .extracting(JWK::getKeyID)
                .contains("sampling.1", "sampling.2", "registration-eu.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meridian.registration.keyset", "meridian.registration.index-keyset"})
    void point11AGeneratedKeysetIsRefused(String setting) throws Exception {
        String marked = GeneratedSecrets.marked(KEYSET);
        assertThat(marked).contains("\"primaryKeyId\":4294967295", "[{\"keyId\":4294967295}]");
        Path file = Files.writeString(keys.resolve("elsewhere.json"), marked);
        environment.setProperty(setting, file.toString());
        assertRefused(setting + ": elsewhere.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration-keyset.json", "registration-index-keyset.json"})
    void point11SoIsOneInTheFolderOfKeys(String file) throws Exception {
        Files.writeString(keys.resolve(file), GeneratedSecrets.marked(KEYSET));
        assertRefused("meridian.keys: " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meridian.database.password",
                "meridian.database.reader-password",
                "meridian.database.keeper-password"
            })
    void point11AGeneratedPasswordIsRefusedAndNotTold(String setting) {
        environment.setProperty(setting, "generated-for-local-Zm9vYmFy");
        assertRefused(setting);
        assertThatThrownBy(this::start).hasMessageNotContaining("Zm9v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meridian.tls.certificate", "meridian.tls.authority", "meridian.database.authority"})
    void point11ACertificateOfTheGeneratedAuthorityIsRefused(String setting) {
        Certificates certificates = Certificates.in(keys.resolve("tls"));
        certificates.ensure("eu-sampling", List.of("127.0.0.1"));
        Path pem =
                setting.endsWith("certificate") ? certificates.certificate("eu-sampling") : certificates.authorityPem();
        environment.setProperty(setting, pem.toString());
        assertRefused(setting + ": " + pem.getFileName());
    }

    @Test
    void point11OnlyProductionLooksAndItDoesSoBeforeAnythingIsMade() {
        GeneratedSecrets.mark(keys);
        ApplicationContextRunner process = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class))
                .withPropertyValues("meridian.keys=" + keys);
        process.withPropertyValues("spring.profiles.active=local")
                .run(context -> assertThat(context).hasNotFailed());
        process.withPropertyValues("spring.profiles.active=production,tls")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("jwks.json"));
    }

    private void start() {
        SecretsAutoConfiguration.check(environment);
    }

    private void assertRefused(String what) {
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Secrets in production")
                .hasMessageContaining(what);
    }
}
