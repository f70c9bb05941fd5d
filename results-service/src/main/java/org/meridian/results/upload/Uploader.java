package org.meridian.results.upload;

import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;

/**
 * Who sends a file.
 *
 * @param country of the laboratory, in which barcodes are looked up
 * @param subject the token's
 * @param laboratory that answers for the results
 */
public record Uploader(
        Country country, String subject, @Nullable SiteId laboratory) {}
