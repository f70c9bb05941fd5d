package org.meridian.platform.token;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class VerificationAsksNobodyTests {

    /** Whoever could call somebody while it verifies would stop when that somebody does. */
    @Test
    void point2NothingThatVerifiesTokensReachesANetworkOrADatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.net.http..",
                        "java.sql..",
                        "javax.sql..",
                        "feign..",
                        "reactor..",
                        "org.springframework..",
                        "com.nimbusds.jose.jwk.source..",
                        "org.meridian.db.data..",
                        "org.meridian.platform.remote..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.meridian.platform.token"));
    }
}
