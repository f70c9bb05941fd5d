/**
 * Who may what, written once: the table of operations, and the decision that is made from it.
 *
 * <p><b>To add a call</b>, add its row to the service's list ({@code RegistrationAccess}, {@code SamplingAccess}, …): method,
 * pattern exactly as the controller's mapping says, and for each role that may, whose data and where. A controller needs no
 * annotation: a service with a handler that the table lacks does not start, and one that the table lists but the service
 * lacks fails its {@code AccessIT}. Public calls need a line in the gateway's {@code Calls} too (its start and a test
 * compare both). Then write {@code docs/access.md} anew with {@code AccessPage.main} (a test says how).
 *
 * <p>What a token and a path decide is decided here, before a body or a row is read, and refused with 403: the role, the
 * site that the token names, the country of an id in the path. What needs a row (whose site, tube, place, receipt, unit) is
 * decided in the service, in a class {@code …Access} beside the feature, and refused with 404 as if there were nothing.
 */
@NullMarked
package org.meridian.platform.access;

import org.jspecify.annotations.NullMarked;
