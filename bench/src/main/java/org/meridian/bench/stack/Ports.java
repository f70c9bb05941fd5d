package org.meridian.bench.stack;

/**
 * Where a platform listens, so that several can run on one machine.
 *
 * @param gateways the first two digits of the gateways' ports: 93 gives 9381, 9382, 9383
 * @param services the services' ports are counted from here
 * @param database of every node
 */
public record Ports(int gateways, int services, int database) {

    /** Of {@code bench/run}. */
    public static final Ports OF_THE_COMMAND = new Ports(93, 9300, 26433);

    /** Of the quick forms in the tests. */
    public static final Ports OF_THE_TESTS = new Ports(94, 9400, 27433);

    /** Of what {@code bench/seed} fills. */
    public static final Ports OF_THE_CITY = new Ports(95, 9500, 28433);
}
