package org.meridian.gateway.calls;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Puts the table together: some calls exist in the local profile only. */
@Configuration(proxyBeanMethods = false)
class CallConfiguration {

    @Bean
    CallTable callTable(Environment environment) {
        List<Call> local = environment.acceptsProfiles(Profiles.of("local")) ? Calls.LOCAL : List.of();
        return new CallTable(Stream.of(Calls.OF_THE_GATEWAY, Calls.OF_THE_SERVICES, local)
                .flatMap(List::stream)
                .toList());
    }
}
