package org.voxmatrix.identity;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A record by what differs from its defaults, always in the same words. It is the identity of
 * options and plans: a new component whose value is the default changes nothing.
 *
 * <p>Names are in snake_case and sorted. A record inside is written in the same way against the
 * default in its place, or in full if there is none of its type. Maps keep all their keys, sorted;
 * an entry that is the default is {@code {}} if it is a record. Sets are sorted, other collections
 * keep their order. Enums are their lower-case names; numbers, texts and truth values those of
 * JSON, but infinity and NaN are texts.
 */
public final class CanonicalForm {

  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private CanonicalForm() {}

  /**
   * The form as a JSON object.
   *
   * @param defaults of the same class as {@code value}
   * @throws IllegalArgumentException if the classes differ, or a component is of a type without a
   *     canonical form
   */
  public static String of(Record value, Record defaults) {
    return Json.write(map(value, defaults));
  }

  /** The members of the JSON object, as {@link #of} would write them. */
  public static SortedMap<String, Object> map(Record value, Record defaults) {
    if (value.getClass() != defaults.getClass()) {
      throw new IllegalArgumentException(defaults + " is no default of " + value);
    }
    return members(value, defaults);
  }

  private static SortedMap<String, Object> members(Record value, Object defaults) {
    boolean comparable = defaults != null && defaults.getClass() == value.getClass();
    SortedMap<String, Object> members = new TreeMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object own = get(component, value);
      Object standard = comparable ? get(component, defaults) : null;
      if (!comparable || !Objects.equals(own, standard)) {
        members.put(snake(component.getName()), json(own, standard));
      }
    }
    return members;
  }

  private static Object json(Object value, Object standard) {
    if (value instanceof Record nested) {
      return members(nested, standard);
    }
    if (value instanceof Map<?, ?> map) {
      Map<?, ?> standards = standard instanceof Map<?, ?> other ? other : Map.of();
      SortedMap<String, Object> entries = new TreeMap<>();
      map.forEach((key, entry) -> entries.put(key(key), json(entry, standards.get(key))));
      return entries;
    }
    if (value instanceof Collection<?> collection) {
      Stream<Object> elements = collection.stream().map(element -> json(element, null));
      return (value instanceof Set ? elements.sorted(Comparator.comparing(Json::write)) : elements)
          .toList();
    }
    if (value instanceof Enum<?>) {
      return key(value);
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(value.getClass().getName() + " has no canonical form");
  }

  private static String key(Object key) {
    return key instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : "" + key;
  }

  private static String snake(String name) {
    return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  private static Object get(RecordComponent component, Object value) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
