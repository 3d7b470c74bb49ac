package io.snakepit.testkit.contract;

import org.apiguardian.api.API;
import org.junit.jupiter.api.Nested;

/**
 * What every adapter keeps. Extend it, supply the subject, and the groups run as nested tests.
 *
 * <p>A test's name says whether it has to pass, and cites its rule: {@code required_S5_…} has to;
 * {@code optional_S6_…} has to unless the subject declines; {@code untested_S10_…} is skipped and
 * says why no adapter's test can tell. A required test of a capability that the subject declines is
 * skipped, and one of {@link Refusals} runs in its stead.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public abstract class AdapterContract {

  /** For subclasses. */
  protected AdapterContract() {}

  /**
   * What is tested.
   *
   * @return the subject; asked often, so made once
   */
  protected abstract ContractSubject subject();

  @Nested
  class Opening extends OpeningRules {
    Opening() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Life extends LifeRules {
    Life() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Calls extends CallRules {
    Calls() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Payloads extends PayloadRules {
    Payloads() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Streams extends StreamRules {
    Streams() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Cancelling extends CancelRules {
    Cancelling() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Errors extends ErrorRules {
    Errors() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Concurrency extends ConcurrencyRules {
    Concurrency() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class HostCalls extends HostCallRules {
    HostCalls() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Nesting extends NestingRules {
    Nesting() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Security extends SecurityRules {
    Security() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Refusals extends RefusalRules {
    Refusals() {
      super(AdapterContract.this::subject);
    }
  }

  @Nested
  class Core extends CoreRules {}
}
