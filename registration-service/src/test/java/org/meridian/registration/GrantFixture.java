package org.meridian.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Nominee;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two administrators, and somebody to whom nothing was granted yet. */
@ExtendWith(LocalClusterExtension.class)
abstract class GrantFixture {

    static final Duration DAY = Duration.ofDays(1);

    final Service service = Service.shared();
    final Api api = service.api();
    final Administration office = new Administration(api);
    final Nominee nominee = new Nominee(service);
    final JdbcClient jdbc = service.bean(JdbcClient.class);
    final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    final String ada = office.ada();
    final String ben = office.ben();
}
