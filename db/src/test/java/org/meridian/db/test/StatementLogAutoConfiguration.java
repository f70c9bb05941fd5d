package org.meridian.db.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Puts a {@link StatementLog} into every application that a test starts. */
@AutoConfiguration
class StatementLogAutoConfiguration {

    @Bean
    StatementLog statementLog() {
        return new StatementLog();
    }
}
