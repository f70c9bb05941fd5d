package org.meridian.bench.faults.crowd;

import java.util.function.LongFunction;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Sender;
import org.meridian.bench.world.World;

/**
 * What everybody in a crowd needs.
 *
 * @param name no other run on this platform has it; short, of letters and digits
 * @param senders a sender of its own for each, by a seed
 */
record Stage(World world, String name, Journal journal, LongFunction<Sender> senders) {}
