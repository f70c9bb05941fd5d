package org.meridian.platform.reading;

import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.outbox.Outbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** {@link Readings} for every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ReadingAutoConfiguration {

    @Bean
    Readings readings(Outbox outbox, Audit audit, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        return new Readings(outbox, audit, transactions, ids, clock);
    }
}
