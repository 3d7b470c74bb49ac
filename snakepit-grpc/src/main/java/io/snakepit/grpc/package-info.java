/**
 * The gRPC adapter. A worker serves, on a Unix socket or on loopback TCP, and this side is its one
 * client: all calls ride on one long-lived stream. docs/protocol/grpc.md describes the wire; what
 * isn't about messages is in {@link io.snakepit.wire}.
 *
 * <p>{@link io.snakepit.grpc.GrpcAdapter} and {@code GrpcLibraries} are loaded where gRPC isn't to
 * be had, too; the others only once its presence has been found.
 */
@NullMarked
package io.snakepit.grpc;

import org.jspecify.annotations.NullMarked;
