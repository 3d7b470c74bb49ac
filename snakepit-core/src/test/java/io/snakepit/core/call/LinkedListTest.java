package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkedListTest {

  private static final class Element extends Linked {}

  @Test
  void behavesLikeADequeWhateverIsDoneToIt() {
    Random random = new Random(42);
    LinkedList<Element> list = new LinkedList<>();
    Deque<Element> model = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(4)) {
        case 0 -> {
          Element element = new Element();
          list.addLast(element);
          model.addLast(element);
        }
        case 1 -> {
          Element element = new Element();
          list.addFirst(element);
          model.addFirst(element);
        }
        case 2 -> assertThat(list.pollFirst()).isSameAs(model.pollFirst());
        case 3 -> {
          if (!model.isEmpty()) {
            List<Element> all = new ArrayList<>(model);
            Element victim = all.get(random.nextInt(all.size()));
            assertThat(victim.unlink()).isTrue();
            model.remove(victim);
            assertThat(victim.unlink()).isFalse();
          }
        }
        default -> throw new AssertionError();
      }
      assertThat(list.size()).isEqualTo(model.size());
      assertThat(list.peekFirst()).isSameAs(model.peekFirst());
    }
    while (!model.isEmpty()) {
      assertThat(list.pollFirst()).isSameAs(model.pollFirst());
    }
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void anElementIsInOneListAtATime() {
    LinkedList<Element> one = new LinkedList<>();
    LinkedList<Element> other = new LinkedList<>();
    Element element = new Element();
    one.addLast(element);
    assertThatThrownBy(() -> other.addLast(element)).isInstanceOf(IllegalStateException.class);
    assertThat(other.remove(element)).isFalse();
    assertThat(one.contains(element)).isTrue();
    assertThat(other.contains(element)).isFalse();
  }
}
