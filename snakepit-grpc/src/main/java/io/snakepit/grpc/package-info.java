/** The gRPC adapter: how a pool talks to its workers over HTTP/2. */
@NullMarked
package io.snakepit.grpc;

import org.jspecify.annotations.NullMarked;
