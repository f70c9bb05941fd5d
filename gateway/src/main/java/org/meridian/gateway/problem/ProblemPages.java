package org.meridian.gateway.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The pages that a problem's {@code type} leads to. */
@RestController
class ProblemPages {

    private final String template;

    ProblemPages() throws IOException {
        template = new ClassPathResource("problems/page.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/problems")
    ResponseEntity<String> all() {
        String rows = Arrays.stream(ProblemType.values())
                .map(type -> "<tr><td>%d</td><td><a href=\"%s\">%s</a></td></tr>"
                        .formatted(type.status(), type.type(), escaped(type.title())))
                .collect(Collectors.joining("\n"));
        return page(
                "Problems",
                "<p>Every answer that is not a success is one of these.</p>\n<table><tr><th>Status</th><th>Problem</th></tr>\n"
                        + rows + "\n</table>");
    }

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> one(@PathVariable String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(type -> page(type.title(), """
                        <dl>
                        <dt>Type</dt><dd><code>%s</code></dd>
                        <dt>Status</dt><dd>%d</dd>
                        <dt>What to do</dt><dd>%s</dd>
                        </dl>
                        <p><a href="/problems">All problems</a></p>""".formatted(type.type(), type.status(), code(type.remedy()))))
                .orElseThrow(() -> ProblemException.notFound("kind of problem"));
    }

    private ResponseEntity<String> page(String title, String content) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .body(template.replace("{{title}}", escaped(title)).replace("{{content}}", content));
    }

    /** The remedies' only markup: code between back quotes. */
    private static String code(String markdown) {
        return escaped(markdown).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
