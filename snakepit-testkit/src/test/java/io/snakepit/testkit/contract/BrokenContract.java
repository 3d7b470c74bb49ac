package io.snakepit.testkit.contract;

import io.snakepit.testkit.contract.broken.BrokenAdapters;
import io.snakepit.testkit.contract.broken.BrokenAdapters.Broken;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract over a broken adapter. Isn't run as a test, but by one. */
@ExtendWith(BrokenContract.Chosen.class)
class BrokenContract extends AdapterContract {

  /** The configuration parameter that names the adapter. */
  static final String NAME = "contract.broken";

  /**
   * Spent on each failure. What has to succeed takes microseconds, but seconds on a machine that
   * does ten other things.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final ContractSubject subject;

  BrokenContract(Broken broken) {
    subject = new FakeSubject(broken.over(FakeContractTools.create()), PATIENCE);
  }

  @Override
  protected ContractSubject subject() {
    return subject;
  }

  /** Gives the adapter that the configuration names. */
  static final class Chosen implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Broken.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      String name = context.getConfigurationParameter(NAME).orElseThrow();
      return BrokenAdapters.all().stream()
          .filter(broken -> broken.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
