package org.meridian.platform.web;

/** How a list that reads several regions says which of them could not be reached; their rows are not in it. */
public final class MissingRegions {

    /** The regions' names, separated by commas; absent when none is missing. */
    public static final String HEADER = "Meridian-Missing-Regions";

    private MissingRegions() {}
}
