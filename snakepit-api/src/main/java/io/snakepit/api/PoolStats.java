package io.snakepit.api;

import org.apiguardian.api.API;

/**
 * A snapshot of a pool's counters. Each call given to it is counted exactly once among {@code
 * accepted} and {@code refused}, each accepted one exactly once among {@code succeeded}, {@code
 * failed}, {@code queued} and {@code running}. Nested calls are calls, and so is the end of a
 * session that has been on a worker.
 *
 * @param configured workers that the pool is to have ({@link PoolConfig#workers()}); while it has
 *     fewer, the others are being started, or can't be
 * @param workers workers that are ready; more than configured while others are on their way out
 * @param idle workers that run nothing
 * @param running calls that have been given to a worker and have no outcome yet
 * @param queued calls that wait for a worker
 * @param queuedBytes the bytes of their arguments
 * @param accepted calls accepted since the pool started
 * @param refused calls that weren't accepted: the queue was full, the pool had no worker left or
 *     was closing, or their session couldn't take them
 * @param succeeded calls that ended with a result, or with the end of their stream
 * @param failed calls that ended with an error, or that their caller gave up: cancelled futures,
 *     and streams that were closed before their end
 * @param retried times that an idempotent call was made again
 * @param started workers that became ready
 * @param failedStarts starts of workers that failed, each try; not those of a change of generation,
 *     which fails with them
 * @param lost workers that died without being asked to
 * @param killed workers that the pool killed
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record PoolStats(
    int configured,
    int workers,
    int idle,
    int running,
    int queued,
    long queuedBytes,
    long accepted,
    long refused,
    long succeeded,
    long failed,
    long retried,
    long started,
    long failedStarts,
    long lost,
    long killed) {}
