package org.meridian.results.device;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a test kit or instrument.
 *
 * @param loinc the code of what it measures, null where the table's rows for it name several
 * @param onPools whether it is allowed on pooled specimens
 */
public record Device(@Nullable String loinc, boolean onPools) {}
