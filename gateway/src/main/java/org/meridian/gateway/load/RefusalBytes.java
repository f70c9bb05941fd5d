package org.meridian.gateway.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.meridian.gateway.hygiene.AnswerHeaders;
import org.meridian.gateway.hygiene.RequestIds;
import org.meridian.gateway.hygiene.Trace;
import org.meridian.platform.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/** The refusal, written beforehand but for its trace and request ids. */
final class RefusalBytes {

    private static final String PLACEHOLDER = "0".repeat(32);

    private final RequestIds requestIds;
    private final HttpHeaders constant = new DefaultHttpHeaders();
    private final byte[] before;
    private final byte[] after;

    RefusalBytes(RequestIds requestIds) {
        this.requestIds = requestIds;
        String body = JsonMapper.shared().writeValueAsString(TooMuch.problem().toProblem(PLACEHOLDER));
        int at = body.indexOf(PLACEHOLDER);
        this.before = body.substring(0, at).getBytes(StandardCharsets.UTF_8);
        this.after = body.substring(at + PLACEHOLDER.length()).getBytes(StandardCharsets.UTF_8);
        constant.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(
                        HttpHeaderNames.CONTENT_LENGTH,
                        String.valueOf(before.length + PLACEHOLDER.length() + after.length))
                .set(HttpHeaderNames.RETRY_AFTER, String.valueOf(TooMuch.RETRY_AFTER_SECONDS));
        AnswerHeaders.onBare(constant::set);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who has gone meanwhile misses nothing
    void write(ChannelHandlerContext context) {
        ByteBuf body = context.alloc().buffer(before.length + PLACEHOLDER.length() + after.length);
        body.writeBytes(before);
        body.writeCharSequence(Trace.start().id(), StandardCharsets.US_ASCII);
        body.writeBytes(after);
        HttpHeaders headers = constant.copy();
        headers.set(RequestIds.HEADER, requestIds.next());
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SERVICE_UNAVAILABLE, body, headers, EmptyHttpHeaders.INSTANCE);
        context.write(answer, context.voidPromise());
    }
}
