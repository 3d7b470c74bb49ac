package io.snakepit.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What specifiers ask for in sum, so that it can be told whether others ask for the same. As pip
 * takes them: their order doesn't matter, nor does the case of names or what parts their words, and
 * several of one package hold together.
 */
final class PackageSum {

  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^]]*)])?(.*)");
  private static final Pattern PARTING = Pattern.compile("[-_.]+");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final TreeSet<String> extras = new TreeSet<>();
  private final TreeSet<String> bounds = new TreeSet<>();

  /** The same text for all lists that ask for the same, one package each. */
  static List<String> of(List<String> specifiers) {
    Map<String, PackageSum> packages = new TreeMap<>();
    TreeSet<String> others = new TreeSet<>();
    for (String specifier : specifiers) {
      Matcher parts = PARTS.matcher(specifier.strip());
      if (PackageList.isSpecifier(specifier.strip()) && parts.matches()) {
        packages.computeIfAbsent(name(parts.group(1)), name -> new PackageSum()).add(parts);
      } else {
        others.add(specifier);
      }
    }
    List<String> sum = new ArrayList<>();
    packages.forEach((name, one) -> sum.add(name + one.extras + one.bounds));
    sum.addAll(others);
    return sum;
  }

  private void add(Matcher parts) {
    String named = parts.group(2);
    if (named != null) {
      COMMA
          .splitAsStream(named.strip())
          .filter(it -> !it.isEmpty())
          .forEach(it -> extras.add(name(it)));
    }
    COMMA
        .splitAsStream(parts.group(3))
        .map(bound -> BLANKS.matcher(bound).replaceAll(""))
        .filter(bound -> !bound.isEmpty())
        .forEach(bounds::add);
  }

  /** As PEP 503 has it. */
  private static String name(String written) {
    return PARTING.matcher(written).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
