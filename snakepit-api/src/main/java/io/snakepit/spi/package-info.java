/**
 * What authors of adapters and runtimes implement.
 *
 * <p>An {@link io.snakepit.spi.Adapter} says how to talk to a worker, a {@link
 * io.snakepit.spi.WorkerRuntime} what process to start. Both are found through {@link
 * java.util.ServiceLoader}, on the class path and in the folder of plugins. An adapter carries
 * opaque {@linkplain io.snakepit.spi.Payload payloads} with a small structured {@linkplain
 * io.snakepit.spi.CallHead head}; it knows no codec, no language and starts no process by itself.
 *
 * <p>The key words MUST, MUST NOT, SHOULD and MAY are used as in RFC 2119. Rules are cited by
 * number; the contract kit's test names cite the same numbers.
 *
 * <ul>
 *   <li><b>S1 Outcome.</b> Every begun exchange MUST get exactly one of {@code onComplete} and
 *       {@code onFailure}. A stream cut short is a failure.
 *   <li><b>S2 Settled.</b> Every begun exchange MUST get {@code onSettled} exactly once, not before
 *       its outcome, and not before the worker has stopped running the call's code. Killing
 *       settles. A call begun with {@code announce} MUST get {@code onStarted} before user code
 *       runs.
 *   <li><b>S3 Deadline.</b> The budget MUST reach the worker. {@code cancel} MUST ask the running
 *       code to stop and MUST NOT block.
 *   <li><b>S4 Bounds.</b> Nothing an adapter buffers may grow without bound; messages beyond the
 *       frame limit are refused both ways.
 *   <li><b>S5 Demand.</b> A worker MUST NOT be given more credit than was requested.
 *   <li><b>S6 Prints.</b> What user code writes to descriptors 0 to 2 MUST NOT reach the wire.
 *       Damage to the wire ends the worker.
 *   <li><b>S7 Orphans.</b> A worker MUST end when its adapter's connection ends. What a dead worker
 *       had written is read first, bounded; then its pending exchanges fail at once.
 *   <li><b>S8 Values.</b> Payloads MUST arrive byte for byte.
 *   <li><b>S9 Safety.</b> Only the same user may reach a worker. Malformed input ends that call or
 *       that worker, nothing else.
 *   <li><b>S12 Errors</b> MUST name their cause.
 *   <li><b>S13 Threads.</b> Listeners don't block; an adapter MAY call them on its I/O thread, or
 *       on one that drives. Signals of one exchange MUST be serial. {@code open}, {@code info},
 *       {@code lost}, {@code begin}, {@code request}, {@code cancel}, {@code probe} and {@code
 *       stop} MUST return without waiting for a worker, and at once when their thread is
 *       interrupted.
 *   <li><b>S14 Nesting.</b> With REENTRANT, a call whose head has a parent MUST run while that
 *       parent waits in a host call.
 * </ul>
 *
 * <p>What isn't declared {@code @Nullable} MUST NOT be null. An adapter that gives null to an
 * {@link io.snakepit.spi.ExchangeListener} loses the worker.
 *
 * <p>S10 (sessions) and S11 (make before break) are the core's to keep.
 */
@NullMarked
package io.snakepit.spi;

import org.jspecify.annotations.NullMarked;
