package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.CallHead;
import java.util.Map;

/** Heads that differ from what was asked for. */
final class Heads {

  private Heads() {}

  static CallHead withTool(CallHead head, String tool) {
    return new CallHead(
        head.id(),
        head.parent(),
        tool,
        head.session(),
        head.budgetMicros(),
        head.stream(),
        head.credit(),
        head.announce(),
        head.driven(),
        head.metadata());
  }

  static CallHead withSession(CallHead head, String session) {
    return copy(
        head,
        session,
        head.parent(),
        head.budgetMicros(),
        head.credit(),
        head.announce(),
        head.metadata());
  }

  static CallHead withParent(CallHead head, long parent) {
    return copy(
        head,
        head.session(),
        parent,
        head.budgetMicros(),
        head.credit(),
        head.announce(),
        head.metadata());
  }

  static CallHead withBudget(CallHead head, long micros) {
    return copy(
        head,
        head.session(),
        head.parent(),
        micros,
        head.credit(),
        head.announce(),
        head.metadata());
  }

  static CallHead withCredit(CallHead head, int credit) {
    return copy(
        head,
        head.session(),
        head.parent(),
        head.budgetMicros(),
        credit,
        head.announce(),
        head.metadata());
  }

  static CallHead withoutAnnouncement(CallHead head) {
    return copy(
        head,
        head.session(),
        head.parent(),
        head.budgetMicros(),
        head.credit(),
        false,
        head.metadata());
  }

  static CallHead withoutMetadata(CallHead head) {
    return copy(
        head,
        head.session(),
        head.parent(),
        head.budgetMicros(),
        head.credit(),
        head.announce(),
        Map.of());
  }

  private static CallHead copy(
      CallHead head,
      String session,
      long parent,
      long budget,
      int credit,
      boolean announce,
      Map<String, String> metadata) {
    return new CallHead(
        head.id(),
        parent,
        head.tool(),
        session,
        budget,
        head.stream(),
        credit,
        announce,
        head.driven(),
        metadata);
  }
}
