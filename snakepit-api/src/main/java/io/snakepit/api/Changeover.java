package io.snakepit.api;

import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;

/**
 * A change of a pool's generation that has happened: the new one serves, the old one ends what it
 * runs.
 *
 * @param from the number of the generation that is drained, from 1
 * @param to the number of the generation that serves
 * @param drained completes when no worker of the old generation is left, with the number of calls
 *     that were cut short because they took longer than {@link TimeoutConfig#drain()}; never fails.
 *     Until then the pool takes no further change. What hangs on it runs on the executor of user
 *     code.
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Changeover(int from, int to, CompletableFuture<Integer> drained) {}
