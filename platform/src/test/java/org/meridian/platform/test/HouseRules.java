package org.meridian.platform.test;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * The house rules that can be read off the classes. A service adopts all of them:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "org.meridian.sharing", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTests {
 *     @ArchTest
 *     static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 */
public final class HouseRules {

    private static final String REST_CONTROLLER = "org.springframework.web.bind.annotation.RestController";

    /** A feature and its {@code web} count as one. */
    @ArchTest
    public static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("org.meridian.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE_IN_WEB = classes()
            .that()
            .areAnnotatedWith(REST_CONTROLLER)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("..web")
            .allowEmptyShould(true);

    /** Who may call stands in the access table alone: an annotation beside it would promise what nothing checks. */
    @ArchTest
    public static final ArchRule NO_ANNOTATION_SAYS_WHO_MAY_CALL = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.annotation.security..", "org.springframework.security.access.prepost..")
            .because("org.meridian.platform.access says it");

    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should(callMethodWhere(readingTheTimeOfTheMachine()))
            .because("tests bring their own java.time.Clock");

    /** Constructors only: neither annotation is used, at fields or anywhere else. */
    @ArchTest
    public static final ArchRule NOTHING_IS_INJECTED_BY_ANNOTATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.inject.Inject")
            .because("a class has one constructor, and settings are records");

    @ArchTest
    public static final ArchRule NOTHING_IS_PRINTED = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    public static final ArchRule PACKAGES_ARE_FEATURES = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..impl..", "..dto..", "..common..")
            .because("a package is named for what it does");

    @ArchTest
    public static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(lieInANullMarkedPackage());

    /** Together with the plan check of the integration tests; this one sees statements that no test runs. */
    @ArchTest
    public static final ArchRule STATEMENTS_NAME_THE_COUNTRY = classes().should(new NamesTheCountry());

    private HouseRules() {}

    private static DescribedPredicate<JavaMethodCall> readingTheTimeOfTheMachine() {
        return DescribedPredicate.describe("reads the machine's own clock", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            boolean now = owner.startsWith("java.time.")
                    && name.equals("now")
                    && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.getName().equals("java.time.Clock"));
            return now || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
        });
    }

    private static ArchCondition<JavaClass> lieInANullMarkedPackage() {
        return new ArchCondition<>("lie in a package whose package-info says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " lies in a package without a @NullMarked package-info"));
                }
            }
        };
    }
}
