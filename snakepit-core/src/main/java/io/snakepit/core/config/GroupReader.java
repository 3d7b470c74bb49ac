package io.snakepit.core.config;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.text.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands what a group of the file says to a builder, and collects what can't be right.
 *
 * @param <B> the builder
 */
final class GroupReader<B> {

  /** What is to be done with the builder because of a node. */
  private record Setting<B>(Node node, Consumer<B> change) {}

  /** A setting that the builder didn't take. */
  private record Refusal<B>(Setting<B> setting, ConfigurationException reason) {}

  private final Map<String, Property<B, ?>> properties = new LinkedHashMap<>();
  private final Function<String, Optional<String>> outside;
  private final Problems problems;

  /**
   * Makes a reader.
   *
   * @param properties what may stand in the group
   * @param outside says of an unknown name where in the file it belongs, if not in this group
   * @param problems takes what can't be right
   */
  GroupReader(
      List<Property<B, ?>> properties,
      Function<String, Optional<String>> outside,
      Problems problems) {
    properties.forEach(property -> this.properties.put(property.key(), property));
    this.outside = outside;
    this.problems = problems;
  }

  /** Reads the group; the builder has afterwards what could be read. */
  void read(Node group, B builder) {
    List<Setting<B>> settings = new ArrayList<>();
    collect(group, "", settings);
    apply(settings, builder);
  }

  private void collect(Node group, String prefix, List<Setting<B>> settings) {
    if (group.shape() != Node.Shape.GROUP) {
      problems.refuse(group, "a group of options");
      return;
    }
    Set<String> known = names(prefix);
    for (Node node : group.members()) {
      if (!known.contains(node.name())) {
        problems.add(node, "is no option" + instead(node.name(), known));
      } else if (node.shape() != Node.Shape.NOTHING) {
        collectKnown(node, prefix + node.name(), settings);
      }
    }
  }

  /** What to write instead, here or elsewhere. */
  private String instead(String name, Set<String> known) {
    Optional<String> place = outside.apply(name);
    if (place.isPresent()) {
      return "; " + place.get();
    }
    List<String> meant = new ArrayList<>(Suggestions.nearest(name, known));
    if (meant.isEmpty()) {
      meant.addAll(MisplacedKeys.keysOf(name, properties.keySet()));
    }
    return meant.isEmpty()
        ? "; there are " + String.join(", ", known)
        : Suggestions.sentence(name, meant);
  }

  private void collectKnown(Node node, String key, List<Setting<B>> settings) {
    Property<B, ?> property = properties.get(key);
    if (property == null) {
      collect(node, key + ".", settings);
    } else {
      property.read(node, problems).ifPresent(change -> settings.add(new Setting<>(node, change)));
    }
  }

  /** The names that may stand in a group: of options, and of groups in it. */
  private Set<String> names(String prefix) {
    Set<String> names = new TreeSet<>();
    for (String key : properties.keySet()) {
      if (key.startsWith(prefix)) {
        String rest = key.substring(prefix.length());
        int dot = rest.indexOf('.');
        names.add(dot < 0 ? rest : rest.substring(0, dot));
      }
    }
    return names;
  }

  /**
   * Some values can be right only beside others (the longest delay and the first): what is refused
   * is tried again as long as that helps.
   */
  private void apply(List<Setting<B>> settings, B builder) {
    List<Refusal<B>> refused = attempt(settings, builder);
    int before = settings.size();
    while (!refused.isEmpty() && refused.size() < before) {
      before = refused.size();
      refused = attempt(refused.stream().map(Refusal::setting).toList(), builder);
    }
    refused.forEach(refusal -> problems.add(refusal.setting().node(), complaint(refusal.reason())));
  }

  private static <B> List<Refusal<B>> attempt(List<Setting<B>> settings, B builder) {
    List<Refusal<B>> refused = new ArrayList<>();
    for (Setting<B> setting : settings) {
      try {
        setting.change().accept(builder);
      } catch (ConfigurationException refusal) {
        refused.add(new Refusal<>(setting, refusal));
      }
    }
    return refused;
  }

  /** The builder's words begin with its own name of the option, in place of which ours stands. */
  private static String complaint(ConfigurationException refusal) {
    String text = String.valueOf(refusal.getMessage());
    return text.substring(text.indexOf(' ') + 1);
  }
}
