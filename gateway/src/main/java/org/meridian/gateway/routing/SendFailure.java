package org.meridian.gateway.routing;

import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** How passing a call on failed: it decides whether another instance may be asked. */
enum SendFailure {
    /** No connection came about: nothing was sent, so anything may be sent elsewhere. */
    NOT_CONNECTED,
    /** All connections to the instance are in use: nothing was sent, and another region would only be dragged along. */
    BUSY,
    /** Sent, and no answer in time. */
    TIMED_OUT,
    /** The connection broke after something may have been sent: only what changes nothing may be repeated. */
    BROKEN;

    static SendFailure of(Throwable error) {
        @Nullable Throwable cause = error;
        while (cause != null) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return NOT_CONNECTED;
            }
            if (cause instanceof PoolAcquireTimeoutException || cause instanceof PoolAcquirePendingLimitException) {
                return BUSY;
            }
            if (cause instanceof ReadTimeoutException
                    || (cause instanceof ResponseStatusException status
                            && HttpStatus.GATEWAY_TIMEOUT.equals(status.getStatusCode()))) {
                return TIMED_OUT;
            }
            cause = cause.getCause();
        }
        return BROKEN;
    }
}
