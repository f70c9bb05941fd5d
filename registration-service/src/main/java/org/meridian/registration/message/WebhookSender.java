package org.meridian.registration.message;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.CountryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts the message to the provider that is configured, after the commit and beside the request, so that the answer takes
 * the same time whatever the provider does. One try: whoever gets no code asks for another. Neither the phone nor the text
 * is ever logged.
 */
final class WebhookSender implements MessageSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final URI address;
    private final @Nullable String token;
    private final JsonMapper json;
    private final Duration timeout;
    private final HttpClient client;

    WebhookSender(URI address, @Nullable String token, Duration timeout, JsonMapper json) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER) // the token is for the provider alone
                .build();
        this.address = address;
        this.token = token;
        this.json = json;
    }

    @Override
    public void send(Message message) {
        CountryId about = message.about();
        String body = json.writeValueAsString(Map.of("phone", message.phone().number(), "text", message.text()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread.ofVirtual().name("message").start(() -> post(about, body));
            }
        });
    }

    private void post(CountryId about, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                LOG.warn("the message about {} was refused with status {}", about, status);
            }
        } catch (IOException e) {
            // the exception's own text may quote the address, and with it what somebody wrote into it
            LOG.warn(
                    "the message about {} was not sent: {}", about, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
