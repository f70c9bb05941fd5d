package org.meridian.platform.gathered;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/** Works on single calls, each on a thread of its own, as the server does on those that come alone. */
final class InnerCalls {

    private static final Logger log = LoggerFactory.getLogger(InnerCalls.class);
    private static final int KEPT = 256; // processors that wait for their next call, about 25 kB each

    private final Supplier<Connector> connector;
    private final ProblemWriter problems;
    private final int longestAnswer;
    private final Queue<InnerProcessor> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    InnerCalls(Supplier<Connector> connector, ProblemWriter problems, int longestAnswer) {
        this.connector = connector;
        this.problems = problems;
        this.longestAnswer = longestAnswer;
    }

    /** Where the server's own requests are worked on. */
    Executor threads() {
        return connector.get().getProtocolHandler().getExecutor();
    }

    /** The call's own answer, whatever happens to it. */
    GatheredAnswer answer(int index, GatheredCall call, Surroundings around) {
        @Nullable ProblemException refusal = Rules.against(call).orElse(null);
        if (refusal != null) {
            return problem(index, call, refusal);
        }
        InnerProcessor processor = processor();
        try {
            GatheredAnswer answer = processor.answer(index, call, around);
            keep(processor); // one that failed is not used again
            return answer;
        } catch (Throwable e) { // this call's alone, its neighbours and their carrier go on
            log.error("unexpected failure of a gathered call", e);
            return problem(
                    index,
                    call,
                    new ProblemException(ProblemType.INTERNAL, "The service failed; this has been noted."));
        }
    }

    GatheredAnswer problem(int index, GatheredCall call, ProblemException problem) {
        ResponseEntity<byte[]> entity = problems.entity(problem);
        byte[] body = entity.getBody();
        return new GatheredAnswer(
                index,
                call.ticket(),
                entity.getStatusCode().value(),
                entity.getHeaders().toSingleValueMap().entrySet().stream()
                        .map(header -> new HeaderField(header.getKey(), header.getValue()))
                        .toList(),
                body == null ? new byte[0] : body);
    }

    private InnerProcessor processor() {
        InnerProcessor processor = idle.poll();
        if (processor == null) {
            return new InnerProcessor(connector.get().getProtocolHandler().getAdapter(), longestAnswer);
        }
        idleCount.decrementAndGet();
        return processor;
    }

    private void keep(InnerProcessor processor) {
        processor.recycle();
        if (idleCount.incrementAndGet() <= KEPT) {
            idle.add(processor);
        } else {
            idleCount.decrementAndGet();
        }
    }
}
