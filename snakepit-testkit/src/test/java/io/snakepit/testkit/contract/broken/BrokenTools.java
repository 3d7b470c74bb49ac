package io.snakepit.testkit.contract.broken;

import static io.snakepit.testkit.contract.ContractTools.DAMAGE;
import static io.snakepit.testkit.contract.ContractTools.ECHO;
import static io.snakepit.testkit.contract.ContractTools.PRINT_EVERYWHERE;

import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeBehaviours;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.JsonText;

/** Worker sides that break a rule. */
final class BrokenTools {

  private BrokenTools() {}

  /** S6: what is printed gets onto the wire, and damages it. */
  static FakeTools printOntoTheWire(FakeTools good) {
    return good.unary(PRINT_EVERYWHERE, FakeBehaviours.damageWire("sent a print"));
  }

  /** S6: what damages the wire is taken for a result. */
  static FakeTools surviveDamage(FakeTools good) {
    return good.unary(DAMAGE, call -> JsonText.payload("\"what remains of a result\""));
  }

  /** S9: arguments that can't be read end the worker. */
  static FakeTools dieOfMalformedArguments(FakeTools good) {
    return good.unary(
        ECHO,
        call -> {
          if (!call.json().startsWith("{")) {
            throw call.crash("couldn't read the arguments");
          }
          return valueOf(call);
        });
  }

  /** The one argument of echo, unread: what stands behind its name. */
  private static Payload valueOf(FakeCall call) {
    String json = call.json();
    String value = json.substring(json.indexOf(':') + 1, json.length() - 1);
    return new Payload(JsonText.payload(value).body(), call.arguments().attachments());
  }
}
