package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What single processes are told otherwise than all, {@code eu-gateway.meridian.services.eu.results=http://…}: for whoever
 * puts something between two of them, such as the bench's proxies. A file, named by the environment.
 */
record Overrides(Properties all) {

    static final String VARIABLE = "MERIDIAN_OVERRIDES";

    static Overrides fromEnvironment() {
        return of(System.getenv(VARIABLE));
    }

    static Overrides of(@Nullable String file) {
        Properties all = new Properties();
        if (file != null) {
            try (var in = Files.newBufferedReader(Path.of(file))) {
                all.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(VARIABLE + "=" + file + " cannot be read", e);
            }
        }
        return new Overrides(all);
    }

    Map<String, String> of(App app) {
        String prefix = app.id() + ".";
        Map<String, String> own = new LinkedHashMap<>();
        for (String key : all.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), all.getProperty(key));
            }
        }
        return own;
    }
}
