package io.snakepit.testkit.fake;

import io.snakepit.api.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the workers of a fake adapter are; {@code diesOnCall} 0 means never. */
record FakeScript(
    FakeTools tools,
    Set<Capability> capabilities,
    int concurrency,
    boolean inline,
    int diesOnCall,
    FakeOpening opening,
    @Nullable String helloAnswer) {}
