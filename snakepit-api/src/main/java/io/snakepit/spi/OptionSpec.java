package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * An option that an adapter or runtime understands.
 *
 * @param name its key
 * @param description what it does and which values it takes, one line
 * @param defaultValue what it is when left out; empty for nothing
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record OptionSpec(String name, String description, String defaultValue) {}
