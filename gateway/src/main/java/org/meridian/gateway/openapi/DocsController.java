package org.meridian.gateway.openapi;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.meridian.platform.problem.ProblemException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The OpenAPI document, and Swagger UI to browse it; all of it comes from here. */
@RestController
class DocsController {

    private static final String WEBJAR = "classpath*:/META-INF/resources/webjars/swagger-ui/*/";
    private static final String[] FROM_WEBJAR = {"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"};
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    private final OpenApiCatalogue catalogue;
    private final Map<String, Resource> files = new HashMap<>();

    DocsController(OpenApiCatalogue catalogue) throws IOException {
        this.catalogue = catalogue;
        var resources = new PathMatchingResourcePatternResolver();
        for (String name : FROM_WEBJAR) {
            for (Resource found : resources.getResources(WEBJAR + name)) {
                files.put(name, found);
            }
        }
        files.put("start.js", new ClassPathResource("docs/start.js"));
    }

    @GetMapping("/openapi.json")
    Mono<ResponseEntity<byte[]>> document() {
        return catalogue
                .document()
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noCache())
                        .body(bytes));
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("docs/index.html"));
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        Resource resource = files.get(file);
        if (resource == null) {
            throw ProblemException.notFound("file");
        }
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(resource);
    }
}
