package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionsTest {

  /** Room for three regions of one line of data. */
  private final Regions regions = new Regions(128, 128 + 6 * Regions.LINE);

  private final Set<Integer> free = new HashSet<>();

  private OptionalInt take(int length) {
    regions.reclaim(free::remove);
    return regions.take(length);
  }

  @Test
  void beginsBehindTheMarkAndGoesOnByWholeLines() {
    assertThat(take(1)).hasValue(128 + 64);
    assertThat(take(64)).hasValue(128 + 3 * 64);
    assertThat(take(65)).isEmpty();
    assertThat(take(0)).hasValue(128 + 5 * 64);
  }

  @Test
  void beginsAnewWhereNothingIsOut() {
    take(100);
    free.add(192);

    assertThat(take(5 * 64)).hasValue(192);
  }

  @Test
  void hasNoRoomForMoreThanThereIs() {
    assertThat(take(5 * 64 + 1)).isEmpty();
    assertThat(take(Integer.MAX_VALUE)).isEmpty();
    assertThat(take(5 * 64)).hasValue(192);
  }

  @Test
  void goesOnAtTheBeginningWhereThereIsRoomAgain() {
    take(64);
    take(64);
    take(64);
    assertThat(take(64)).isEmpty();
    free.add(192);

    assertThat(take(64)).hasValue(192);
    assertThat(take(1)).isEmpty();
  }

  @Test
  void fillsAGapToTheLastByte() {
    take(64);
    take(64);
    take(64);
    free.addAll(List.of(192, 192 + 128));
    assertThat(take(64)).hasValue(192);

    assertThat(take(65)).isEmpty();
    assertThat(take(64)).hasValue(192 + 128);
  }

  @Test
  void takesNothingBackThatIsBehindOneThatIsOut() {
    take(64);
    take(64);
    take(64);
    free.addAll(List.of(192 + 128, 192 + 256));

    assertThat(take(1)).isEmpty();
    free.add(192);
    assertThat(take(5 * 64)).hasValue(192);
  }

  @Test
  void canTakeBackTheLast() {
    take(64);
    take(1);
    regions.undo();

    assertThat(take(3 * 64)).hasValue(192 + 128);
  }

  /** A region that is out, as the user knows it. */
  private record Out(int data, int length) {}

  @Test
  void neverGivesOutWhatIsOutHoweverItComesBack() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int end = 64 * (10 + random.nextInt(100));
      Regions any = new Regions(0, end);
      List<Out> out = new ArrayList<>();
      Set<Integer> back = new HashSet<>();
      for (int step = 0; step < 500; step++) {
        while (!out.isEmpty() && random.nextInt(3) == 0) {
          back.add(out.remove(random.nextInt(out.size())).data);
        }
        any.reclaim(back::remove);
        int length = random.nextInt(end / 3);
        OptionalInt data = any.take(length);
        data.ifPresent(place -> out.add(new Out(place, length)));
        assertThatTheyAreApart(out, end);
      }
    }
  }

  private static void assertThatTheyAreApart(List<Out> out, int end) {
    int last = 0;
    for (Out one : out.stream().sorted(Comparator.comparingInt(Out::data)).toList()) {
      assertThat(one.data - Regions.LINE).isGreaterThanOrEqualTo(last);
      last = one.data + one.length;
    }
    assertThat(last).isLessThanOrEqualTo(end);
  }
}
