package org.meridian.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a body may be.
 *
 * @param maxBody of an ordinary call
 * @param maxBatch of a batch call (a path that ends with {@code /batch} or begins with {@code /internal/})
 * @param streamed path patterns of uploads, which are read as a stream and have no limit here
 */
@ConfigurationProperties(prefix = "meridian.http", ignoreUnknownFields = false)
public record HttpLimits(
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("4MB") DataSize maxBatch,
        @DefaultValue List<String> streamed) {}
