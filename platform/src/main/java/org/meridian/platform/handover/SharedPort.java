package org.meridian.platform.handover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** Tomcat's protocol on a port that a successor may share, which Tomcat itself has no setting for. Made by its name. */
public final class SharedPort extends Http11NioProtocol {

    public SharedPort() {
        super(new Endpoint());
    }

    /** Those with somebody at the other end, at work or not. */
    int connections() {
        return getEndpoint().getConnections().size();
    }

    /**
     * The port is the successor's alone. Of itself Tomcat would listen for two seconds more, and drop whomever it let in.
     */
    void stopListening() {
        ((Endpoint) getEndpoint()).stopListening();
    }

    private static final class Endpoint extends NioEndpoint {

        private static final long LOOK_EVERY_MS = 5;

        private volatile @Nullable ServerSocketChannel listener;

        @Override
        protected void initServerSocket() throws Exception {
            ServerSocketChannel channel = ServerSocketChannel.open();
            getSocketProperties().setProperties(channel.socket());
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.bind(new InetSocketAddress(getAddress(), getPortWithOffset()), getAcceptCount());
            channel.configureBlocking(true);
            listener = channel;
            Steering.toTheYounger(channel.socket().getLocalPort());
        }

        @Override
        protected @Nullable NetworkChannel getServerSocket() {
            return listener;
        }

        @Override
        protected SocketChannel serverSocketAccept() throws Exception {
            ServerSocketChannel open = listener;
            try {
                return open == null ? nobody(new ClosedChannelException()) : open.accept();
            } catch (ClosedChannelException e) {
                // Tomcat wakes this thread by calling its own port, where by now the successor answers
                return nobody(e);
            }
        }

        /** While this process stops listening; Tomcat closes it, as it does with its own call. */
        private SocketChannel nobody(ClosedChannelException e) throws IOException {
            if (listener != null) {
                throw e;
            }
            try {
                while (isRunning() && !isPaused()) {
                    Thread.sleep(LOOK_EVERY_MS);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return SocketChannel.open();
        }

        void stopListening() {
            try {
                doCloseServerSocket();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected void doCloseServerSocket() throws IOException {
            ServerSocketChannel open = listener;
            listener = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
