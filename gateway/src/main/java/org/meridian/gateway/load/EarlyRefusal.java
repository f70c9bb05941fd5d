package org.meridian.gateway.load;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.springframework.http.HttpMethod;

/**
 * Answers on a connection what is turned away at the door, and keeps the connection: to make a new one would cost both sides
 * more. A refused request's body is let go piece by piece as it comes. Only plain requests are answered here, on a
 * connection that has no other answer under way; all others go on, and are turned away further in. Everything runs on the
 * channel's own thread.
 */
final class EarlyRefusal extends ChannelDuplexHandler {

    /** A longer body is not waited for here. */
    private static final int LONGEST_BODY = 64 * 1024;

    private final Doorman doorman;
    private final RefusalBytes refusals;

    /** Requests that went on and have no answer yet. */
    private int underWay;

    private boolean refusing;
    private boolean wrote;
    private boolean swallowed;
    private boolean wentOn;

    EarlyRefusal(Doorman doorman, RefusalBytes refusals) {
        this.doorman = doorman;
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            refusing = underWay == 0 && isPlain(request) && isTurnedAway(request);
            if (!refusing) {
                underWay++;
            }
        }
        if (!refusing) {
            wentOn = true;
            context.fireChannelRead(message);
            return;
        }
        swallowed = true;
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last) {
            refusing = false;
            refusals.write(context);
            wrote = true;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        boolean asksForMore = swallowed && !wentOn;
        swallowed = false;
        if (wrote) {
            wrote = false;
            context.flush();
        }
        wentOn = false;
        context.fireChannelReadComplete();
        if (asksForMore) {
            context.read(); // whoever reads on here otherwise has seen nothing
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse answer && isInterim(answer)) {
            super.write(context, message, promise);
            return;
        }
        if (message instanceof LastHttpContent && underWay > 0) {
            underWay--;
        }
        super.write(context, message, promise);
    }

    private static boolean isInterim(HttpResponse answer) {
        HttpResponseStatus status = answer.status();
        return status.codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private static boolean isPlain(HttpRequest request) {
        var headers = request.headers();
        return request.decoderResult().isSuccess()
                && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
                && HttpUtil.isKeepAlive(request)
                && !headers.contains(HttpHeaderNames.ORIGIN) // a page is told more than others
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(HttpHeaderNames.UPGRADE)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && HttpUtil.getContentLength(request, 0L) <= LONGEST_BODY;
    }

    private boolean isTurnedAway(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return doorman.turnsAway(
                HttpMethod.valueOf(request.method().name()),
                query < 0 ? uri : uri.substring(0, query),
                () -> request.headers().get(HttpHeaderNames.AUTHORIZATION));
    }

    /** Whether no request is being received or answered: whatever came has been answered whole. */
    boolean isQuiet() {
        return underWay == 0 && !refusing;
    }
}
