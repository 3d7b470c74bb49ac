package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ToolInfo;
import io.snakepit.core.bind.elsewhere.Bindable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Methods of bound interfaces that have code, and those that can't be bound. */
class DefaultMethodsTest {

  private static final List<ToolInfo> tools =
      List.of(new ToolInfo("add", "", List.of(), true, "int", List.of(), false));

  private final FakeCaller caller = FakeCaller.returning(5L);

  interface Base {
    int add(int a, int b);

    default int twice(int a) {
      return add(a, a);
    }

    default int fails() throws IOException {
      throw new IOException("as it is");
    }
  }

  /** A public interface with code that it has from one that isn't. */
  public interface Derived extends Base {
    default int thrice(int a) {
      return add(twice(a), a);
    }
  }

  interface Waits {
    Future<Integer> add(int a, int b);
  }

  @Test
  void anInterfaceThatNobodyElseSeesRunsItsCode() {
    assertThat(
            Bindable.twice(type -> ToolBinder.bind(type, caller, tools, UnaryOperator.identity())))
        .isEqualTo(5);
    assertThat(caller.calls).hasSize(1);
  }

  @Test
  void codeIsInheritedFromSuchAnInterface() {
    assertThat(ToolBinder.bind(Derived.class, caller, tools, UnaryOperator.identity()).thrice(1))
        .isEqualTo(5);
  }

  @Test
  void codeThatAModuleKeepsToItselfIsAProblemOfTheInterface() throws Exception {
    Class<?> kept =
        Class.forName("sun.nio.ch.SelChImpl"); // public, in a package that isn't exported

    assertThatThrownBy(() -> ToolBinder.bind(kept, caller, tools, UnaryOperator.identity()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("SelChImpl.park: its code can't be run");
  }

  @Test
  void whatTheCodeThrowsIsThrownAsItIs() {
    Base bound = ToolBinder.bind(Base.class, caller, tools, UnaryOperator.identity());

    assertThatThrownBy(bound::fails).isInstanceOf(IOException.class).hasMessage("as it is");
  }

  @Test
  void aFutureThatNobodyCanCompleteIsRefused() {
    assertThatThrownBy(() -> ToolBinder.bind(Waits.class, caller, tools, UnaryOperator.identity()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Waits.add")
        .hasMessageContaining("CompletableFuture");
  }
}
