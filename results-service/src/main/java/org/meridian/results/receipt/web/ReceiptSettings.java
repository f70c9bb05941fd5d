package org.meridian.results.receipt.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How receipts are watched.
 *
 * @param listeners how many may watch at once, on one instance
 */
@ConfigurationProperties(prefix = "meridian.receipt", ignoreUnknownFields = false)
public record ReceiptSettings(@DefaultValue("64") int listeners) {

    public ReceiptSettings {
        if (listeners < 1) {
            throw new IllegalArgumentException("meridian.receipt.listeners: at least 1");
        }
    }
}
