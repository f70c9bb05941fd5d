package org.meridian.platform.problem;

import java.util.Locale;

/** Everything that can go wrong for a caller. Each has a page under {@code /problems/<slug>} that says what to do. */
public enum ProblemType {
    INVALID_REQUEST(
            400, "The request is not valid", "Each entry of `errors` points at a value and says what it should be."),
    UNAUTHENTICATED(
            401,
            "A valid token is needed",
            "Send `Authorization: Bearer <token>`; get one with POST /v1/otp and POST /v1/token."),
    WRONG_CODE(
            401,
            "The code is wrong, used or expired",
            "Ask for a new one with POST /v1/otp. A code can be tried five times and used once, for ten minutes."),
    FORBIDDEN(403, "This is not yours to do", "The token's role, site, unit or country does not allow this call."),
    NOT_FOUND(404, "There is no such thing", "Nothing with this address exists, or you may not know that it does."),
    METHOD_NOT_ALLOWED(405, "This method is not offered here", "`Allow` lists the methods that are."),
    NOT_ACCEPTABLE(
            406,
            "None of the accepted formats is offered",
            "Ask for `application/json`, or what the OpenAPI document names."),
    CONFLICT(409, "The present state does not allow this", "Read the thing again and decide anew."),
    REQUEST_IN_PROGRESS(
            409,
            "The same request is still being worked on",
            "Wait a moment, then repeat it with the same Idempotency-Key."),
    ALREADY_REGISTERED(
            409, "This person is registered already", "Log in with POST /v1/token by the phone given at registration."),
    BARCODE_TAKEN(409, "This barcode is in use", "A barcode is unique in a country: take another tube."),
    SITE_NOT_APPROVED(
            409, "The site is not approved", "An auditor decides on a site before tubes can be opened there."),
    UNIT_NOT_APPROVED(
            409,
            "The unit is not approved",
            "An auditor decides on a unit before it can have a roster or read results."),
    TUBE_FULL(409, "The tube is full", "Seal it and take another."),
    TUBE_NOT_OPEN(409, "The tube is not open", "A sealed, received, resulted or void tube takes nobody more."),
    ALREADY_IN_TUBE(409, "This person is in the tube already", "Nobody is in one tube twice; nothing was changed."),
    ALREADY_DECIDED(409, "This was decided already", "A decision is made once; read the present status."),
    TOO_LARGE(413, "The body is too large", "Send less at a time; the limit is named in `detail`."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "This content type is not taken here",
            "Send what the OpenAPI document names, usually application/json."),
    UNKNOWN_COUNTRY(422, "No region serves this country", "GET /v1/regions lists the countries that are served."),
    IDEMPOTENCY_KEY_REUSED(
            422, "This Idempotency-Key was used for another request", "Take a new key for every new request."),
    UNREADABLE_FILE(422, "The file cannot be taken", "Nothing of it was stored; `detail` says where reading stopped."),
    RATE_LIMITED(429, "Too many requests", "Wait as long as `Retry-After` says."),
    QUOTA_USED(429, "The quota is used up", "Wait as long as `Retry-After` says."),
    HEADERS_TOO_LARGE(
            431,
            "The address or the headers are too long",
            "Send less; a token is far shorter than the 8 KiB there are."),
    INTERNAL(500, "Something failed on our side", "Nothing about it is told here; give the `traceId` to support."),
    OVERLOADED(
            503,
            "There is too much to do at present",
            "Wait as long as `Retry-After` says, then repeat with the same Idempotency-Key."),
    REGION_UNAVAILABLE(
            503,
            "A region cannot be reached",
            "`region` names it. Its data is safe; repeat after `Retry-After` with the same Idempotency-Key."),
    SERVICE_UNAVAILABLE(
            503, "A service cannot be reached", "Repeat after `Retry-After` with the same Idempotency-Key.");

    private final int status;
    private final String title;
    private final String remedy;

    ProblemType(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** The HTTP status, 400 to 503. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What the caller can do about it, in Markdown. */
    public String remedy() {
        return remedy;
    }

    /** The last part of the type's address: {@code tube-full}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem's {@code type}: a reference that any gateway resolves to a page. */
    public String type() {
        return "/problems/" + slug();
    }
}
