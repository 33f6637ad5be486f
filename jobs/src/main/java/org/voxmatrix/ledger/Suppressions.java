package org.voxmatrix.ledger;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.iceberg.expressions.Expressions;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.Word;

/**
 * The recordings and profiles that were erased, as they are now: no run may bring them back. Ids
 * are kept as salted SHA-256 only, so that an id can be looked up and not read.
 */
public final class Suppressions implements Serializable {

  /** What an id is of. */
  public enum Kind implements Word {
    RECORDING,
    PROFILE,

    /**
     * A recording by whose own id sets name a voiceprint, though it looks like one's with a
     * channel.
     */
    MEMBER
  }

  private static final Pattern CHANNEL = Pattern.compile("#\\d+(?:@\\d+)?$");
  private static final long serialVersionUID = 1L;
  private static final int SALT_BYTES = 16;
  private static final RowMapper<Entry> ROWS = RowMapper.of(VoxTable.SUPPRESSIONS, Entry.class);

  /** A row of the table. */
  record Entry(
      String runId, Kind kind, String salt, String idSha256, Instant erasedAt, String reason) {}

  private final String salt;
  private final TreeMap<String, String> runs;

  private Suppressions(String salt, TreeMap<String, String> runs) {
    this.salt = salt;
    this.runs = runs;
  }

  /** Reads the list. The salt of an empty one is its table's id: the same until it is not empty. */
  public static Suppressions load(Warehouse warehouse) {
    String salt = null;
    TreeMap<String, String> runs = new TreeMap<>();
    for (Entry entry : new RowTable<>(warehouse, ROWS).read(Expressions.alwaysTrue())) {
      salt = entry.salt();
      runs.put(entry.idSha256(), entry.runId());
    }
    if (salt == null) {
      salt =
          new TableFiles(warehouse, VoxTable.SUPPRESSIONS).uuid().orElseGet(Suppressions::newSalt);
    }
    return new Suppressions(salt, runs);
  }

  /** Whether that id was erased. */
  public boolean contains(Kind kind, String id) {
    return !isEmpty() && id != null && runs.containsKey(hash(kind, id));
  }

  /** Whether that erasure put the id there. */
  public boolean isOf(String runId, Kind kind, String id) {
    return runId.equals(runs.get(hash(kind, id)));
  }

  /**
   * Whether the member of a set is of an erased recording or profile.
   *
   * @param recordingId whose voiceprint it is, or null where the set does not say: then an id that
   *     looks like a voiceprint's is one's
   */
  public boolean containsMember(String id, String recordingId) {
    if (isEmpty() || id == null) {
      return false;
    }
    return contains(Kind.PROFILE, id)
        || (recordingId == null
            ? contains(Kind.MEMBER, id) || contains(Kind.RECORDING, withoutChannel(id))
            : contains(Kind.RECORDING, recordingId));
  }

  /** Whether an id of a user's list, of a recording or a voiceprint, is of what was erased. */
  public boolean containsListed(String id) {
    return contains(Kind.RECORDING, id) || containsMember(id, null);
  }

  /**
   * The recording id in the id of a voiceprint, of a channel or of a speaker of one; any other id
   * is as it was.
   */
  public static String withoutChannel(String id) {
    return CHANNEL.matcher(id).replaceFirst("");
  }

  /** Whether nothing was ever erased. */
  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** How many ids were ever erased. */
  public int size() {
    return runs.size();
  }

  /** Changes with every id that is added. */
  public String digest() {
    return Sha256.hex(String.join(" ", runs.keySet()));
  }

  /** Tells one choice of ids from another, without naming them. */
  public String key(Collection<String> recordings, Collection<String> profiles) {
    TreeSet<String> chosen = new TreeSet<>();
    recordings.forEach(id -> chosen.add(hash(Kind.RECORDING, id)));
    profiles.forEach(id -> chosen.add(hash(Kind.PROFILE, id)));
    return Sha256.hex(String.join(" ", chosen));
  }

  /** Why an item that is suppressed is rejected; does not name it. */
  public static RejectedException refusal() {
    return new RejectedException(
        Fault.RECORDING_ERASED,
        List.of("recording_id"),
        "The recording was erased on request: leave it out.");
  }

  /** The hash under which an id stands in the list. */
  private String hash(Kind kind, String id) {
    return Sha256.hex(salt + "/" + kind + "/" + id);
  }

  /** Adds ids, in one commit; those that are in the list stay as they are. */
  public void add(
      Warehouse warehouse,
      String runId,
      String reason,
      Map<Kind, ? extends Collection<String>> ids) {
    Instant now = Instant.now();
    List<Entry> entries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (String id : new TreeSet<>(ids.containsKey(kind) ? ids.get(kind) : List.of())) {
        String hash = hash(kind, id);
        if (!runs.containsKey(hash)) {
          entries.add(new Entry(runId, kind, salt, hash, now, reason));
        }
      }
    }
    if (!entries.isEmpty()) {
      new RowTable<>(warehouse, ROWS).append(entries);
      entries.forEach(entry -> runs.put(entry.idSha256(), runId));
    }
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
