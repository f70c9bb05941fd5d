package org.meridian.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meridian.bench.measure.Until;
import org.meridian.bench.proxy.Trouble.Break;

/** Each trouble does what it says, between a client and a server that sends everything back. */
class ProxyTests {

    private final ServerSocket server = listen();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicLong endedAt = new AtomicLong();
    private final Proxy proxy = new Proxy(
            "test",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            (InetSocketAddress) server.getLocalSocketAddress(),
            1);

    @AfterEach
    void end() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesOnWhatIsSentAndCountsWaysThereAndBack() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "one")).isEqualTo("one");
            assertThat(ask(client, "two")).isEqualTo("two");
        }
        until(() -> endedAt.get() != 0);
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(proxy.roundTrips()).as("connecting, and two questions").isEqualTo(3);
    }

    @Test
    void latencyDelaysBothWaysAndConnecting() throws IOException {
        proxy.set(Trouble.late(Duration.ofMillis(40), Duration.ZERO));
        try (Socket client = connect()) {
            long begin = System.nanoTime();
            ask(client, "one");
            assertThat(since(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(160));
            begin = System.nanoTime();
            ask(client, "two");
            assertThat(since(begin)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    @Test
    void jitterNeverChangesTheOrder() throws IOException {
        proxy.set(Trouble.late(Duration.ZERO, Duration.ofMillis(5)));
        StringBuilder all = new StringBuilder();
        try (Socket client = connect()) {
            for (int i = 0; i < 50; i++) {
                all.append(i).append(' ');
                client.getOutputStream().write((i + " ").getBytes(StandardCharsets.UTF_8));
            }
            assertThat(new String(client.getInputStream().readNBytes(all.length()), StandardCharsets.UTF_8))
                    .isEqualTo(all.toString());
        }
    }

    @Test
    void aCutResetsWhatIsOpenAndWhatIsNewUntilItIsMended() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            proxy.set(Trouble.broken(Break.CUT));
            assertThatThrownBy(() -> ask(client, "two")).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket client = connect()) {
                        ask(client, "three");
                    }
                })
                .isInstanceOf(IOException.class);
        proxy.set(Trouble.NONE);
        try (Socket client = connect()) {
            assertThat(ask(client, "four")).isEqualTo("four");
        }
    }

    @Test
    void aHalfOpenConnectionTakesEverythingAndAnswersNothingUntilItIsFoundDead() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            proxy.set(Trouble.broken(Break.HALF_OPEN));
            client.setSoTimeout(100);
            assertThatThrownBy(() -> ask(client, "two")).isInstanceOf(SocketTimeoutException.class);
            proxy.set(Trouble.NONE);
            assertThatThrownBy(() -> ask(client, "three"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo("one");
    }

    @Test
    void whatIsSentIntoASilenceArrivesAfterIt() throws IOException {
        try (Socket client = connect()) {
            ask(client, "one");
            proxy.set(Trouble.broken(Break.SILENT_TO_SERVER));
            client.setSoTimeout(100);
            assertThatThrownBy(() -> ask(client, "two")).isInstanceOf(SocketTimeoutException.class);
            assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo("one");
            client.setSoTimeout(0);
            proxy.set(Trouble.NONE);
            assertThat(new String(client.getInputStream().readNBytes(3), StandardCharsets.UTF_8))
                    .isEqualTo("two");
        }
    }

    @Test
    void inASilenceOfTheAnswersTheServerIsReached() throws IOException {
        try (Socket client = connect()) {
            proxy.set(Trouble.broken(Break.SILENT_TO_CLIENT));
            client.setSoTimeout(100);
            assertThatThrownBy(() -> ask(client, "one")).isInstanceOf(SocketTimeoutException.class);
            until(() -> received.toString(StandardCharsets.UTF_8).equals("one"));
        }
    }

    @Test
    void aSlowCloseIsNoticedLate() throws IOException {
        proxy.set(Trouble.slowClose(Duration.ofMillis(150)));
        Socket client = connect();
        ask(client, "one");
        long begin = System.nanoTime();
        client.close();
        until(() -> endedAt.get() != 0);
        assertThat(Duration.ofNanos(endedAt.get() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void aConnectionIsCutAfterExactlySoManyBytes() throws IOException {
        proxy.set(Trouble.cutAfter(5));
        try (Socket client = connect()) {
            assertThatThrownBy(() -> ask(client, "longer than five")).isInstanceOf(IOException.class);
        }
        until(() -> endedAt.get() != 0);
        assertThat(received.size()).isLessThanOrEqualTo(5); // a reset may overtake the last ones
    }

    private static void until(BooleanSupplier condition) {
        assertThat(Until.seconds(Duration.ofSeconds(20), Duration.ofMillis(2), condition))
                .isNotNaN();
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Socket connect() throws IOException {
        return new Socket(proxy.address().getAddress(), proxy.address().getPort());
    }

    /** @throws IOException also when the connection has ended */
    private static String ask(Socket client, String what) throws IOException {
        byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
        client.getOutputStream().write(bytes);
        byte[] answer = client.getInputStream().readNBytes(bytes.length);
        if (answer.length < bytes.length) {
            throw new IOException("ended");
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket client = socket.accept();
                        Thread.ofVirtual().start(() -> echo(client));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            return socket;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void echo(Socket client) {
        byte[] buffer = new byte[1000];
        try (client) {
            for (int n = client.getInputStream().read(buffer);
                    n >= 0;
                    n = client.getInputStream().read(buffer)) {
                received.write(buffer, 0, n);
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // cut
        } finally {
            endedAt.set(System.nanoTime());
        }
    }
}
