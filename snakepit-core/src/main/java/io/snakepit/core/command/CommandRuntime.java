package io.snakepit.core.command;

import com.google.auto.service.AutoService;
import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.spi.Availability;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Workers of any language: an executable that speaks an adapter's wire by itself. What it can do,
 * its hello says; an adapter's worker side isn't used, for the command brings its own.
 */
@AutoService(WorkerRuntime.class)
public final class CommandRuntime implements WorkerRuntime {

  /** Creates the runtime. Called by {@link java.util.ServiceLoader}. */
  public CommandRuntime() {}

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public List<OptionSpec> options() {
    return CommandOptions.SPECS;
  }

  @Override
  public Availability availability(RuntimeRequest request) {
    return availability(CommandOptions.parse(request.options()), request.wire());
  }

  @Override
  public PreparedRuntime prepare(RuntimeRequest request) {
    CommandOptions options = CommandOptions.parse(request.options());
    Availability availability = availability(options, request.wire());
    if (!availability.isUsable()) {
      throw new UnavailableException(
          ErrorCode.RUNTIME_UNAVAILABLE,
          "runtime 'command' can't be used: " + availability.reason(),
          availability.remedy(),
          null);
    }
    return arguments ->
        new LaunchPlan(
            Stream.concat(options.command().stream(), arguments.stream()).toList(),
            Map.of(),
            Set.of(),
            options.directory());
  }

  private static Availability availability(CommandOptions options, String wire) {
    if (!options.wire().equals(wire)) {
      return Availability.unusable(
          "the command speaks the wire '" + options.wire() + "', not '" + wire + "'",
          "choose an adapter for that wire, or say with the runtime option "
              + CommandOptions.WIRE
              + " which one the command speaks");
    }
    return options
        .whyNotRunnable()
        .map(
            reason ->
                Availability.unusable(
                    reason,
                    "install the program, or name it with its path in the runtime option "
                        + CommandOptions.COMMAND))
        .orElseGet(Availability::usable);
  }
}
