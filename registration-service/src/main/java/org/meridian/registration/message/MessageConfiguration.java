package org.meridian.registration.message;

import java.net.URI;
import java.time.Clock;
import org.meridian.db.topology.Topology;
import org.meridian.registration.settings.RegistrationSettings;
import org.meridian.registration.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The local outbox in profile local alone; everywhere else a provider, without which nothing starts. */
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

    @Bean
    @Profile("local")
    LocalOutbox localOutbox(JdbcClient jdbc, Vault vault, Topology topology, Clock clock) {
        return new LocalOutbox(jdbc, vault, topology, clock);
    }

    @Bean
    @Profile("!local")
    WebhookSender webhookSender(RegistrationSettings settings, JsonMapper json) {
        RegistrationSettings.Messages messages = settings.messages();
        String address = messages.webhook();
        if (address == null) {
            throw new IllegalStateException(
                    "meridian.registration.messages.webhook is missing: codes could not be sent."
                            + " On a developer's machine run with profile 'local'.");
        }
        return new WebhookSender(URI.create(address), messages.webhookToken(), messages.timeout(), json);
    }
}
