package io.snakepit.wire;

import org.apiguardian.api.API;

/**
 * Where a worker has memory to share.
 *
 * @param pid the worker's process, as it sees itself
 * @param descriptor where that process has it open
 * @param eachWay bytes of each half
 * @param name the name that it was made with
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record MemoryOffer(long pid, long descriptor, long eachWay, String name) {}
