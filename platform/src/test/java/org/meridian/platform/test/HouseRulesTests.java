package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CrossRegion;

class HouseRulesTests {

    static final class Forgetful {
        List<String> statements(String column) {
            return List.of(
                    "SELECT payload FROM outbox WHERE id = ?", "DELETE FROM inbox WHERE " + column + " = ? AND true");
        }
    }

    static final class Careful {
        List<String> statements() {
            return List.of(
                    "SELECT payload FROM outbox WHERE id = ? AND country_code = ?",
                    "SELECT name FROM division WHERE code = ?",
                    "an outbox is no statement");
        }

        @CrossRegion
        String counted() {
            return "SELECT count(*) FROM outbox";
        }

        Instant now(Clock clock) {
            return Instant.now(clock);
        }
    }

    static final class Hasty {
        Instant now() {
            return Instant.now();
        }
    }

    @Test
    void aStatementThatForgetsTheCountryIsFoundWhetherWholeOrConcatenated() {
        EvaluationResult result = HouseRules.STATEMENTS_NAME_THE_COUNTRY.evaluate(classes(Forgetful.class));
        assertThat(result.getFailureReport().getDetails())
                .hasSize(2)
                .anyMatch(line -> line.contains("FROM outbox"))
                .anyMatch(line -> line.contains("FROM inbox"));
    }

    @Test
    void otherTextsReferenceDataAndAuditorsQueriesAreLeftAlone() {
        assertThat(HouseRules.STATEMENTS_NAME_THE_COUNTRY
                        .evaluate(classes(Careful.class))
                        .hasViolation())
                .isFalse();
    }

    @Test
    void theMachinesClockIsFoundAnInjectedOneIsNot() {
        assertThat(HouseRules.TIME_COMES_FROM_A_CLOCK
                        .evaluate(classes(Hasty.class))
                        .hasViolation())
                .isTrue();
        assertThat(HouseRules.TIME_COMES_FROM_A_CLOCK
                        .evaluate(classes(Careful.class))
                        .hasViolation())
                .isFalse();
    }

    private static JavaClasses classes(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
