package org.meridian.gateway.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import org.meridian.gateway.hygiene.AnswerHeaders;
import org.meridian.gateway.hygiene.Trace;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a body to what the HTTP server refuses by itself before any filter sees it: a request line or header that is too
 * long or malformed, an address that is no URI. It answers those with a bare status.
 */
@Component
class BareAnswers implements NettyServerCustomizer {

    private final JsonMapper json;

    BareAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        Filler filler = new Filler(json);
        return server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "meridian.bareAnswers", filler);
            }
        });
    }

    @ChannelHandler.Sharable
    private static final class Filler extends ChannelOutboundHandlerAdapter {

        private final JsonMapper json;

        Filler(JsonMapper json) {
            this.json = json;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            super.write(
                    context,
                    message instanceof FullHttpResponse answer && isBare(answer) ? filled(answer) : message,
                    promise);
        }

        private static boolean isBare(FullHttpResponse answer) {
            return answer.status().code() >= 400
                    && !answer.content().isReadable()
                    && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
        }

        private FullHttpResponse filled(FullHttpResponse bare) {
            ProblemException problem = problem(bare.status().code());
            byte[] body = json.writeValueAsBytes(problem.toProblem(Trace.start().id()));
            FullHttpResponse answer = new DefaultFullHttpResponse(
                    bare.protocolVersion(),
                    HttpResponseStatus.valueOf(problem.type().status()),
                    Unpooled.wrappedBuffer(body));
            answer.headers()
                    .set(bare.headers())
                    .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
            AnswerHeaders.onBare(answer.headers()::set);
            ReferenceCountUtil.release(bare);
            return answer;
        }

        private static ProblemException problem(int status) {
            return switch (status) {
                case 413 -> new ProblemException(ProblemType.TOO_LARGE, "The body is too large.");
                case 414, 431 ->
                    new ProblemException(ProblemType.HEADERS_TOO_LARGE, "The address or the headers are too long.");
                case 503 -> new ProblemException(ProblemType.OVERLOADED, "There is too much to do at present.");
                default ->
                    status < 500
                            ? ProblemException.invalid("", "The request line, the address or a header is malformed.")
                            : new ProblemException(ProblemType.INTERNAL, "The gateway failed; this has been noted.");
            };
        }
    }
}
