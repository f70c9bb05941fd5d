package org.meridian.results.receipt;

/**
 * A row that was not taken.
 *
 * @param line where it stands: in CSV and NDJSON the line of the file, in a JSON array the row's number, from 1
 * @param reason what is wrong with it; never repeats what the row says
 */
public record Rejection(int line, String reason) {}
