package org.meridian.checkin;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.meridian.platform.test.HouseRules;

@AnalyzeClasses(packages = "org.meridian.checkin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule POINT_8_WHAT_A_COLOUR_IS_MADE_OF_IS_WRITTEN_BY_ITS_EVENTS_OVERRIDES_AND_ERASURE_ALONE =
            noClasses()
                    .that()
                    .haveSimpleNameNotContaining("StatusWriter")
                    .and()
                    .doNotHaveSimpleName("StatusEvents")
                    .and()
                    .doNotHaveSimpleName("StandingOverrides")
                    .and()
                    .doNotHaveSimpleName("ForgottenStatuses")
                    .should()
                    .callMethodWhere(target(owner(simpleName("StatusWriter"))));

    @ArchTest
    static final ArchRule POINT_8_AN_OVERRIDE_IS_PUT_BY_THE_SECOND_OFFICERS_DECISION_OR_BY_ITS_COMPARISON_ALONE =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("OverrideOffice")
                    .and()
                    .doNotHaveSimpleName("ColourComparison")
                    .should()
                    .callMethodWhere(
                            target(owner(simpleName("StandingOverrides"))).and(target(nameMatching("put"))));
}
