package io.snakepit.core.discovery;

/**
 * A provider that can be used.
 *
 * @param provider the instance
 * @param name the name users choose it by
 * @param origin where it comes from
 * @param <T> the service
 */
record Provided<T>(T provider, String name, Origin origin) {}
