package org.meridian.platform.audit;

import java.time.Clock;
import org.meridian.platform.id.IdGenerator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit trail, the same in every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AuditAutoConfiguration {

    @Bean
    Audit audit(JdbcClient jdbc, IdGenerator ids, Clock clock) {
        return new Audit(jdbc, ids, clock);
    }
}
