package org.meridian.results.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a file may be.
 *
 * @param rows a file of up to so many rows is taken whole or not at all; a longer one is refused
 * @param chunk how many rows are looked up, and written, at a time; at most 1,000, which is what sampling-service takes
 * @param rejections how many rejected rows a receipt names; all are counted
 */
@ConfigurationProperties(prefix = "meridian.upload", ignoreUnknownFields = false)
public record UploadLimits(
        @DefaultValue("200000") int rows,
        @DefaultValue("500") int chunk,
        @DefaultValue("1000") int rejections) {

    public UploadLimits {
        if (rows < 1 || chunk < 1 || chunk > 1_000 || rejections < 0) {
            throw new IllegalArgumentException("meridian.upload: rows >= 1, chunk 1 to 1000, rejections >= 0");
        }
    }
}
