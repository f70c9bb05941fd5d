package org.meridian.platform.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** Whether a port that somebody listens on is open to a successor. */
public final class SharedPorts {

    private SharedPorts() {}

    public static boolean isShared(int port) {
        try (ServerSocketChannel another = ServerSocketChannel.open()) {
            another.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            another.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
