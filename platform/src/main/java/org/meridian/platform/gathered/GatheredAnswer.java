package org.meridian.platform.gathered;

import java.util.List;

/**
 * The answer to one gathered call.
 *
 * @param index which call of its carrier it answers, from 0
 * @param ticket that call's
 * @param headers without those of a connection, and without the body's length
 */
public record GatheredAnswer(int index, long ticket, int status, List<HeaderField> headers, byte[] body) {}
