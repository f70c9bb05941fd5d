package org.meridian.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A place in a list, opaque to the caller. To page: read one row more than asked for, then {@link #page}.
 *
 * @param after the sort key of the last row that was given out
 */
public record Cursor(String after) {

    /** How many rows a page has. */
    public static final int PAGE = 100;

    /** @throws ProblemException for a text that is no cursor, 400 */
    public static @Nullable Cursor of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return new Cursor(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }

    /** The first {@link #PAGE} rows, with a {@code Link} to the next page when there are more. */
    public static <T> ResponseEntity<List<T>> page(List<T> rows, Function<T, String> sortKey) {
        if (rows.size() <= PAGE) {
            return ResponseEntity.ok(rows);
        }
        List<T> page = rows.subList(0, PAGE);
        String next = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sortKey.apply(page.getLast()).getBytes(StandardCharsets.UTF_8));
        var request = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("cursor", next)
                .build();
        String link = "<" + request.getPath() + "?" + request.getQuery() + ">; rel=\"next\"";
        return ResponseEntity.ok().header(HttpHeaders.LINK, link).body(page);
    }
}
