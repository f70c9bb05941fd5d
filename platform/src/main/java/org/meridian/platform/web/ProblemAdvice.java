package org.meridian.platform.web;

import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.meridian.db.topology.UnknownCountryException;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a controller throws into a problem of the catalogue. */
@RestControllerAdvice
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;
    private final DatabaseProblems database;

    ProblemAdvice(ProblemWriter problems, DatabaseProblems database) {
        this.problems = problems;
        this.database = database;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException problem) {
        return problems.entity(problem);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unknownCountry(UnknownCountryException unknown) {
        return problems.entity(BadInput.unknownCountry(unknown));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(HttpMessageNotReadableException failure) {
        return problems.entity(BadInput.unreadable(failure));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> invalid(MethodArgumentNotValidException failure) {
        return problems.entity(BadInput.invalid(failure.getBindingResult()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> invalid(HandlerMethodValidationException failure) {
        var errors = failure.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new org.meridian.platform.problem.Problem.FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return problems.entity(ProblemException.invalid(errors));
    }

    /** A path variable that is no id names nothing; a query parameter of the wrong form is bad input. */
    @ExceptionHandler
    ResponseEntity<byte[]> mismatch(MethodArgumentTypeMismatchException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownCountryException unknown) {
                return unknownCountry(unknown);
            }
        }
        boolean inPath = failure.getParameter().hasParameterAnnotation(PathVariable.class);
        return problems.entity(
                inPath
                        ? ProblemException.notFound("thing")
                        : ProblemException.invalid(failure.getName(), "This parameter has the wrong form."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> malformedId(MalformedIdException malformed) {
        return problems.entity(ProblemException.notFound("thing"));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException missing) {
        return problems.entity(ProblemException.invalid(missing.getParameterName(), "This parameter is needed."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingRequestHeaderException missing) {
        return problems.entity(ProblemException.invalid(missing.getHeaderName(), "This header is needed."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> conflict(OptimisticLockingFailureException collision) {
        return problems.entity(
                new ProblemException(ProblemType.CONFLICT, "Somebody else changed it at the same time."));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> other(Exception failure) throws Exception {
        if (callerHasGone(failure)) {
            throw failure; // there is nobody to answer, and nothing is wrong here: Spring ends it without a word
        }
        Optional<ProblemException> wrapped = wrapped(failure);
        if (wrapped.isPresent()) {
            return problems.entity(wrapped.get());
        }
        Optional<ProblemException> unreachable = database.of(failure);
        if (unreachable.isPresent()) {
            return problems.entity(unreachable.get());
        }
        if (failure instanceof DataIntegrityViolationException) {
            LOG.warn(
                    "a constraint refused what no check had: {}",
                    failure.getClass().getSimpleName());
            return problems.entity(
                    new ProblemException(ProblemType.CONFLICT, "The present state does not allow this."));
        }
        if (failure instanceof ErrorResponse known) {
            return standard(known);
        }
        LOG.error("unexpected failure", failure);
        return problems.entity(new ProblemException(ProblemType.INTERNAL, "The request could not be completed."));
    }

    /** Thrown where a connection was wanted, it comes as a transaction that could not begin. */
    private static Optional<ProblemException> wrapped(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    private static boolean callerHasGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException || cause instanceof ClientAbortException) {
                return true;
            }
        }
        return false;
    }

    /** What Spring itself refuses: unknown path, wrong method, wrong content type. */
    private ResponseEntity<byte[]> standard(ErrorResponse known) {
        ProblemType type = ofStatus(known.getStatusCode().value());
        ResponseEntity<byte[]> entity = problems.entity(new ProblemException(type, type.title() + "."));
        if (known instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedHttpMethods() != null) {
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(entity.getHeaders());
            headers.setAllow(java.util.Set.copyOf(wrong.getSupportedHttpMethods()));
            return new ResponseEntity<>(entity.getBody(), headers, entity.getStatusCode());
        }
        return entity;
    }

    /** What a bare status means in the catalogue. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 414, 431 -> ProblemType.HEADERS_TOO_LARGE;
            case 501, 505 -> ProblemType.INVALID_REQUEST; // another protocol, a transfer coding that nobody knows
            case 503 -> ProblemType.OVERLOADED;
            default -> status >= 400 && status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
        };
    }
}
