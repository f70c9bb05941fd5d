package org.meridian.platform.access;

/**
 * What goes first when not everything can be done. The lower ones are refused while there is still room for the higher: each
 * may fill the limit on calls in flight up to its own mark, whoever fills it.
 */
public enum Priority {
    /** Somebody stands at a desk or a door and cannot go on without it. */
    CRITICAL(100),
    NORMAL(85),
    /** Good to know; nothing waits for it. */
    DECORATION(65),
    /** Heavy questions of a few, who can ask again. */
    ANALYTICS(45);

    private final int percent;

    Priority(int percent) {
        this.percent = percent;
    }

    /** How much of a limit may be in use before a call of this kind is refused; one at least is let in. */
    public int of(int limit) {
        return Math.max(1, limit * percent / 100);
    }
}
