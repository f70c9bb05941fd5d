package org.meridian.registration.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.person.Phone;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

class WebhookSenderTests {

    private static final String PHONE = "+4915112345678";
    private static final String CODE = "735091";
    private static final Duration SHORT = Duration.ofMillis(200);

    private record Received(@Nullable String authorization, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch awake = new CountDownLatch(1);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ChallengeId challenge = new ChallengeId(UUID.randomUUID(), "DEU");
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext("/ok", call -> answer(call, 204));
        provider.createContext("/refusing", call -> answer(call, 500));
        provider.createContext("/elsewhere", call -> {
            call.getResponseHeaders().set("Location", "/ok");
            answer(call, 307);
        });
        provider.createContext("/asleep", call -> {
            try {
                awake.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(call, 204);
        });
        provider.start();
        logged.list = new CopyOnWriteArrayList<>(); // written to by other threads
        logged.start();
        root.addAppender(logged);
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void stop() {
        awake.countDown();
        TransactionSynchronizationManager.clearSynchronization();
        root.detachAppender(logged);
        provider.stop(0);
    }

    @Test
    void point3AMessageLeavesAfterTheCommitWithTheProvidersToken() {
        sender("/ok").send(code());
        assertThat(received).isEmpty();
        commit();
        await().untilAsserted(() -> assertThat(received).singleElement().satisfies(call -> {
            assertThat(call.authorization()).isEqualTo("Bearer secret-of-the-provider");
            assertThat(call.body())
                    .contains("\"phone\":\"" + PHONE + "\"")
                    .contains("\"text\":\"Meridian: " + CODE + " is your code. It is good for one use.\"");
        }));
    }

    @Test
    void point8ANoticeGoesTheSameWay() {
        sender("/ok").send(new Message.Notice(challenge, new Phone(PHONE), "Your health code was changed."));
        commit();
        await().untilAsserted(() -> assertThat(received)
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("Your health code was changed.")));
    }

    @Test
    void point3WithoutACommitNothingLeaves() {
        sender("/ok").send(code());
        TransactionSynchronizationManager.getSynchronizations()
                .forEach(s -> s.afterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK));
        sender("/refusing").send(code());
        commitLast();
        await().untilAsserted(() -> assertThat(received).hasSize(1)); // the second alone
    }

    @Test
    void point3WhateverTheProviderDoesNoLogShowsThePhoneTheTextOrTheToken() {
        root.setLevel(Level.INFO);
        sender("/refusing").send(code());
        sender("/elsewhere").send(code());
        sender("/asleep", SHORT).send(code());
        new WebhookSender(
                        URI.create("http://127.0.0.1:1/?from=secret-of-the-provider"),
                        "secret-of-the-provider",
                        SHORT,
                        JsonMapper.builder().build())
                .send(code());
        commit();
        await().until(() -> ownLines().size() == 4);
        assertThat(ownLines())
                .extracting(ILoggingEvent::getFormattedMessage)
                .allSatisfy(line ->
                        assertThat(line).doesNotContain(PHONE, PHONE.substring(1), CODE, "secret-of-the-provider"));
        assertThat(logged.list).allMatch(event -> event.getThrowableProxy() == null);
        assertThat(String.valueOf(code())).doesNotContain(PHONE, CODE);
    }

    /** Without what an earlier test's sender says after that test has ended. */
    private List<ILoggingEvent> ownLines() {
        return logged.list.stream()
                .filter(event -> event.getFormattedMessage().contains(challenge.toString()))
                .toList();
    }

    private Message code() {
        return new Message.Code(challenge, new Phone(PHONE), CODE);
    }

    /** However slow the machine is: a message that is late is not sent again. */
    private WebhookSender sender(String path) {
        return sender(path, Duration.ofMinutes(1));
    }

    private WebhookSender sender(String path, Duration timeout) {
        return new WebhookSender(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + path),
                "secret-of-the-provider",
                timeout,
                JsonMapper.builder().build());
    }

    private static void commit() {
        TransactionSynchronizationManager.getSynchronizations().forEach(TransactionSynchronization::afterCommit);
    }

    private static void commitLast() {
        TransactionSynchronizationManager.getSynchronizations().getLast().afterCommit();
    }

    private void answer(HttpExchange call, int status) throws IOException {
        try (call) {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(call.getRequestHeaders().getFirst("Authorization"), body));
            call.sendResponseHeaders(status, -1);
        }
    }
}
