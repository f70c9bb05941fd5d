/**
 * A load generator that costs about ten microseconds of processor time a request: one thread, bytes made beforehand,
 * connections that stay open.
 *
 * <p>An experiment describes each kind of call as {@link org.meridian.bench.traffic.Calls}, says how much of it there is with an
 * {@link org.meridian.bench.traffic.Offer} ({@code open}: a fixed schedule; {@code closed}: so many callers) and has all
 * offers worked at once by {@link org.meridian.bench.traffic.Traffic#run}:
 *
 * <pre>{@code
 * Offer checkIns = Offer.open(gateway, new CheckInCalls(world, 125_040), 2_084, 125_040);
 * Offer codes = Offer.closed(gateway, new CodeCalls(world, 20_000), 64, 20_000);
 * CpuCount cpu = CpuCount.of(world.stack().processes());
 * List<Outcome> outcomes = Traffic.run(List.of(checkIns, codes));
 * cpu.perRequest(outcomes.stream().mapToLong(Outcome::answered).sum());   // µs by process, the generator's own included
 * outcomes.getFirst().milliseconds(99);
 * }</pre>
 *
 * <p>Time counts from when a call was due, not from when it was sent. What belongs in {@code Calls.request} is an array lookup:
 * tokens and bodies are made before the clock starts. {@code Calls.answered} runs on the generator's thread and must be as short.
 */
@NullMarked
package org.meridian.bench.traffic;

import org.jspecify.annotations.NullMarked;
