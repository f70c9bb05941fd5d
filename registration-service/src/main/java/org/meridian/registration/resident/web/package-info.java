/** Residents over HTTP: themselves, and our own services. */
@NullMarked
package org.meridian.registration.resident.web;

import org.jspecify.annotations.NullMarked;
