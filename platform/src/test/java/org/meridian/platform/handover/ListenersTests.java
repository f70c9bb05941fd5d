package org.meridian.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ListenersTests {

    @Test
    void whoeverKnocksWaitsUntilSomebodyAccepts() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = listener.getLocalPort();
            assertThat(Listeners.waiting(port)).isZero();
            try (Socket one = new Socket(listener.getInetAddress(), port);
                    Socket two = new Socket(listener.getInetAddress(), port)) {
                assertThat(one.isConnected() && two.isConnected()).isTrue();
                await().until(() -> Listeners.waiting(port) == 2);
                listener.accept().close();
                await().until(() -> Listeners.waiting(port) == 1);
            }
            assertThat(Listeners.own(port)).hasSize(1);
            assertThat(Listeners.areSeveral(port)).isFalse();
        }
    }

    @Test
    void whereNobodyListensNobodyWaits() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        assertThat(Listeners.waiting(port)).isZero();
        assertThat(Listeners.own(port)).isEmpty();
    }
}
