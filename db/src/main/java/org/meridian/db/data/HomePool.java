package org.meridian.db.data;

/**
 * Where a pool's connections lie. Only through the home node can every statement on the home region's rows be done; through
 * another one foreign partitions stand between.
 */
public interface HomePool {

    /** How many open connections lie at the home node. */
    int atHome();

    /** How many open connections lie at another region's node, where the driver went while the home node was down. */
    int away();
}
