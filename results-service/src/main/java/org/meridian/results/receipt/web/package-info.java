/** Receipts, read again and watched. */
@NullMarked
package org.meridian.results.receipt.web;

import org.jspecify.annotations.NullMarked;
