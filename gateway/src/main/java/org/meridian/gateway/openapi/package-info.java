/** One OpenAPI document and one browsable page for all services. */
@NullMarked
package org.meridian.gateway.openapi;

import org.jspecify.annotations.NullMarked;
