package org.meridian.checkin.healthcode;

/**
 * Why a code has its colour.
 *
 * @param rule the policy's name, for machines
 * @param text for people
 */
public record Reason(String rule, String text) {}
