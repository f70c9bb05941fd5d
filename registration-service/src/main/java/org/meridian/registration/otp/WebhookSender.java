package org.meridian.registration.otp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.registration.person.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts the message to the provider that is configured, after the commit and beside the request, so that the answer takes
 * the same time whatever the provider does. One try: whoever gets no code asks for another.
 */
final class WebhookSender implements CodeSender {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final @Nullable String token;
    private final JsonMapper json;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WebhookSender(URI address, @Nullable String token, JsonMapper json) {
        this.address = address;
        this.token = token;
        this.json = json;
    }

    @Override
    public void send(ChallengeId challenge, Phone phone, String code) {
        String message = json.writeValueAsString(Map.of(
                "phone", phone.number(), "text", "Meridian: " + code + " is your code. It is good for one use."));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread.ofVirtual().name("otp-message").start(() -> post(challenge, message));
            }
        });
    }

    private void post(ChallengeId challenge, String message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                LOG.warn("the message of challenge {} was refused with status {}", challenge, status);
            }
        } catch (IOException e) {
            LOG.warn(
                    "the message of challenge {} was not sent: {}",
                    challenge,
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
