package org.meridian.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.meridian.platform.test.HouseRules;

/** Of the house rules those that are not about servlets and SQL; and that nothing here waits. */
@AnalyzeClasses(packages = "org.meridian.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule NO_CYCLES = HouseRules.FEATURES_HAVE_NO_CYCLES;

    @ArchTest
    static final ArchRule CLOCK = HouseRules.TIME_COMES_FROM_A_CLOCK;

    @ArchTest
    static final ArchRule INJECTION = HouseRules.NOTHING_IS_INJECTED_BY_ANNOTATION;

    @ArchTest
    static final ArchRule NOTHING_PRINTED = HouseRules.NOTHING_IS_PRINTED;

    @ArchTest
    static final ArchRule FEATURES = HouseRules.PACKAGES_ARE_FEATURES;

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.PACKAGES_ARE_NULL_MARKED;

    @ArchTest
    static final ArchRule NOTHING_BLOCKS = noClasses()
            .should(ArchConditions.callCodeUnitWhere(DescribedPredicate.describe("waits", ArchitectureTests::waits)))
            .because("a handful of event loops carries every call");

    @ArchTest
    static final ArchRule NO_DATABASE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.meridian.db.data..");

    private static boolean waits(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        if (owner.equals("java.lang.Thread")) {
            return call.getName().equals("sleep");
        }
        return owner.startsWith("reactor.core.publisher.") && call.getName().startsWith("block");
    }
}
