package org.meridian.platform.gathered;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Takes a carrier apart, has each call worked on by itself, and answers each as soon as it is done: a slow one keeps none of
 * its neighbours. Nobody but a gateway of this region has the secret to seal a carrier with.
 */
final class GatheredServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Some forty answers of a check-in; with the container's 8 KB each handful is a write of its own. */
    private static final int TOGETHER = 64 * 1024;

    private final transient Vouch vouch;
    private final transient InnerCalls calls;
    private final transient ProblemWriter problems;
    private final int most;

    GatheredServlet(Vouch vouch, InnerCalls calls, ProblemWriter problems, int most) {
        this.vouch = vouch;
        this.calls = calls;
        this.problems = problems;
        this.most = most;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            problems.write(
                    new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "This address takes other methods."),
                    response);
            return;
        }
        String seal = request.getHeader(Carrier.SEAL);
        byte[] carrier = seal == null ? null : request.getInputStream().readAllBytes(); // no more than a batch may have
        if (seal == null || carrier == null || !vouch.isSealed(Carrier.PURPOSE, carrier, seal)) {
            problems.write(refusal(), response);
            return;
        }
        List<GatheredCall> gathered;
        try {
            gathered = Frames.calls(carrier, most);
        } catch (MalformedFrameException e) {
            problems.write(ProblemException.invalid("", "No gathered calls: " + e.getMessage() + "."), response);
            return;
        }
        response.setBufferSize(TOGETHER);
        response.setContentType(Carrier.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        write(gathered.size(), begin(gathered, Surroundings.of(request)), response.getOutputStream());
    }

    /** Whoever is known is told that it is not for them, as the access table has it; nobody else is told anything. */
    private static ProblemException refusal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean known = authentication != null && authentication.getPrincipal() instanceof Caller;
        return known
                ? ProblemException.forbidden("None of the token's roles may do this.")
                : new ProblemException(ProblemType.UNAUTHENTICATED, "This call needs a gateway's seal.");
    }

    private BlockingQueue<byte[]> begin(List<GatheredCall> gathered, Surroundings around) {
        BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
        Executor threads = calls.threads();
        for (int i = 0; i < gathered.size(); i++) {
            int index = i;
            GatheredCall call = gathered.get(i);
            try {
                threads.execute(() -> answers.add(Frames.answer(calls.answer(index, call, around))));
            } catch (RejectedExecutionException e) {
                answers.add(Frames.answer(calls.problem(index, call, stopping())));
            }
        }
        return answers;
    }

    private static ProblemException stopping() {
        return new ProblemException(ProblemType.OVERLOADED, "The service is stopping.")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** When the gateway has gone, this ends; what was begun goes on, as it does for any caller who has gone. */
    @SuppressWarnings("ThreadPriorityCheck") // it is right without yielding, too, in smaller pieces
    private static void write(int left, BlockingQueue<byte[]> answers, OutputStream out) throws IOException {
        try {
            for (int i = 0; i < left; i++) {
                byte[] answer = answers.poll();
                if (answer == null) {
                    out.flush();
                    answer = answers.take();
                    Thread.yield(); // those that one commit has woken become ready together, and are sent together
                }
                out.write(answer);
            }
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
