package org.meridian.registration.notice;

import java.time.Instant;
import java.util.Map;

/**
 * A notice as its resident reads it.
 *
 * @param text for people
 * @param told the same, for machines
 */
public record NoticeView(NoticeId noticeId, Kind kind, String text, Map<String, String> told, Instant at) {}
